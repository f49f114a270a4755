"""Where the sample release and its project lie unless someone says otherwise, the same for window and command line."""

from __future__ import annotations

from pathlib import Path

import platformdirs

PROJECT_NAME = "Sample release.foia"


def default_folder() -> Path:
    """A folder of the program's own among the user's data; it may not exist yet."""
    return Path(platformdirs.user_data_dir("foia-reviewer", appauthor=False)) / "sample"
