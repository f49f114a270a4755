"""Runs everything that opens a source file in supervised processes."""
