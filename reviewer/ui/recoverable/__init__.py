"""What the window does where text is still in the file beneath a redaction: stop, tell, and look only if allowed."""

from reviewer.ui.recoverable.care import BeneathCare

__all__ = ["BeneathCare"]
