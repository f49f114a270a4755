"""What a screen reader is told of the pages in view: each page, its redactions, passages, names and comments."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QAccessible

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.page.content import HighlightMark
from reviewer.ui.page.pane import PagePane
from reviewer.ui.page.targets import Target, tool_tip
from reviewer.ui.spoken import Part


def _tr(text: str) -> str:
    return QCoreApplication.translate("PageView", text)


def page_parts(pane: PagePane) -> list[Part]:
    """The pages in view from the top, behind each what is marked on it."""
    return [part for index in pane.finder.visible() for part in _of_page(pane, index)] if pane.scenes else []


def _of_page(pane: PagePane, index: int) -> list[Part]:
    left, top, width, height = pane.finder.page_rect(index)
    scale, scene, role = pane.finder.scale, pane.scene(index), QAccessible.Role

    def place(rects: tuple[Rect, ...]) -> QRect:
        box = bounds(rects)
        return QRect(round(left + box.x0 * scale), round(top + box.y0 * scale), round(box.width * scale),
                     round(box.height * scale))  # fmt: skip

    name = _tr("Page {0} of {1}").format(f"{index + 1:,}", f"{len(pane.finder.layout):,}")
    said = f"{name}. {scene.state.message}" if scene.state.message else name
    parts = [Part(said, QRect(left, top, width, height), role.Section)]
    parts += [
        Part(_tr("Redaction: {0}").format(tool_tip(Target(index, mark=mark))), place(mark.rects), role.Button,
             selected=mark.selected, focused=mark.selected)
        for mark in scene.marks.redactions
    ]  # fmt: skip
    parts += [
        Part(_highlight_words(mark), place(mark.rects), role.Note, selected=mark.selected)
        for mark in scene.marks.highlights
        if mark.rects
    ]
    return parts


def _highlight_words(mark: HighlightMark) -> str:
    words = {"passage": _tr("Passage: {0}"), "entity": _tr("Entity: {0}"), "comment": _tr("Comment: {0}")}
    return words[mark.style].format(mark.label)
