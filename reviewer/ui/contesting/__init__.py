"""The appeal: what is contested and why, what the record suggests, and the packet that goes out."""

from reviewer.ui.contesting.view import AppealView

__all__ = ["AppealView"]
