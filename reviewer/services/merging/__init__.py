"""Brings the work of two copies of a project together: what differs is found, weighed and taken over as one edit."""
