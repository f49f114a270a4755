"""The walk of one page: evidence, redactions, words, order, numbers, pictures; as plain values."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import perf_counter

from reviewer.detection.explain import Explain
from reviewer.detection.find import Detection, find_redactions
from reviewer.detection.head import read_head, with_marks
from reviewer.detection.markers import page_marks
from reviewer.detection.pixels import page_pixels
from reviewer.model.evidence import PageEvidence
from reviewer.model.geometry import bounds
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import PageResult, Word
from reviewer.pdf.colors import to_gray
from reviewer.pdf.losses import LOST, MENDED, watching_losses
from reviewer.pdf.page import SourcePage
from reviewer.pdf.snippets import strip, thumbnail
from reviewer.pdf.source import Source
from reviewer.text.classification import classification_marks
from reviewer.text.deleted_pages import read_sheet
from reviewer.workers.comments import page_comments
from reviewer.workers.layer_sample import layer_agreement
from reviewer.workers.page_words import PageWords, WordReader
from reviewer.workers.recognise import TimedEngine
from reviewer.workers.remarks import page_remarks
from reviewer.workers.requests import AnalyseOptions
from reviewer.workers.resolution import reading_resolution
from reviewer.workers.upright import order_page


def analyse_page(source: Source, index: int, options: AnalyseOptions, engine: OcrEngine) -> PageResult:
    """Everything that page `index` (from 0) of an open source yields; SourceError where it cannot be read."""
    with watching_losses() as losses:
        result = _analyse(source, index, options, engine)
    damage = (*((MENDED,) if source.mended else ()), *((LOST,) if losses.found else ()))
    return replace(result, notes=(*damage, *result.notes)) if damage else result


def _analyse(source: Source, index: int, options: AnalyseOptions, engine: OcrEngine) -> PageResult:
    start = perf_counter()
    page = source.page(index)
    resolution = reading_resolution(page)
    evidence, notes = page.read(resolution.dpi)
    gray = to_gray(evidence.image)
    rendered = perf_counter()

    timed = TimedEngine(engine)
    detection = _detect(page, evidence, timed, options)
    detected, codes = perf_counter(), timed.seconds

    reader = WordReader(
        page, evidence, gray, detection, resolution.magnified, options.text_layer, partial(layer_agreement, source)
    )
    found = reader.read(timed if options.ocr else None)
    detection = _with_head(detection, found, evidence, timed)
    stamps = [Word(stamp.rect, stamp.text) for stamp in detection.stamps]
    ordered = order_page(found.words, detection.redactions, stamps, (page.width, page.height), found.turn)
    remarks = page_remarks(source, index, evidence, ordered.text, ordered.redactions)
    return PageResult(
        page=index,
        width=page.width,
        height=page.height,
        text_source=found.source,
        text_reason=found.reason,
        text=ordered.text,
        redactions=ordered.redactions,
        markers=(*detection.markers, *classification_marks(ordered.text, page.height)),
        identifiers=ordered.numbers.identifiers,
        bates=ordered.numbers.bates,
        virtual_pages=read_sheet(ordered.text.text),
        notes=(*notes, *((found.note,) if found.note else ()), *remarks),
        crops=tuple(strip(gray, evidence.scale, bounds(redaction.rects)) for redaction in ordered.redactions),
        thumbnail=thumbnail(evidence.image),
        seconds=_seconds(
            total=perf_counter() - start,
            render=rendered - start,
            detect=detected - rendered - codes,
            codes=codes,
            ocr=timed.seconds - codes,
        ),
        comments=page_comments(evidence, ordered.text, ordered.redactions),
    )


def _detect(page: SourcePage, evidence: PageEvidence, engine: OcrEngine, options: AnalyseOptions) -> Detection:
    if options.explain is None:
        return find_redactions(evidence, engine, words_follow=options.ocr)
    explain = Explain()
    detection = find_redactions(evidence, engine, explain, words_follow=options.ocr)
    picture = options.explain / f"{page.path.stem}-{page.index + 1:04d}.png"
    explain.write(picture, evidence.image, evidence.scale)
    return detection


def _with_head(detection: Detection, found: PageWords, evidence: PageEvidence, engine: OcrEngine) -> Detection:
    """The stamps and legends among recognised words, too; where none were, the head is read for itself if it has to."""
    if found.source in ("ocr", "mixed") and not found.turn:
        return with_marks(detection, page_marks(found.words, evidence.height))
    if detection.head_unread:
        blocks = [rect for redaction in detection.redactions for rect in redaction.rects]
        return with_marks(detection, read_head(page_pixels(evidence), blocks, engine))
    return detection


def _seconds(**steps: float) -> dict[str, float]:
    return {name: round(max(0.0, value), 4) for name, value in steps.items()}
