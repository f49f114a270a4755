"""Copies of released pages as PDFs: which pages (`choose`), words and holes (`layer`), marks, writing, notice."""
