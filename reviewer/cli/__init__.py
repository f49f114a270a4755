"""The headless verbs; no Qt."""
