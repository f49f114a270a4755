"""Typeset PDF pages that need no source file: flowing text (`flow`), placed pictures (`sheets`), an outside check."""
