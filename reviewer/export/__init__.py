"""Writes files from what it is given."""
