"""Writes copies of released pages: each page a picture from a worker, checked by a program that did not write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reviewer.export.pages.choose import CopyPlan
from reviewer.export.pages.layer import holes_of, words_of
from reviewer.export.pages.notice import notice_leaves
from reviewer.export.pages.pictured import Password, Sources, pictured
from reviewer.export.pages.remarks import Remarks
from reviewer.export.pages.report import CopyReport
from reviewer.export.paper.leaves import Leaf, Leaves
from reviewer.export.paper.outside_check import Hole, require_clean
from reviewer.model.copies import PageCopy
from reviewer.storage.reads import Reads
from reviewer.storage.rows import PageContent, PageRow
from reviewer.workers.pool import WorkerPool


def write_copy(
    plan: CopyPlan,
    read: Reads,
    pool: WorkerPool,
    path: Path,
    made: str,
    *,
    annotated: bool,
    internal: bool = False,
    watch: Callable[[], None] = lambda: None,
    password: Password = lambda path: None,
) -> CopyReport:
    """Write the chosen pages as the PDF `path` and check it; `made` is the local ISO time.

    A page of which the source holds more than its looks (recoverable text, annotations, attached files) is rendered,
    and named in the notice at the end. `watch` is told after each page; whoever gives up raises.
    """
    report, holes = CopyReport(len(plan.pages)), list[Hole]()
    remarks = Remarks(read, plan, internal=internal) if annotated else None
    source = Sources(plan, pool, password)
    with Leaves(path, plan.title) as out:
        for page, content, picture, why in pictured(plan, read, pool, source):
            cite = str(plan.places.cite(page))
            if picture is None:
                report.left_out.append(cite)
            elif why or picture.carried:
                report.flattened.append((cite, (*why, *picture.carried)))
            out.add(_leaf(page, content, picture, remarks))
            holes += holes_of(content, out.pages - 1) if picture is not None else []
            watch()
        for leaf in notice_leaves(plan, report, made, annotated=annotated, internal=internal):
            out.add(leaf)
        out.finish(plan.bookmarks(tags=annotated))
        pages = out.pages
    require_clean(path, holes, pages, annotations=annotated)
    return report


def _leaf(page: PageRow, content: PageContent, picture: PageCopy | None, remarks: Remarks | None) -> Leaf:
    if picture is None:
        sentence = "No picture of this page: its source is missing, changed or cannot be read."
        return Leaf(page.width, page.height, None, lines=((36.0, 48.0, 10.0, sentence),))
    marks = tuple(remarks.of(page, content)) if remarks is not None else ()
    return Leaf(page.width, page.height, picture, list(words_of(content)), marks)
