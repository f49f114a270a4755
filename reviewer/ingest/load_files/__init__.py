"""Reads load files of productions: Concordance DAT or CSV with the fields of documents, OPT with their pages."""
