"""What the forms of the matter ask, and the operations that come of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast, get_args

from PySide6.QtCore import QCoreApplication

from reviewer.model.ids import Uuid
from reviewer.model.review import EventKind, Regime
from reviewer.services.operations import AddEvent, AddRequest, EditEvent, EditRelease, EditRequest
from reviewer.storage.rows import EventRow, ReleaseRow
from reviewer.ui.laws import law_words
from reviewer.ui.matter.facts import MatterFacts, RequestFacts
from reviewer.ui.matter.forms import Field
from reviewer.ui.matter.words import day_words, kind_words

Values = Mapping[str, str]
_BETWEEN = "|"  # between request and event in the value of a choice; UUIDs hold none


def _tr(text: str) -> str:
    return QCoreApplication.translate("Matter", text)


def request_fields(known: RequestFacts | None) -> list[Field]:
    """Fields of a request, filled with what is known of it."""
    row = known.row if known is not None else None
    regimes = tuple((regime, law_words(regime)) for regime in get_args(Regime))

    def said(name: str) -> str:
        return str(getattr(row, name) or "") if row is not None else ""

    return [
        Field("agency", _tr("Agency"), said("agency"), hint=_tr("e.g. Department of Homeland Security")),
        Field("component", _tr("Component"), said("component"), hint=_tr("the office that answers, if there is one")),
        Field("number", _tr("Request number"), said("number"), hint=_tr("as the agency writes it")),
        Field("regime", _tr("Law"), said("regime") or "FOIA", "choice", regimes),
        Field("requested_on", _tr("Requested on"), said("requested_on"), "date"),
        Field("requester", _tr("Requester"), said("requester")),
        Field("subject", _tr("What was asked for"), said("subject"), wide=True),
    ]


def nameless(values: Values) -> str:
    """Why a request cannot be told from others, empty if it can."""
    return "" if values["agency"] or values["number"] else _tr("Give the agency or the number of the request.")


def event_fields(known: EventRow | None, note: str = "") -> list[Field]:
    """Fields of an event, with the note on it."""
    kinds = tuple((kind, kind_words(kind)) for kind in get_args(EventKind))
    kind, title = (known.kind, known.title) if known is not None else ("final determination", "")
    printed, received = (known.printed_on, known.received_on) if known is not None else (None, None)
    proof = known.proof_of_sending if known is not None else ""
    return [
        Field("kind", _tr("Kind"), kind, "choice", kinds),
        Field("title", _tr("Title"), title, hint=_tr("may stay empty")),
        Field("printed_on", _tr("Date printed on it, or sent"), printed or "", "date"),
        Field("received_on", _tr("Received on (what you sent: by the agency)"), received or "", "date"),
        Field("proof_of_sending", _tr("Proof of sending or receipt"), proof, wide=True,
              hint=_tr("e.g. certified mail number, or time of the e-mail")),
        Field("note", _tr("Note (stays in the office)"), note, wide=True),
    ]  # fmt: skip


def release_fields(release: ReleaseRow, matter: MatterFacts, series: Sequence[str]) -> list[Field]:
    """Fields of a release; `series` are the numbers found on its pages."""
    offered = dict.fromkeys([*filter(None, [release.cite_series]), *series])
    cites = (("", _tr("the Bates number, if there is one")), *((name, name) for name in offered))
    places = [("", _tr("no request yet"))]
    for request in matter.requests:
        places.append((f"{request.row.uuid}{_BETWEEN}", _tr("{0}: no letter").format(request.name)))
        for event in request.events:
            when = day_words(event.row.printed_on or event.row.received_on)
            words = " ".join(filter(None, (f"{request.name}:", event.row.kind, when)))
            places.append((f"{request.row.uuid}{_BETWEEN}{event.row.uuid}", words))
    here = f"{release.request}{_BETWEEN}{release.event or ''}" if release.request else ""
    return [
        Field("title", _tr("Name of the release"), release.name),
        Field("received_on", _tr("Received on"), release.received_on or "", "date"),
        Field("place", _tr("Came with"), here, "choice", tuple(places)),
        Field("cite_series", _tr("Pages are cited by"), release.cite_series, "choice", cites),
    ]


def add_request(values: Values) -> AddRequest:
    """A new request of what was filled in."""
    return AddRequest(
        agency=values["agency"],
        component=values["component"],
        regime=cast(Regime, values["regime"]),
        number=values["number"],
        requested_on=values["requested_on"] or None,
        requester=values["requester"],
        subject=values["subject"],
    )


def edit_request(request: Uuid, values: Values) -> EditRequest:
    """The request as it was filled in."""
    return EditRequest(
        request,
        agency=values["agency"],
        component=values["component"],
        regime=cast(Regime, values["regime"]),
        number=values["number"],
        requested_on=values["requested_on"],
        requester=values["requester"],
        subject=values["subject"],
    )


def add_event(request: Uuid, values: Values) -> AddEvent:
    """A new event of a request."""
    return AddEvent(
        request,
        cast(EventKind, values["kind"]),
        values["title"],
        values["printed_on"] or None,
        values["received_on"] or None,
        values["proof_of_sending"],
        values["note"],
    )


def edit_event(event: Uuid, values: Values) -> EditEvent:
    """The event as it was filled in."""
    return EditEvent(
        event,
        cast(EventKind, values["kind"]),
        values["title"],
        values["printed_on"],
        values["received_on"],
        values["proof_of_sending"],
        values["note"],
    )


def edit_release(release: Uuid, values: Values) -> EditRelease:
    """The release as it was filled in."""
    request, _, event = values["place"].partition(_BETWEEN)
    return EditRelease(
        release,
        title=values["title"],
        request=Uuid(request),
        event=Uuid(event),
        received_on=values["received_on"],
        cite_series=values["cite_series"],
    )
