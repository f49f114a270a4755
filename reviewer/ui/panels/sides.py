"""The two sides of the review view: ways to a page at the left, what was found at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.comments import CommentsPanel
from reviewer.ui.panels.entities import EntitiesPanel
from reviewer.ui.panels.navigation import DocumentsPanel, OutlinePanel, PagesPanel
from reviewer.ui.panels.passages import PassagesPanel
from reviewer.ui.panels.reading import InfoPanel, TextPanel
from reviewer.ui.panels.redactions import RedactionsPanel
from reviewer.ui.panels.search import SearchPanel
from reviewer.ui.panels.tabs import TabPanel
from reviewer.ui.project import Project
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme

ROOMY, NARROW = (280, 372), (241, 309)  # pixels for the left and the right side, where text has 13
LEAST = (200, 309)
_MODEST = 0.87  # of what larger text would ask for is the least width of a side: else the page had no room
_SHARES = (0.22, 0.34)  # of a small window go to a side whose text is larger
SMALL_WINDOW = 1400  # pixels of width below which the page needs what the sides can spare


class Ways(TabPanel):
    """The ways to a page: by document, by thumbnail, by the file's own outline, by what was searched."""

    def __init__(self, project: Project, theme: Theme) -> None:
        super().__init__(QCoreApplication.translate("Ways", "Ways to a page"), theme)
        self.documents = DocumentsPanel(project, theme)
        self.pages = PagesPanel(project, theme)
        self.outline = OutlinePanel(project, theme)
        self.search = SearchPanel(project, theme)
        self.add_panel("documents", self.tr("Documents"), self.documents)
        self.add_panel("pages", self.tr("Pages"), self.pages, "pages")
        self.add_panel("outline", self.tr("Outline"), self.outline, "outline")
        self.add_panel("search", self.tr("Found"), self.search, "search")
        self.setMinimumWidth(least_widths()[0])


class Findings(TabPanel):
    """What was found: redactions, passages, entities, the text of the page, facts about it, comments in files."""

    def __init__(self, project: Project, theme: Theme, registry: ActionRegistry) -> None:
        super().__init__(QCoreApplication.translate("Findings", "What was found"), theme)
        self.redactions = RedactionsPanel(project, theme, registry)
        self.passages = PassagesPanel(project, theme, registry)
        self.entities = EntitiesPanel(project, theme, registry)
        self.text = TextPanel(project, theme)
        self.info = InfoPanel(project, theme)
        self.comments = CommentsPanel(project, theme, registry)
        self.add_panel("redactions", self.tr("Redactions"), self.redactions)
        self.add_panel("passages", self.tr("Passages"), self.passages, "tag")
        self.add_panel("entities", self.tr("Entities"), self.entities, "person")
        self.add_panel("text", self.tr("Text"), self.text, "text")
        self.add_panel("info", self.tr("Info"), self.info, "info")
        self.add_panel("comments", self.tr("Comments"), self.comments, "note")
        self.redactions.count_changed.connect(lambda count: self.set_count("redactions", count))
        self.passages.count_changed.connect(lambda count: self.set_count("passages", count))
        self.entities.count_changed.connect(lambda count: self.set_count("entities", count))
        self.comments.count_changed.connect(self._commented)
        self._commented(project.comments.count())
        self.setMinimumWidth(least_widths()[1])

    def _commented(self, count: int) -> None:
        """Few releases have any comments: the others need no tab for them."""
        self.set_count("comments", count)
        self.set_shown("comments", count > 0)

    def set_editable(self, editable: bool) -> None:
        """Whether what is shown can be changed."""
        self.redactions.details.set_editable(editable)
        self.passages.set_editable(editable)


class SideBySide(QSplitter):
    """A page between its two sides: what the window gains or loses in width is the page's.

    A side that nobody moved has the width that suits the window.
    """

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self.setHandleWidth(1)
        for part in (left, middle, right):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self._parts = (left, right)
        self._chosen: tuple[int | None, int | None] = (None, None)  # widths that somebody gave by hand
        self.splitterMoved.connect(self._note)

    @override
    def restoreState(self, state: Any) -> bool:
        restored = super().restoreState(state)
        if restored:
            self._note()
        return restored

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take()

    def follow_text(self) -> None:
        """Give the sides the room that text of the size in use needs, if that is another than before."""
        least = least_widths()
        if tuple(part.minimumWidth() for part in self._parts) != least:
            for part, width in zip(self._parts, least, strict=True):
                part.setMinimumWidth(width)
            self._chosen = (None, None)
            self._take()

    def _take(self) -> None:
        if all(part.isVisibleTo(self) for part in self._parts):
            suiting = suiting_widths(self.width())
            left, right = (own or width for own, width in zip(self._chosen, suiting, strict=True))
            self.setSizes([left, self.width() - left - right - 2 * self.handleWidth(), right])

    def _note(self, *_moved: int) -> None:
        sizes = self.sizes()
        known = {suiting_widths(width) for width in (sum(sizes) + 2 * self.handleWidth(), SMALL_WINDOW)}
        left, right = ({pair[side] for pair in known} for side in (0, 1))
        self._chosen = (None if sizes[0] in left else sizes[0], None if sizes[2] in right else sizes[2])


def least_widths() -> tuple[int, int]:
    """The pixels below which the left and the right side are not drawn together, for text of the size in use."""
    left, right = (max(width, round(_MODEST * stretched(width))) for width in LEAST)
    return left, right


def suiting_widths(width: int) -> tuple[int, int]:
    """The widths of the two sides in a window of `width` pixels that nobody has moved."""
    if width >= SMALL_WINDOW:
        return stretched(ROOMY[0]), stretched(ROOMY[1])
    least = least_widths()
    shares = (max(least[side], NARROW[side], round(_SHARES[side] * width)) for side in (0, 1))
    left, right = (min(stretched(NARROW[side]), share) for side, share in enumerate(shares))
    return left, right
