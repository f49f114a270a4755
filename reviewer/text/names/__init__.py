"""Finds who and what a page names, and which of the names are of the same person. Knows words, never projects."""
