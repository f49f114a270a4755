"""Dialogs: new project, import, password, locating a missing file."""
