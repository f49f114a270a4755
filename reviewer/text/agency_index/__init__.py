"""Reads an agency's own index (Vaughn index, declaration table): identifiers, columns, entries, sub-codes, matches."""
