"""The matter: requests with their events, releases and deadlines, and what the agency's letters say."""

from reviewer.ui.matter.view import MatterView

__all__ = ["MatterView"]
