"""The fields that say where a release comes from: request number, agency, law, name of the release, date of letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from reviewer.model.review import Regime
from reviewer.ui.dialogs.forms import FormDialog, blamed, text_field, typed_date
from reviewer.ui.laws import law_words


@dataclass(frozen=True, slots=True)
class Matter:
    """Where a release comes from; `letter_date` is ISO or empty."""

    release: str = ""
    request: str = ""
    agency: str = ""
    letter_date: str = ""
    regime: Regime = "FOIA"


def _tr(text: str) -> str:
    return QCoreApplication.translate("MatterFields", text)


class MatterFields:
    """Adds the fields to a dialog and reads them."""

    def __init__(self, dialog: FormDialog, given: Matter) -> None:
        self._request = text_field(given.request, _tr("as the agency writes it, e.g. 2018-ICFO-59138"))
        self._agency = text_field(given.agency, _tr("who sent the release"))
        self._release = text_field(given.release, _tr("e.g. First interim release"))
        self._date = text_field(given.letter_date, _tr("e.g. 15 Jun 2018; may stay empty"))
        dialog.add_field(_tr("Request number"), self._request)
        dialog.add_field(_tr("Agency"), self._agency)
        self._law = QComboBox()
        for regime in get_args(Regime):
            self._law.addItem(law_words(regime), regime)
        self._law.setCurrentIndex(self._law.findData(given.regime))
        self._law.setToolTip(_tr("The law the records were asked for under: by it deadlines and grounds are told"))
        dialog.add_field(_tr("Law"), self._law)
        dialog.add_field(_tr("Name of the release"), self._release)
        dialog.add_field(_tr("Date of the letter"), self._date)

    def focus(self) -> None:
        """Put the cursor into the first empty field."""
        fields = (self._request, self._agency, self._release, self._date)
        next((field for field in fields if not field.text()), self._request).setFocus()

    def matter(self) -> Matter:
        """What was typed; ValueError cannot happen after `problem` was empty."""
        return Matter(
            self._release.text().strip(),
            self._request.text().strip(),
            self._agency.text().strip(),
            typed_date(self._date.text()) or "",
            cast(Regime, self._law.currentData()),
        )

    def problem(self) -> str:
        """What is wrong with the fields, or nothing."""
        if typed_date(self._date.text()) is None:
            said = _tr("“{0}” is not a date the program knows; write it as 2018-06-15.").format(self._date.text())
            return blamed(self._date, said)
        return ""
