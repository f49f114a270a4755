"""The start view: recent projects, New, Open, the sample release, and a place to drop files."""
