"""The entities of a release: suggested, confirmed, and in correspondence."""

from reviewer.ui.entities.view import EntitiesView

__all__ = ["EntitiesView"]
