"""The form for something to contest that is no redaction: no records, search, Glomar, fees, delay, attachment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from PySide6.QtCore import QCoreApplication

from reviewer.model.ids import Uuid
from reviewer.model.review import IssueKind
from reviewer.services.operations import AddIssue, EditIssue
from reviewer.storage.rows import IssueRow
from reviewer.ui.matter.forms import Field, InlineForm


def _tr(text: str) -> str:
    return QCoreApplication.translate("Appeal", text)


def issue_form(known: IssueRow | None) -> InlineForm:
    """Asks for kind, title and what is to be said; filled with what is known."""
    kinds = tuple((kind, kind[:1].upper() + kind[1:]) for kind in get_args(IssueKind))
    fields = [
        Field("kind", _tr("Kind"), known.kind if known is not None else "inadequate search", "choice", kinds),
        Field("title", _tr("Title"), known.title if known is not None else "", hint=_tr("e.g. No attachment was sent")),
        Field("text", _tr("What is to be said"), known.text if known is not None else "", wide=True,
              hint=_tr("stands in the letter in these words")),
    ]  # fmt: skip
    title = _tr("New issue") if known is None else _tr("Edit issue")
    return InlineForm(title, fields, _tr("Contest it") if known is None else _tr("Save"), _nameless)


def add_issue(values: Mapping[str, str], request: Uuid | None) -> AddIssue:
    """A new issue, contested from the start: that is what it was written down for."""
    kind = cast(IssueKind, values["kind"])
    return AddIssue(values["title"], kind, values["text"], request, "contested")


def edit_issue(issue: Uuid, values: Mapping[str, str]) -> EditIssue:
    """The issue as it was filled in."""
    return EditIssue(issue, values["title"], cast(IssueKind, values["kind"]), values["text"])


def _nameless(values: Mapping[str, str]) -> str:
    return "" if values["title"] else _tr("Give the issue a title: it stands in the log.")
