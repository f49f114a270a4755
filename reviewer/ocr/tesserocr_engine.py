"""The shipped engine: Tesseract inside this process, model loaded once, image handed over as bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import tesserocr

from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.model.ocr import Gray, Layout, OcrWord
from reviewer.ocr.languages import language_missing, languages_in, shipped_tessdata, split_languages

_MODES = {
    "page": tesserocr.PSM.AUTO,
    "block": tesserocr.PSM.SINGLE_BLOCK,
    "line": tesserocr.PSM.SINGLE_LINE,
    "word": tesserocr.PSM.SINGLE_WORD,
    "sparse": tesserocr.PSM.SPARSE_TEXT,
}


class TesserocrEngine:
    """`OcrEngine` on the Tesseract library; one instance serves one process, page after page."""

    def __init__(self, languages: str = "eng", tessdata: Path | None = None) -> None:
        """Load the model; SourceError `language-missing` where one of `languages` is not in the data folder."""
        folder = tessdata or shipped_tessdata()
        installed = languages_in(folder)
        missing = [name for name in split_languages(languages) if name not in installed]
        if missing:
            raise language_missing(missing, installed, str(folder))
        # Leptonica writes notes about odd pixels straight to standard error, past every handler of ours.
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        self._api = self._open(folder, languages)
        # Paragraphs are nothing we use; found by their words, they take more than a hundredth of a page's time.
        self._api.SetVariable("paragraph_text_based", "0")
        self.languages = languages

    @staticmethod
    def _open(folder: Path, languages: str) -> tesserocr.PyTessBaseAPI:
        try:
            return tesserocr.PyTessBaseAPI(
                path=str(folder), lang=languages, oem=tesserocr.OEM.LSTM_ONLY, psm=tesserocr.PSM.AUTO
            )
        except RuntimeError as error:
            raise SourceError(
                f"The OCR data for {languages} in {folder} cannot be loaded ({error}).",
                "The file may be cut off: get it again.",
                code="language-missing",
            ) from error

    @property
    def name(self) -> str:
        """Engine and version, for the record of a page."""
        return f"tesserocr, {tesserocr.tesseract_version().splitlines()[0].strip()}, {self.languages}"

    def read(self, image: Gray, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        """Words of an `H x W uint8` image (0 black) in the engine's reading order; boxes in pixels."""
        height, width = image.shape
        if height < 3 or width < 3:
            return []
        pixels = np.ascontiguousarray(image).tobytes()  # kept until the end: Tesseract does not copy it
        self._api.SetPageSegMode(_MODES[layout])
        self._api.SetVariable("tessedit_char_whitelist", alphabet)
        self._api.SetImageBytes(pixels, width, height, 1, width)
        self._api.SetSourceResolution(max(70, min(2400, dpi)))
        try:
            # Tesseract answers no for pictures it finds nothing to cut lines from, such as a few specks.
            return self._words() if self._api.Recognize() else []
        finally:
            self._api.Clear()

    def _words(self) -> list[OcrWord]:
        iterator = self._api.GetIterator()
        level = tesserocr.RIL
        words: list[OcrWord] = []
        line = -1
        while iterator is not None and not iterator.Empty(level.WORD):
            line += iterator.IsAtBeginningOf(level.TEXTLINE)
            text = iterator.GetUTF8Text(level.WORD).strip()
            box = iterator.BoundingBox(level.WORD)
            if text and box is not None:
                confidence = max(0.0, min(1.0, iterator.Confidence(level.WORD) / 100))
                rect = Rect(*(float(v) for v in box))
                words.append(OcrWord(rect, text, confidence, max(line, 0)))
            if not iterator.Next(level.WORD):
                break
        return words

    def close(self) -> None:
        """Free the engine's memory."""
        self._api.End()
