"""What a page took of memory serves the next one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PAGES = """
import resource
import numpy as np
from reviewer.workers.memory import keep_memory

def taken():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        pictures = [np.ones(4_000_000, np.uint8) for _ in range(5)]
        del pictures
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

keep_memory()
taken()
print(taken())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system's library is asked for it on Linux only")
def test_memory_of_pictures_is_used_again() -> None:
    answer = subprocess.run([sys.executable, "-c", PAGES], capture_output=True, text=True, check=True)
    assert int(answer.stdout) < 1000, "pages of memory handed out anew; 20 times 5 pictures have 77,000"


THREADS = """
import reviewer
import numpy
import psutil
print(psutil.Process().num_threads())
"""


def test_numpy_starts_no_threads_that_wait_for_matrices() -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS")}
    answer = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, check=True, env=kept)
    assert int(answer.stdout) == 1


LOADING = """
import gc
from reviewer.workers.memory import loading

with loading():
    inside = gc.isenabled()
    import email.message
print(inside, gc.isenabled(), gc.get_freeze_count() > 1000)
"""


def test_libraries_stay_out_of_every_look_for_garbage() -> None:
    answer = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "True", "True"]
