"""What lies under a position of the view: a redaction or its label, a passage, a notice."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from reviewer.ui.page.content import HighlightMark, PageState, RedactionMark
from reviewer.ui.page.gutter import Label
from reviewer.ui.page.pane import PagePane

NEAR = 2.0  # points around a box that still count as the box


@dataclass(frozen=True, slots=True)
class Target:
    """What is there; `label` when it is the label of `mark`, `notice` the state whose notice is there."""

    index: int | None = None
    mark: RedactionMark | None = None
    highlight: HighlightMark | None = None
    label: Label | None = None
    notice: PageState | None = None


def target_at(pane: PagePane, position: QPointF) -> Target:
    """Looks at the page at this height: first its gutter, then its redactions (smallest on top), then passages."""
    place = pane.finder.at(position.x(), position.y())
    if place is None:
        return Target()
    index, x, y = place
    left, top, width, _ = pane.finder.page_rect(index)
    spot = QPointF(position.x() - left, position.y() - top)
    scene = pane.scene(index)
    if spot.x() > width:
        notice = pane.painter.notice_rect(scene.state, width)
        if notice is not None and notice.contains(spot):
            return Target(index, notice=scene.state)
        for label in pane.labels(index):
            if label.rect.contains_point(spot.x(), spot.y()):
                return Target(index, mark=label.first, label=label)
        return Target(index)
    marks = [m for m in scene.marks.redactions if any(r.grown(NEAR).contains_point(x, y) for r in m.rects)]
    if marks:
        return Target(index, mark=min(marks, key=lambda m: sum(r.area for r in m.rects)))
    highlights = [h for h in scene.marks.highlights if any(r.contains_point(x, y) for r in h.rects)]
    if highlights:
        return Target(index, highlight=min(highlights, key=lambda h: sum(r.area for r in h.rects)))
    return Target(index)


def next_of(label: Label) -> RedactionMark:
    """The redaction that a click on a label takes: the next one after the selected, where it stands for several."""
    for number, mark in enumerate(label.marks):
        if mark.selected:
            return label.marks[(number + 1) % len(label.marks)]
    return label.first


def tool_tip(target: Target) -> str:
    """All that a label had no room for; empty where nothing lies."""
    if target.notice is not None:
        return target.notice.message
    if target.label is not None and len(target.label.marks) > 1:
        return "\n".join(_redaction_tip(mark) for mark in target.label.marks[:12])
    if target.mark is not None:
        return _redaction_tip(target.mark)
    return target.highlight.label if target.highlight is not None else ""


def _redaction_tip(mark: RedactionMark) -> str:
    said = {"suggested": "suggested", "decided": "checked", "rejected": "not a redaction"}[mark.state]
    parts = (mark.label, mark.kind, said, mark.detail if mark.state != "rejected" else "")
    return " · ".join(part for part in parts if part)
