"""Recognises the labels of an e-mail header (`From:`, `Sent:` …) as printed or misread."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

Field = Literal["from", "date", "to", "cc", "bcc", "subject", "attachments", "other"]

_LABELS: dict[str, Field] = {
    "from": "from", "sender": "from", "van": "from",
    "sent": "date", "date": "date", "datesent": "date", "senton": "date", "verzonden": "date", "datum": "date",
    "postedat": "date",
    "received": "date",
    "to": "to", "aan": "to", "postedto": "to", "required": "to", "optional": "cc",
    "cc": "cc", "bcc": "bcc",
    "subject": "subject", "subj": "subject", "onderwerp": "subject",
    "attachments": "attachments", "attachment": "attachments", "attach": "attachments", "bijlagen": "attachments",
    "importance": "other", "sensitivity": "other", "priority": "other", "categories": "other", "replyto": "other",
    "conversation": "other", "sentby": "other", "onbehalfof": "other",
    "von": "from", "gesendet": "date", "an": "to", "betreff": "subject", "kopie": "cc", "anlagen": "attachments",
    "de": "from", "enviado": "date", "enviadoel": "date", "para": "to", "asunto": "subject", "fecha": "date",
    "envoyé": "date", "envoye": "date", "objet": "subject", "à": "to",
    "followupflag": "other", "flagstatus": "other", "messageid": "other", "inreplyto": "other", "references": "other",
}  # fmt: skip
# What Tesseract and Acrobat make of the two-letter labels, met on scans; only before a colon.
_MISREAD: dict[str, Field] = {
    "t0": "to", "te": "to", "ta": "to", "ro": "to", "fo": "to", "io": "to", "tc": "to", "tox": "to", "jo": "to",
    "tu": "to", "t6": "to",
    "ce": "cc", "co": "cc", "oc": "cc", "c": "cc", "cq": "cc", "gc": "cc", "ec": "cc", "cec": "cc",
}  # fmt: skip
# Similarity in percent: `Sant` is 75 like `Sent`, but so is `Form` like `From`.
_STRICT, _LOOSE = 78, 74
_WITH_COLON = re.compile(
    r"^(?:[>»]\s?){0,8}[^\w\[]{0,4}(?P<label>[A-Za-zÀ5][\w.\-’'¢ ]{0,14}?)\s{0,2}[:;](?!//)(?P<rest>.*)$"
)
_WITHOUT_COLON = re.compile(
    r"^[^\w\[]{0,3}(?P<label>From|Frorn|Sent|To|Cc|CC|Subject|Date|Attachments?)[.,\-]?(?:\s+(?P<rest>.*))?$"
)
# Lines of the mail servers, each with a date of its own: `Received: from mx.example by …`.
_RELAYED = re.compile(r"^(?:from|by|with)\b|\bby\s\S+\.\S+", re.I)
_INNER = re.compile(r"(?<=[^>»])(?<!Posted)\s(?=(?:Sent|To|Cc|CC|Subject|Date|Posted At|Posted To):(?:\s|$))")


class Label(NamedTuple):
    """A label at the head of a line: its field, the text behind it, and whether a colon was read."""

    field: Field
    rest: str
    colon: bool


@lru_cache(maxsize=4096)  # each line is asked about by itself and as a neighbour, in two passes over a file
def find_label(line: str, within: bool = False) -> Label | None:
    """The label with which `line` begins, None if there is none; `within` a header more misreadings are allowed."""
    match = _WITH_COLON.match(line)
    if match:
        field = _field(match["label"], _LOOSE if within else _STRICT)
        if field is not None:
            relayed = match["label"].lower() == "received" and _RELAYED.search(match["rest"].strip())
            return Label("other" if relayed else field, match["rest"].strip().removeprefix("* "), True)
    match = _WITHOUT_COLON.match(line)
    if match:
        field = _field(match["label"], _STRICT)
        if field is not None:
            return Label(field, (match["rest"] or "").strip(), False)
    return None


def split_labels(line: str) -> list[str]:
    """A line with several labels (`From: A Sent: B`) as one line for each."""
    first = find_label(line, within=True)
    if first is None or first.field == "subject":
        return [line]
    return [part.strip() for part in _INNER.split(line)]


def _field(label: str, cutoff: int) -> Field | None:
    bare = re.sub(r"^5(?=[a-z])", "s", re.sub(r"[^a-z0-9éà]", "", label.lower().replace("¢", "c")))
    if bare in _LABELS:
        return _LABELS[bare]
    if bare in _MISREAD and len(label.strip()) <= 3:
        return _MISREAD[bare]
    if len(bare) < 4 or " " in label.strip():
        return None
    best = process.extractOne(bare.replace("rn", "m"), list(_LABELS), scorer=fuzz.ratio, score_cutoff=cutoff)
    return _LABELS[str(best[0])] if best and len(str(best[0])) >= 4 else None
