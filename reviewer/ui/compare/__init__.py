"""The view that shows copies side by side."""
