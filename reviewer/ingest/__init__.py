"""Brings files into a project and keeps their reading going."""
