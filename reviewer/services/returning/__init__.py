"""What comes back from other programs: tables as people edited them, compared with the project before any change."""
