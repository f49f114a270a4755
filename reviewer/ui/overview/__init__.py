"""What the release is, in figures that lead to the redactions and pages behind them."""

from reviewer.ui.overview.view import OverviewView

__all__ = ["OverviewView"]
