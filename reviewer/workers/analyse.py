"""The walk of one page: evidence, redactions, words, order, numbers, pictures; as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from reviewer.detection.explain import Explain
from reviewer.detection.find import Detection, find_redactions
from reviewer.model.evidence import PageEvidence, Pixels
from reviewer.model.geometry import bounds
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import PageResult, TextSource, Word
from reviewer.pdf.page import SourcePage
from reviewer.pdf.snippets import strip, thumbnail, to_gray
from reviewer.pdf.source import Source
from reviewer.text.deleted_pages import read_sheet
from reviewer.text.identifiers import find_identifiers
from reviewer.text.layer import judge_layer
from reviewer.text.measure import measure
from reviewer.text.reading import read_order
from reviewer.workers.layer_text import share_of_ink, visible_words
from reviewer.workers.recognise import TimedEngine, paint_out, read_words
from reviewer.workers.requests import AnalyseOptions
from reviewer.workers.resolution import reading_resolution

# A good layer that explains less than this share of the page's ink is a stamp upon a scan, or text beside a picture
# of text: the rest is read by OCR.
_EXPLAINED = 0.6


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a page, where they come from, and a sentence for the user where something is amiss."""

    words: tuple[Word, ...]
    source: TextSource
    note: str = ""


def analyse_page(source: Source, index: int, options: AnalyseOptions, engine: OcrEngine) -> PageResult:
    """Everything that page `index` (from 0) of an open source yields; SourceError where it cannot be read."""
    start = perf_counter()
    page = source.page(index)
    resolution = reading_resolution(page)
    evidence, notes = page.read(resolution.dpi)
    gray = to_gray(evidence.image)
    rendered = perf_counter()

    timed = TimedEngine(engine)
    detection = _detect(page, evidence, timed, options)
    detected, codes = perf_counter(), timed.seconds

    found = _words(evidence, detection, gray, timed, options, resolution.magnified)
    stamps = [stamp.rect for stamp in detection.stamps]
    text = read_order(found.words, detection.redactions, stamps, page.width, page.height)
    redactions = measure(detection.redactions, text.words)
    stamped = [Word(stamp.rect, stamp.text) for stamp in detection.stamps]
    identifiers = find_identifiers([*found.words, *stamped], page.width, page.height)
    return PageResult(
        page=index,
        width=page.width,
        height=page.height,
        text_source=found.source,
        text=text,
        redactions=redactions,
        markers=detection.markers,
        identifiers=identifiers.identifiers,
        bates=identifiers.bates,
        virtual_pages=read_sheet(text.text),
        notes=(*notes, found.note) if found.note else notes,
        crops=tuple(strip(gray, evidence.scale, bounds(redaction.rects)) for redaction in redactions),
        thumbnail=thumbnail(evidence.image),
        seconds=_seconds(
            total=perf_counter() - start,
            render=rendered - start,
            detect=detected - rendered - codes,
            codes=codes,
            ocr=timed.seconds - codes,
        ),
    )


def _detect(page: SourcePage, evidence: PageEvidence, engine: OcrEngine, options: AnalyseOptions) -> Detection:
    if options.explain is None:
        return find_redactions(evidence, engine)
    explain = Explain()
    detection = find_redactions(evidence, engine, explain)
    picture = options.explain / f"{page.path.stem}-{page.index + 1:04d}.png"
    explain.write(picture, evidence.image, evidence.scale)
    return detection


def _words(
    evidence: PageEvidence,
    detection: Detection,
    gray: Pixels,
    engine: OcrEngine,
    options: AnalyseOptions,
    magnified: float,
) -> _Words:
    """The words of the layer where it is good and whole, by OCR where not, of both where it is good in part."""
    covers = [rect for redaction in detection.redactions for rect in redaction.rects]
    layer = visible_words(evidence.words, covers, evidence.characters)
    verdict = judge_layer(layer, evidence.width, evidence.height)
    painted = paint_out(gray, evidence.scale, [*detection.masks, *(stamp.rect for stamp in detection.stamps)])
    whole = verdict.usable and share_of_ink(painted, evidence.scale, layer) >= _EXPLAINED
    if whole:
        return _Words(layer, "layer")
    if not options.ocr:
        return _without_ocr(layer, verdict.reason if not verdict.usable else "it holds only a part of the page")
    if verdict.usable:
        painted = paint_out(painted, evidence.scale, [word.rect for word in layer])
    read = read_words(painted, evidence.scale, engine, magnified)
    if verdict.usable and read:
        return _Words(_joined(layer, read), "mixed")
    if verdict.usable:
        return _Words(layer, "layer")
    return _Words(read, "ocr" if read else "none")


def _without_ocr(layer: tuple[Word, ...], reason: str) -> _Words:
    if not layer:
        return _Words((), "none", "The page has no text of its own and was not read by OCR.")
    return _Words(layer, "layer", f"The text layer is poor ({reason}), and the page was not read by OCR.")


def _joined(layer: Sequence[Word], read: Sequence[Word]) -> tuple[Word, ...]:
    """Words of the layer, then those that OCR found beside them; reading order is settled later."""
    offset = max((word.line for word in layer), default=-1) + 1
    return (*layer, *(Word(word.rect, word.text, word.confidence, word.line + offset) for word in read))


def _seconds(**steps: float) -> dict[str, float]:
    return {name: round(max(0.0, value), 4) for name, value in steps.items()}
