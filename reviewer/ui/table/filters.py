"""What the table shows: exemptions as chips with their counts, check, position, kind, and a search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from reviewer.model.ids import Uuid
from reviewer.model.page import Kind
from reviewer.model.query import Query
from reviewer.model.review import POSITIONS
from reviewer.search import WrongQueryError, parse
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.widgets.chip_row import ChipRow
from reviewer.ui.widgets.choice_box import ChoiceBox

KINDS: tuple[Kind, ...] = get_args(Kind)
_CHIPS = 7
_TYPING = 250  # milliseconds of rest before a search is asked
_NO_CODE = ""
_TITLE = 24  # characters of a document's title
_CHECKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("any check", {}),
    ("not checked", {"checked": False}),
    ("checked", {"checked": True}),
    ("needs a look", {"needs_look": True}),
    ("no redaction", {"checks": ("not a redaction",)}),
    ("recoverable text", {"recoverable": True}),
)


class FilterBar(QWidget):
    """`changed` tells that `chosen()` answers something else; `wrong` the sentence about a query that is none."""

    changed = Signal()
    wrong = Signal(object)  # str

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._codes: set[str] = set()
        self._chips: dict[str, QPushButton] = {}
        self._query: Query | None = None
        self._document = ""
        self._document_chip = QPushButton()
        self._document_chip.setAccessibleName(self.tr("Only one document; press to show all"))
        self._document_chip.setVisible(False)
        self._document_chip.setToolTip(self.tr("Show the redactions of every document again"))
        self._document_chip.clicked.connect(lambda *_checked: self.choose_document("", ""))
        self._row = ChipRow()
        self._check = ChoiceBox(self.tr("Check"), [self.tr(name) for name, _facts in _CHECKS])
        self._position = ChoiceBox(self.tr("Position"), [self.tr("any position"), *POSITIONS])
        self._kind = ChoiceBox(self.tr("Kind"), [self.tr("any kind"), *KINDS])
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Words, tag:…, from:…, date:… on their pages"))
        self.search.setAccessibleName(self.tr("Only redactions on pages that a search finds"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(150)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING)
        self._rest.timeout.connect(self._read_query)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._document_chip)
        layout.addWidget(self._row)
        for box in (self._check, self._position, self._kind):
            layout.addWidget(box)
            box.currentIndexChanged.connect(self.changed)
        layout.addWidget(self.search, 1)
        self.search.textChanged.connect(self._rest.start)
        self.search.returnPressed.connect(self._read_query)
        theme.changed.connect(self._tint)

    def chosen(self) -> RedactionFilter:
        """The filter as it stands."""
        facts = _CHECKS[max(0, self._check.currentIndex())][1]
        position, kind = self._position.currentIndex(), self._kind.currentIndex()
        return RedactionFilter(
            documents=(Uuid(self._document),) if self._document else (),
            codes=tuple(sorted(code for code in self._codes if code != _NO_CODE)),
            without_code=_NO_CODE in self._codes,
            positions=(POSITIONS[position - 1],) if position > 0 else (),
            kinds=(KINDS[kind - 1],) if kind > 0 else (),
            query=self._query,
            **facts,
        )

    def filtered(self) -> bool:
        """Whether anything is left out."""
        return self.chosen() != RedactionFilter()

    def clear(self) -> None:
        """Show everything again."""
        self._codes.clear()
        self._take_document("", "")
        for box in (self._check, self._position, self._kind):
            box.setCurrentIndex(0)
        self.search.clear()
        self._read_query()
        self._show_pressed()
        self.changed.emit()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Offer the exemptions that occur, most frequent first; those chosen stay, whatever their count."""
        first = sorted(counts, key=lambda code: (-counts[code], code))
        offered = [*first[:_CHIPS], *sorted(self._codes - set(first[:_CHIPS]))]
        if offered != list(self._chips):
            self._make_chips(offered)
        for code, chip in self._chips.items():
            name = code or self.tr("no code")
            chip.setText(f"{name} {counts.get(code, 0):,}")
            chip.setAccessibleName(self.tr("Only {0}: {1} redactions").format(name, counts.get(code, 0)))
        self._row.fit()
        self._show_pressed()

    def choose_code(self, code: str, chosen: bool = True) -> None:
        """Show redactions with this code (empty: without any), beside those chosen already; or no longer."""
        (self._codes.add if chosen else self._codes.discard)(code)
        self._show_pressed()
        self.changed.emit()

    def choose_beneath(self) -> None:
        """Show the redactions under which text is still in the file, beside what is chosen already."""
        place = next(place for place, (_name, facts) in enumerate(_CHECKS) if facts.get("recoverable"))
        self._check.setCurrentIndex(place)

    def choose_document(self, document: str, title: str) -> None:
        """Show the redactions of one document only; of every document where none is given."""
        self._take_document(document, title)
        self.changed.emit()

    def _take_document(self, document: str, title: str) -> None:
        self._document = document
        shown = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
        self._document_chip.setText(f"{shown} ✕")
        self._document_chip.setAccessibleName(self.tr("Only the document {0}; press to show all").format(title))
        self._document_chip.setVisible(bool(document))

    def _make_chips(self, codes: list[str]) -> None:
        self._chips = {code: self._chip(code) for code in codes}
        self._row.set_chips(list(self._chips.values()))

    def _chip(self, code: str) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setStyleSheet(self._colour(code))
        chip.clicked.connect(lambda checked, code=code: self.choose_code(code, checked))
        return chip

    def _colour(self, code: str) -> str:
        color = self._theme.codes((code,) if code else ()).text
        return f"QPushButton {{ color: {color}; border-color: {color}; }}"

    def _show_pressed(self) -> None:
        for code, chip in self._chips.items():
            chip.setChecked(code in self._codes)

    def _tint(self) -> None:
        for code, chip in self._chips.items():
            chip.setStyleSheet(self._colour(code))

    def _read_query(self) -> None:
        self._rest.stop()
        text = self.search.text().strip()
        try:
            query = parse(text) if text else None
        except WrongQueryError as error:
            set_role(self.search, invalid=True)
            self.wrong.emit(str(error))
            return
        set_role(self.search, invalid=False)
        self.wrong.emit("")
        if query != self._query:
            self._query = query
            self.changed.emit()
