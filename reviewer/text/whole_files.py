"""Decides what only a whole file tells: which numbers are its pages' own, where its documents begin, what runs on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reviewer.model.documents import FileFindings, PageNumbers
from reviewer.model.packing import PackedPage
from reviewer.model.page import PageResult
from reviewer.text.documents import LinedPage, read_file
from reviewer.text.page_lines import page_lines
from reviewer.text.running_lines import EdgeLine, edge_lines
from reviewer.text.series import in_head_or_foot, settle_numbers


def find_in_file(pages: Iterable[PackedPage]) -> FileFindings:
    """The documents of a file, the numbers that are others than each page told by itself, and the running lines.

    Pages are unpacked one by one and only their lines kept, so that a file of thousands takes little memory.
    """
    read: list[LinedPage] = []
    edges: list[EdgeLine] = []
    for packed in pages:
        page = packed.unpack()
        edges += edge_lines(page)
        read.append(_lined(page))
    settled = settle_numbers([page.page for page in read])
    numbers = tuple(
        PageNumbers(now.page, dict(now.identifiers), now.bates)
        for before, now in zip((page.page for page in read), settled, strict=True)
        if (dict(before.identifiers), before.bates) != (dict(now.identifiers), now.bates)
    )
    documents, running = read_file([LinedPage(now, page.lines) for now, page in zip(settled, read, strict=True)], edges)
    return FileFindings(numbers, tuple(documents), running)


def _lined(page: PageResult) -> LinedPage:
    """The page with its lines, and of its words those that stand in lines at its head and foot, where numbers are."""
    edges = {word.line for word in page.text.words if in_head_or_foot(word, page)}
    words = tuple(word for word in page.text.words if word.line in edges)
    return LinedPage(replace(page, text=replace(page.text, words=words, tokens=())), tuple(page_lines(page)))
