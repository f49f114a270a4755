"""The form in which a reviewer corrects what was read of a document."""

from __future__ import annotations

import re
from typing import get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from reviewer.model.documents import DocumentType
from reviewer.services.operations import EditDocument
from reviewer.storage.rows import DocumentRow
from reviewer.ui.dialogs.forms import FormDialog, blamed, text_field, typed_date
from reviewer.ui.widgets.choice_box import ChoiceBox

_TYPES: tuple[DocumentType, ...] = get_args(DocumentType)
_STORED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d)?)?)?")


def type_words(kind: DocumentType) -> str:
    """A kind of document as people say it."""
    return {
        "e-mail": _tr("E-mail"),
        "letter": _tr("Letter"),
        "memo": _tr("Memorandum"),
        "form": _tr("Form"),
        "report": _tr("Report"),
        "attachment": _tr("Attachment"),
        "deleted-page-sheet": _tr("Deleted-page sheet"),
        "other": _tr("Other"),
    }[kind]


class DocumentForm(FormDialog):
    """Kind, date, people, subject and attachments of one document; several people are parted by semicolons."""

    def __init__(self, row: DocumentRow, cite: str, parent: QWidget | None = None) -> None:
        said = _tr("{0}. What you write here stays, however often its pages are read.").format(cite)
        super().__init__(_tr("Document"), said, _tr("Store"), parent)
        self._row = row
        self.kind = ChoiceBox("", [type_words(kind) for kind in _TYPES])
        self.kind.setCurrentIndex(_TYPES.index(row.type))
        self.date = text_field((row.date or "").replace("T", " "), _tr("2018-06-15, or 2018-06, or 2018-06-15 14:22"))
        self.author = text_field(row.sender or "")
        self.to = text_field("; ".join(row.to), _tr("several: with semicolons between them"))
        self.cc = text_field("; ".join(row.cc))
        self.subject = text_field(row.subject or "")
        self.attachments = text_field("; ".join(row.attachments))
        for caption, field in (
            (_tr("Kind"), self.kind),
            (_tr("Date"), self.date),
            (_tr("From"), self.author),
            (_tr("To"), self.to),
            (_tr("Cc"), self.cc),
            (_tr("Subject"), self.subject),
            (_tr("Attachments"), self.attachments),
        ):
            self.add_field(caption, field)
        self.date.setFocus()  # what is most often read wrongly; not what stores, where a key would be lost

    def problem(self) -> str:
        """See FormDialog."""
        if _date(self.date.text()) is not None:
            return ""
        return blamed(self.date, _tr("“{0}” is no date.").format(self.date.text().strip()))

    def edit(self) -> EditDocument:
        """What was typed, as the edit that stores it."""
        return EditDocument(
            self._row.uuid,
            type=_TYPES[self.kind.currentIndex()],
            date=_date(self.date.text()) or "",
            sender=self.author.text().strip(),
            to=_parts(self.to.text()),
            cc=_parts(self.cc.text()),
            subject=self.subject.text().strip(),
            attachments=_parts(self.attachments.text()),
        )


def _date(typed: str) -> str | None:
    """The date as it is stored; empty for nothing, None for what is no date."""
    typed = " ".join(typed.split())
    return typed.replace(" ", "T") if _STORED.fullmatch(typed) else typed_date(typed)


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(part for piece in typed.split(";") if (part := piece.strip()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentForm", text)
