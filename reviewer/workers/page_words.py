"""Decides where the words of a page come from: its own text layer, OCR, or both; and reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reviewer.detection.find import Detection
from reviewer.detection.plain import is_plain
from reviewer.model.evidence import PageEvidence, Pixels
from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import TextSource, Word
from reviewer.ocr.careful import Finer, PageReading, read_carefully
from reviewer.pdf.page import SourcePage
from reviewer.pdf.render import affordable_dpi
from reviewer.text.layer import LayerVerdict, judge_layer
from reviewer.workers.date_lines import settle_dates
from reviewer.workers.layer_text import share_of_ink, visible_words
from reviewer.workers.recognise import LineStrip, paint_out, placed_words
from reviewer.workers.requests import TextLayer

# A good layer that explains less than this share of the page's ink is a stamp upon a scan, or text beside a picture
# of text: the rest is read by OCR.
_EXPLAINED = 0.6
# A scan that is hardly finer than what was read gains nothing from being rendered again.
_FINER = 1.15
# On 16 files with good layers .94 to 1 of what we surely read stands in the layer too.
_AGREES = 0.7
# A layer that no scanner made is compared only where its words look odd: letters mapped to others, for one.
_ODD = 0.9
_DIFFERS_NOTE = "The file's own text differs from what its pages show, so the page was read by OCR."
_MEANINGLESS = "\ufffd"  # what stands for a glyph without a meaning
# Mean confidence of handwriting, mirrored pages and scripts whose language is not set: .10 to .36; of faxes that can
# just be read above .5.
_HARDLY_READ, _ENOUGH_TO_TELL = 0.45, 5
_HARDLY_READ_NOTE = (
    "Hardly anything on the page could be read: it may be handwriting, mirrored, or in a language that is not set for"
    " this project."
)
_FINEST_DPI = 300  # what `read_carefully` asks for
_KEPT, _LEFT_OUT = "A person chose the file's own text.", "A person chose OCR."
_NO_OWN = "The page has no text of its own."
_DIFFERS = "The file's own text differs from what its pages show."
_IN_PART = "The file's own text covers only a part of the page."
_NOTHING_READ = "OCR found no words."


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page, where they come from and why, and a sentence for the user where something is amiss.

    `turn` are the quarter turns counter-clockwise after which the page could be read.
    """

    words: tuple[Word, ...]
    source: TextSource
    note: str = ""
    turn: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads the words of one page once its redactions are known; `gray` is its evidence's image in grey.

    `magnified` is how much larger the page claims to be than its paper was (see resolution.py). `text_layer` is what
    the user chose for the file's own text; what lies beneath a redaction is left out of it whatever was chosen.
    `agreement` compares the file's text with a sample of our reading (see layer_sample.py).
    """

    page: SourcePage
    evidence: PageEvidence
    gray: Pixels
    detection: Detection
    magnified: float = 1.0
    text_layer: TextLayer = "auto"
    agreement: Callable[[OcrEngine], float | None] | None = None

    def read(self, engine: OcrEngine | None) -> PageWords:
        """The layer where it is good and whole, OCR where not, both where it is good in part; no engine: no OCR.

        SourceError if the engine cannot run.
        """
        evidence, scale = self.evidence, self.evidence.scale
        hidden = [rect for redaction in self.detection.redactions for rect in redaction.rects]
        own = evidence.words if self.text_layer != "ignore" else ()
        layer = visible_words(own, hidden, evidence.characters)
        if self.text_layer == "keep" and layer:
            return PageWords(layer, "layer", reason=_KEPT)
        complete = self.text_layer == "auto" and is_plain(evidence, self.gray, scale, hidden)
        scanned = evidence.native_dpi > 0
        verdict = judge_layer(layer, evidence.width, evidence.height, scanned=scanned, complete=complete)
        differs = verdict.usable and self._differs(engine, scanned, verdict.share)
        if differs:
            verdict = replace(verdict, usable=False)
        reason = self._reason(verdict, differs=differs)
        layer = tuple(word for word in layer if word.text.strip(_MEANINGLESS))
        areas = [*self.detection.masks, *(stamp.rect for stamp in self.detection.stamps)]
        partial = verdict.usable and not complete and self._explained(layer, areas) < _EXPLAINED
        if verdict.usable and not partial:
            return PageWords(layer, "layer" if layer else "none", reason=reason)
        if engine is None:
            unread = _unread(layer, "it holds only a part of the page" if partial else verdict.reason)
            return replace(unread, reason=_IN_PART if partial else reason)
        beside = [word.rect for word in layer] if partial else []
        # Stamps stay in the picture: without them Tesseract reads the rest of the page worse (confidence .837 against
        # .777 on one page of mail), and their words are left out of the text later anyway.
        reading = self._recognise(engine, [*self.detection.masks, *beside])
        found = placed_words(reading.words, scale)
        if reading.turn == 0:
            found = settle_dates(found, LineStrip(self.page, engine, self.detection.masks, self.magnified).read)
        if partial and found:
            return PageWords(_joined(layer, found), "mixed", reason=_IN_PART)
        if found:
            hardly = reading.confidence < _HARDLY_READ and len(found) >= _ENOUGH_TO_TELL
            note = _HARDLY_READ_NOTE if hardly else _DIFFERS_NOTE if differs else ""
            return PageWords(found, "ocr", note, reading.turn, reason)
        return PageWords(layer, "layer" if layer else "none", reason=_NOTHING_READ)

    def _reason(self, verdict: LayerVerdict, *, differs: bool) -> str:
        """Why the file's own text is used or not, as a sentence."""
        if self.text_layer == "ignore":
            return _LEFT_OUT
        if not self.evidence.words:
            return _NO_OWN
        return _DIFFERS if differs else f"{verdict.reason[0].upper()}{verdict.reason[1:]}."

    def _differs(self, engine: OcrEngine | None, scanned: bool, share: float) -> bool:
        if engine is None or self.agreement is None or not (scanned or 0 < share < _ODD):
            return False
        agreed = self.agreement(engine)
        return agreed is not None and agreed < _AGREES

    def _explained(self, layer: Sequence[Word], areas: Sequence[Rect]) -> float:
        scale = self.evidence.scale
        return share_of_ink(paint_out(self.gray, scale, areas), scale, layer)

    def _recognise(self, engine: OcrEngine, areas: Sequence[Rect]) -> PageReading:
        scale = self.evidence.scale
        dpi = round(scale * 72 * self.magnified)
        return read_carefully(engine, paint_out(self.gray, scale, areas), dpi, self._finer(dpi, areas))

    def _finer(self, dpi: int, areas: Sequence[Rect]) -> Finer | None:
        """A function that renders the page again at a higher resolution; None where the scan has no more to give."""
        native = self.evidence.native_dpi * self.magnified
        if 0 < native < dpi * _FINER:
            return None

        def render(wanted: int) -> Pixels:
            raster = self.page.gray(wanted / self.magnified)
            return paint_out(raster.image, raster.scale, areas)

        wanted = _FINEST_DPI / self.magnified
        affordable = affordable_dpi(self.evidence.width, self.evidence.height, wanted) >= wanted
        return render if affordable else None


def _unread(layer: tuple[Word, ...], reason: str) -> PageWords:
    if not layer:
        return PageWords((), "none", "The page has no text of its own and was not read by OCR.")
    return PageWords(layer, "layer", f"The text layer is poor ({reason}), and the page was not read by OCR.")


def _joined(layer: Sequence[Word], read: Sequence[Word]) -> tuple[Word, ...]:
    """Words of the layer, then those that OCR found beside them; reading order is settled later."""
    offset = max((word.line for word in layer), default=-1) + 1
    return (*layer, *(Word(word.rect, word.text, word.confidence, word.line + offset) for word in read))
