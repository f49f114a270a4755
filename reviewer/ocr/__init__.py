"""Image -> words: one protocol, the shipped in-process engine, and the user's own Tesseract."""
