"""Options of the verbs that read pages: which OCR engine and which trained data this machine has."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from reviewer.ocr.engines import ENGINES
from reviewer.workers.requests import AnalyseOptions


def reading_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds `--engine`, `--tesseract` and `--tessdata`, handed over together as `machine`."""

    @click.option("--engine", default=ENGINES[0], type=click.Choice(ENGINES), help="OCR engine; the first is shipped.")
    @click.option(
        "--tesseract",
        type=click.Path(path_type=Path),
        envvar="FOIA_REVIEWER_TESSERACT",
        help="Your own Tesseract program, for pytesseract; by default the one on PATH.",
    )
    @click.option(
        "--tessdata",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        envvar="FOIA_REVIEWER_TESSDATA",
        help="Folder of your own trained data (NAME.traineddata); by default the shipped data, or the program's.",
    )
    @wraps(command)
    def with_machine(*, engine: str, tesseract: Path | None, tessdata: Path | None, **options: Any) -> int:
        return command(**options, machine=AnalyseOptions(engine=engine, tesseract=tesseract, tessdata=tessdata))

    return with_machine
