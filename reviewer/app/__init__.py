"""Entry points: console script, window start-up, crash handling."""
