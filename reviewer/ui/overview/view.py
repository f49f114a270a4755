"""What the release is: pages by how they were released, deletions by exemption and document, what lacks or failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.page import naming_subject
from reviewer.storage.reads.overview import CodeSum, DocumentSum, FailedPage, ItemSums, Overview, PageSums
from reviewer.ui.overview.bars import Bar, Bars
from reviewer.ui.overview.stated import stated_lines
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label, row, spacer
from reviewer.ui.widgets.empty import EmptyState

_LISTED = 8
_ABOUT: tuple[ChangeKind, ...] = ("redaction", "page", "file", "document", "release", "note", "item", "challenge")

Run = Callable[[Callable[[], Overview], Callable[[Future[Overview]], object]], None]


class OverviewView(QWidget):
    """`code_chosen` and `document_chosen` lead to the table, `page_chosen` to a page, `save_wanted` saves a chart.

    `requests_wanted` leads to the requests, `beneath_wanted` to the redactions with text beneath, `failures_wanted`
    to what could not be read.
    """

    code_chosen = Signal(object)  # code, empty for deletions without one
    document_chosen = Signal(object)  # uuid
    page_chosen = Signal(object)  # page id
    save_wanted = Signal(object)  # Bars
    requests_wanted = Signal()
    beneath_wanted = Signal()
    failures_wanted = Signal()

    def __init__(self, count: Callable[[], Overview], run: Run, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._run, self._theme = count, run, theme
        self._stale, self._asked = True, False
        self._overview: Overview | None = None
        self.pages = Bars(theme, self.tr("Pages by how they were released"))
        self.codes = Bars(theme, self.tr("Deletions by exemption"))
        self.documents = Bars(theme, self.tr("Documents with most hidden"))
        self.notes = label("", "", wrap=True, selectable=True)
        self.stated = label("", "", wrap=True, selectable=True)
        self.failed = Bars(theme, self.tr("Pages that could not be read"))
        self._state = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._charts())
        self.next_step = button("", self.requests_wanted.emit, "link")
        self.next_step.setAccessibleName(self.tr("What the requests wait for"))
        self.next_step.setVisible(False)
        self.beneath = button("", self.beneath_wanted.emit, "link")
        self.unopened = button("", self.failures_wanted.emit, "link")
        self._head = QWidget()
        head = row(self.next_step, self.beneath, self.unopened, spacer())
        head.setSpacing(24)
        for part in (self.beneath, self.unopened):
            part.setVisible(False)
        head.setContentsMargins(24, 12, 24, 0)
        self._head.setLayout(head)
        self._head.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)
        self.pages.setCursor(Qt.CursorShape.ArrowCursor)
        self.codes.chosen.connect(self.code_chosen)
        self.documents.chosen.connect(self.document_chosen)
        self.failed.chosen.connect(lambda key: self.page_chosen.emit(int(key)))
        theme.changed.connect(self._show)
        self._state.say("sample", self.tr("Counting …"), self.tr("The figures of the release appear here."))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def come(self) -> None:
        """The view comes to the front: the keys belong to the first chart that leads on, its head is in view."""
        self.codes.setFocus()
        self._scroll.verticalScrollBar().setValue(0)  # taking the focus scrolled to the chart

    def show_next_step(self, words: str) -> None:
        """Say what the requests wait for, such as the nearest day to appeal; nothing hides the line."""
        self.next_step.setText(words)
        self.next_step.setAccessibleName(words or self.tr("What the requests wait for"))
        self.next_step.setVisible(bool(words))
        self._show_head()

    def _show_head(self) -> None:
        """What waits for somebody, in words that lead there; no line where nothing does."""
        found = self._overview
        counts = (found.beneath, found.items.failed) if found is not None else (0, 0)
        said = (
            (self.beneath, self.tr("1 redaction has text beneath"), self.tr("{0} redactions have text beneath")),
            (self.unopened, self.tr("1 file could not be read"), self.tr("{0} files could not be read")),
        )
        for count, (part, one, many) in zip(counts, said, strict=True):
            part.setText(one if count == 1 else many.format(f"{count:,}"))
            part.setVisible(count > 0)
        self._head.setVisible(bool(self.next_step.text()) or any(counts))

    def refresh(self, changes: Changes) -> None:
        """The project changed: count again, at once if the view is in front, else when it comes there."""
        if any(kind in changes for kind in _ABOUT):
            self._stale = True
            if self.isVisible():
                self.reload()

    def reload(self) -> None:
        """Count behind what changed since it was counted last; one count at a time."""
        if self._stale and not self._asked:
            self._stale, self._asked = False, True
            self._run(self._count, self._arrived)

    def _arrived(self, done: Future[Overview]) -> None:
        self._asked = False
        if done.cancelled():
            return
        self._overview = done.result()
        self._show()
        if self._stale and self.isVisible():
            self.reload()

    def _charts(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(24, 20, 24, 24)
        grid.setSpacing(16)
        grid.addWidget(self._card(self.tr("How the pages were released"), self.pages), 0, 0)
        grid.addWidget(self._card(self.tr("Files, page numbers and sheets"), self.notes), 0, 1)
        grid.addWidget(self._card(self.tr("Hidden by exemption: deletions · area"), self.codes), 2, 0)
        grid.addWidget(self._card(self.tr("Documents with most hidden: deletions · area"), self.documents), 2, 1)
        self._stated_card = self._card(self.tr("Counts the agency stated, and counts found"), self.stated)
        grid.addWidget(self._stated_card, 1, 0, 1, 2)
        self._failed_card = self._card(self.tr("Pages that could not be read"), self.failed)
        grid.addWidget(self._failed_card, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._scroll = scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("Figures of the release"))
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _card(self, title: str, inside: QWidget) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        head = row(label(title, "strong", wrap=True))
        head.setStretch(0, 1)
        if isinstance(inside, Bars):
            save = button(self.tr("Save picture …"), lambda: self.save_wanted.emit(inside), "link")
            save.setAccessibleName(self.tr("Save the picture of: {0}").format(title))
            head.addWidget(save)
        layout.addLayout(head)
        layout.addWidget(inside)
        layout.addStretch(1)
        return card

    def _show(self) -> None:
        found = self._overview
        if found is None:
            return
        self._show_head()
        if not found.pages.pages:
            text = self.tr("Import what the agency sent; its figures appear here.")
            self._state.say("pages", self.tr("No pages yet"), text)
            self._stack.setCurrentIndex(0)
            return
        self._stack.setCurrentIndex(1)
        self.pages.show_bars(self._page_bars(found.pages))
        self.codes.show_bars(self._code_bars(found.codes))
        self.documents.show_bars(self._document_bars(found.documents))
        self.notes.setText("\n".join(self._sentences(found)))
        self.failed.show_bars(self._failed_bars(found.failed[:_LISTED]))
        self._failed_card.setVisible(bool(found.failed))
        self.stated.setText("\n".join(stated_lines(found.stated)))
        self._stated_card.setVisible(bool(found.stated))

    def _page_bars(self, sums: PageSums) -> list[Bar]:
        parts = (
            (self.tr("no deletion found"), sums.in_full, "good"),
            (self.tr("deletions found"), sums.in_part, "accent"),
            (self.tr("whole page withheld"), sums.withheld, "bad"),
            (self.tr("not yet read"), sums.unread, "control"),
            (self.tr("could not be read"), sums.failed, "attention"),
        )
        return [
            Bar(name, name, f"{count:,} ({count / sums.pages:.0%})", count / sums.pages, self._theme.tokens[tone])
            for name, count, tone in parts
            if count or tone in ("good", "accent")
        ]

    def _code_bars(self, sums: Sequence[CodeSum]) -> list[Bar]:
        most = max((found.redactions for found in sums), default=1)
        return [
            Bar(
                found.code,
                found.code or self.tr("no code of its own"),
                self.tr("{0} · {1}").format(f"{found.redactions:,}", _pages(found.area)),
                found.redactions / most,
                self._theme.codes((found.code,) if found.code else ()).text,
            )
            for found in sums
        ]

    def _document_bars(self, sums: Sequence[DocumentSum]) -> list[Bar]:
        most = max((found.area for found in sums), default=0.0) or 1.0
        return [
            Bar(
                found.uuid,
                naming_subject(found.subject)
                or self.tr("{0}, {1} p. {2}").format(found.type, found.file_name, found.first_page + 1),
                self.tr("{0} · {1} of {2}").format(f"{found.redactions:,}", _pages(found.area), found.pages),
                found.area / most,
                self._theme.tokens["accent"],
            )
            for found in sums
        ]

    def _failed_bars(self, failed: Sequence[FailedPage]) -> list[Bar]:
        tone = self._theme.tokens["attention"]
        return [
            Bar(str(page.page), self.tr("{0} p. {1}").format(page.file_name, page.number + 1), page.message, 0.0, tone)
            for page in failed
        ]

    def _sentences(self, found: Overview) -> list[str]:
        said = [self._received(found.items)]
        for series in found.series:
            said.append(
                self.tr("{0}: {1} to {2} on {3} pages.").format(
                    series.series, series.first, series.last, f"{series.pages:,}"
                )
            )
            said += [self.tr("  Nothing between {0} and {1}.").format(*gap) for gap in series.gaps[:_LISTED]]
            if len(series.gaps) > _LISTED:
                said.append(self.tr("  {0} more gaps.").format(f"{len(series.gaps) - _LISTED:,}"))
            if series.repeats:
                shown = ", ".join(series.repeats[:_LISTED]) + (" …" if len(series.repeats) > _LISTED else "")
                said.append(self.tr("  On more than one page: {0}.").format(shown))
        if not found.series:
            said.append(self.tr("No page numbers were read."))
        for disposition, count in found.virtual.items():
            said.append(
                self.tr("Deleted-page sheets list 1 page: {0}.").format(disposition)
                if count == 1
                else self.tr("Deleted-page sheets list {0} pages: {1}.").format(f"{count:,}", disposition)
            )
        return said

    def _received(self, items: ItemSums) -> str:
        """How many files were received, and what became of those without pages."""
        said = self.tr("1 file received") if items.received == 1 else self.tr("{0} files received")
        parts = [said.format(f"{items.received:,}")]
        if items.catalogued:
            parts.append(self.tr("{0} catalogued only, because they cannot be shown here").format(items.catalogued))
        if items.failed:
            parts.append(self.tr("{0} could not be read").format(items.failed))
        return self.tr("{0}.").format(", ".join(parts))


def _pages(area: float) -> str:
    """An area as pages: `12 pages`, `0.4 page`."""
    if area < 0.005:
        return "under 0.01 page"
    return f"{area:,.0f} pages" if area >= 10 else f"{area:.1f} pages" if area >= 1 else f"{area:.2f} page"
