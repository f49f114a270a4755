"""Asks which redactions to accept at once: how sure the program must be, and on which pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from reviewer.model.ids import Uuid
from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.choice_box import ChoiceBox

LEAST = (0.99, 0.98, 0.95, 0.9)
Sure = Callable[[float, tuple[int, int] | None], Sequence[Uuid]]


class AcceptSureDialog(FormDialog):
    """`sure` answers a confidence and the first and last page (None: all pages) with the redactions that fit."""

    def __init__(
        self, sure: Sure, page: tuple[int, int], document: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        tr = parent.tr if parent is not None else str
        super().__init__(
            tr("Accept what is sure"),
            tr(
                "Says of many redactions at once that box and code are right as they stand. Left out is what needs an "
                "eye: no exemption found, text beneath, changed on a later reading, or decided on already."
            ),
            tr("Accept"),
            parent,
        )
        self._sure, self._places = sure, (page, document, None)
        self.least = ChoiceBox(self.tr("How sure"), [self.tr("{0:.0%} or more").format(value) for value in LEAST])
        names = (self.tr("the page in view"), self.tr("the document in view"), self.tr("all pages"))
        self.where = ChoiceBox(self.tr("Where"), names)
        self.where.setCurrentIndex(2)
        self.add_field(self.tr("How sure"), self.least)
        self.add_field(self.tr("Where"), self.where)
        self.said = label("", "strong", wrap=True)
        self.form.addRow(self.said)
        self.form.addRow(label(self.tr("It is one edit: one undo takes all of it back."), "small"))
        for box in (self.least, self.where):
            box.currentIndexChanged.connect(self._count)
        self._count()

    def redactions(self) -> tuple[Uuid, ...]:
        """Those that would be accepted."""
        return tuple(self._sure(LEAST[self.least.currentIndex()], self._places[self.where.currentIndex()]))

    def _count(self, *_place: int) -> None:
        count = len(self.redactions())
        one = self.tr("1 redaction would be accepted.")
        self.said.setText(one if count == 1 else self.tr("{0} redactions would be accepted.").format(f"{count:,}"))
        self.accept_button.setEnabled(count > 0)
