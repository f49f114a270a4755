"""Item models over the project: they hold ids and fetch rows when a view asks."""
