"""The entities of a release: suggested, confirmed, and in correspondence."""
