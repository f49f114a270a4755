"""The user's own Tesseract: any version, any language, any trained data; one process a page."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytesseract

from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.model.ocr import Gray, Layout, OcrWord
from reviewer.ocr.languages import language_missing, split_languages

_MODES: Mapping[Layout, int] = {"page": 3, "block": 6, "line": 7, "word": 8, "sparse": 11}
_HANG_SECONDS = 180


class PytesseractEngine:
    """`OcrEngine` on the `tesseract` program, found on PATH or named by the user."""

    def __init__(self, languages: str = "eng", tesseract: Path | None = None, tessdata: Path | None = None) -> None:
        """Find program and languages; SourceError `tesseract-missing` or `language-missing`."""
        program = shutil.which(str(tesseract) if tesseract else "tesseract")
        if program is None:
            raise _program_missing(tesseract)
        pytesseract.pytesseract.tesseract_cmd = program
        self._folder = f'--tessdata-dir "{tessdata.as_posix()}" ' if tessdata else ""
        self.languages = languages
        installed = self._installed()
        missing = [name for name in split_languages(languages) if name not in installed]
        if missing:
            raise language_missing(missing, installed, str(tessdata or f"the tessdata folder of {program}"))
        self._version = str(pytesseract.get_tesseract_version())

    def _installed(self) -> list[str]:
        try:
            names: list[str] = pytesseract.get_languages(config=self._folder.strip())
        except (pytesseract.TesseractNotFoundError, OSError) as error:
            raise _program_missing(Path(pytesseract.pytesseract.tesseract_cmd)) from error
        return [name for name in names if name != "osd"]

    @property
    def name(self) -> str:
        """Engine and version, for the record of a page."""
        return f"pytesseract, tesseract {self._version}, {self.languages}"

    def read(self, image: Gray, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        """Words of an `H x W uint8` image (0 black) in the engine's reading order; boxes in pixels.

        SourceError `tesseract-failed` where the program stops, is killed, or does not answer.
        """
        height, width = image.shape
        if height < 3 or width < 3:
            return []
        whitelist = f" -c tessedit_char_whitelist={_quoted(alphabet)}" if alphabet else ""
        config = f"{self._folder}--oem 1 --psm {_MODES[layout]} --dpi {max(70, min(2400, dpi))}{whitelist}"
        with tempfile.TemporaryDirectory(prefix="foia-ocr-") as folder:
            path = Path(folder, "page.pgm")  # written raw: packing a page as PNG takes longer than reading it raw
            path.write_bytes(b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(image).tobytes())
            return _words(self._run(str(path), config))

    def _run(self, path: str, config: str) -> dict[str, list[object]]:
        try:
            table: dict[str, list[object]] = pytesseract.image_to_data(
                path, lang=self.languages, config=config, timeout=_HANG_SECONDS, output_type=pytesseract.Output.DICT
            )
        except pytesseract.TesseractNotFoundError as error:
            raise _program_missing(Path(pytesseract.pytesseract.tesseract_cmd)) from error
        except (pytesseract.TesseractError, RuntimeError, OSError) as error:
            raise SourceError(
                f"Tesseract stopped while reading a page ({str(error).strip()[:200]}).",
                "The page is not read; read it again, or choose the shipped engine in the settings.",
                code="tesseract-failed",
            ) from error
        return table

    def close(self) -> None:
        """Nothing is held between pages."""


def _quoted(alphabet: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", alphabet) + '"'


def _words(table: Mapping[str, Sequence[object]]) -> list[OcrWord]:
    words: list[OcrWord] = []
    seen: dict[tuple[object, ...], int] = {}
    for i, raw in enumerate(table.get("text", ())):
        text = str(raw).strip()
        confidence = float(str(table["conf"][i]))
        if not text or confidence < 0:
            continue
        left, top, width, height = (float(str(table[key][i])) for key in ("left", "top", "width", "height"))
        line = (table["block_num"][i], table["par_num"][i], table["line_num"][i])
        words.append(
            OcrWord(
                Rect(left, top, left + width, top + height),
                text,
                min(1.0, confidence / 100),
                seen.setdefault(line, len(seen)),
            )
        )
    return words


def _program_missing(program: Path | None) -> SourceError:
    return SourceError(
        f"The Tesseract program {'' if program is None else f'“{program}” '}was not found or does not start.",
        "Install Tesseract (Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract; Windows: the"
        " installer of UB Mannheim) or name its path in the settings; or choose the shipped engine, tesserocr.",
        code="tesseract-missing",
    )
