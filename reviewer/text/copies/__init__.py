"""Finds copies of one another among the records of a project, and what one copy shows where another hides."""
