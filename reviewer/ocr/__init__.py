"""Image to words: the OCR engines behind one protocol."""
