"""Brings an agency's own index into a project: reads its file, plans the import, looks at what it matches."""
