"""FOIA Reviewer: a desktop tool for people who receive redacted public records."""

__version__ = "0.1.0"
