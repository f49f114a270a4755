"""The window: Qt only, a view of the project file."""
