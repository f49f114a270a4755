"""FOIA Reviewer: a desktop tool for people who receive redacted public records."""

import os

__version__ = "0.1.0"

# NumPy's matrix library starts a thread for each core when it is loaded and lets them spin for work that never comes:
# nothing here multiplies large matrices. Read when NumPy is first imported, in the program and in each worker.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
