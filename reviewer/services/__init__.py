"""One Workspace per open project: every edit as an operation, undo, events, jobs."""
