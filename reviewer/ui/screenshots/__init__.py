"""Pictures of every view and state, made from the real program: `python -m reviewer.ui.screenshots DIR`."""
