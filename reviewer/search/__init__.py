"""Query grammar to typed query."""
