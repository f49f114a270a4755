"""Settings: what belongs to the person, and what the open project is read and handled by."""

from reviewer.ui.preferences.view import SettingsView

__all__ = ["SettingsView"]
