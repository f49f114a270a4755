"""What the appeal view says where there is nothing to list: being read, failed, or empty, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reviewer.model.errors import UserError
from reviewer.ui.contesting.facts import AppealFacts, Section
from reviewer.ui.widgets.empty import EmptyState


def _tr(text: str) -> str:
    return QCoreApplication.translate("Appeal", text)


def say_reading(place: EmptyState) -> None:
    """The appeal is being read."""
    place.say("flag", _tr("Reading what is contested …"), _tr("Large releases take a moment."))


def say_failed(place: EmptyState, error: UserError) -> None:
    """It could not be read."""
    place.say("warning", error.message, " ".join(filter(None, (error.advice, _tr("Nothing was changed.")))))


def say_empty(place: EmptyState, section: Section, facts: AppealFacts) -> None:
    """The section in front is empty."""
    suggested = facts.count("suggested")
    title, text = {
        "contested": (
            _tr("Nothing is contested yet"),
            _tr("Accept what is suggested, press P on a redaction and then C, or add an issue that is no redaction.")
            if suggested
            else _tr("Press P on a redaction and then C, or add an issue that is no redaction."),
        ),
        "suggested": (
            _tr("No suggestion is open"),
            _tr(
                "A ground is suggested only when its condition holds in the record. You can choose any ground yourself."
            ),
        ),
        "attorney": (
            _tr("Nothing waits for the attorney"),
            _tr("Press P on a redaction and then A to leave it to the attorney."),
        ),
        "uncontested": (
            _tr("Nothing is set to “not contested” yet"),
            _tr("Saying what is not contested is part of an appeal: select rows in the table (F6), then P and N."),
        ),
    }[section]
    place.say("flag", title, text)
