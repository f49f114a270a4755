"""Opens exports in LibreOffice: `python -m tests.interop`; needs that program, and is no part of the test suite."""
