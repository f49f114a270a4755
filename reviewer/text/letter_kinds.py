"""Tells by its turns of phrase which kind of event an agency's letter about a request is."""

from __future__ import annotations

import re
from typing import Final

from reviewer.model.review import EventKind

# In this order: a final letter tells when the request was received, a decision on appeal what was determined first.
_PHRASES: Final[tuple[tuple[EventKind, tuple[str, ...]], ...]] = (
    (
        "remand",
        (r"\byour (?:administrative )?appeal\b.{0,1500}\b(?:remanding|(?:am|is|are|be) remand|remanded)",),
    ),
    (
        "appeal decision",
        (
            r"\byou (?:have )?appealed\b",
            r"(?:respon(?:ds|se|ding) to|regarding|in the matter of) your (?:\w+ ){0,4}appeal\b",
            r"\b(?:affirm(?:ing|ed)?|granting|denying)\b.{0,60}\b(?:on|your) (?:\w+ ){0,2}(?:grounds|appeal|action)",
            r"(?:affirm|uphold|revers)\w* (?:the )?(?:\w+['’]s )?(?:initial )?(?:determination|action|response)",
        ),
    ),
    (
        "interim determination",
        (
            r"\b(?:interim|partial|rolling) (?:response|release|determination|reply|production)\b",
            r"\b(?:first|second|third|next) (?:of (?:several|\w+) )?(?:\w+ )?(?:response|release|production)s?\b",
            r"\bcontinu(?:e|ing) to (?:process|review)\b.{0,60}\b(?:records|request)",
        ),
    ),
    (
        "final determination",
        (
            r"\bfinal (?:response|release|determination|reply|agency response)\b",
            r"\bcompletes? (?:our|the|its|processing)|\bconcludes (?:our|the)\b|\bwe have completed\b",
            r"\b(?:is|are|was|hereby) (?:being )?denied\b|\bden(?:y|ied) (?:in (?:full|part|whole)|your request)\b",
            r"\bno (?:responsive )?records (?:were|was|have been|responsive)",
            r"\b(?:unable to|did not|could not) (?:locate|identify|find)\b|\bneither confirm nor deny\b",
            r"\breleas(?:ed?|ing|able)\b.{0,60}\b(?:in full|in part|entirety)\b|\bgranted in (?:full|part)",
            r"\bwithh(?:e|o)ld(?:ing)?\b.{0,60}\b(?:in full|in part|entirety|pursuant|under)\b",
            r"\bpages? (?:are|is|were|was|have been) (?:being )?(?:released|disclosed|provided)\b",
            r"\bgrant(?:s|ing)? your request\b",
            r"\benclosed (?:are|is|please|you)|\bplease (?:see|find) (?:the )?(?:attached|enclosed)",
            r"\battached (?:electronically )?(?:you will find|are|is)\b",
            r"\bexempt from (?:disclosure|release)\b|\b(?:is|are|timely) responding to your request\b",
        ),
    ),
    (
        "referral",
        (
            r"\b(?:has|have|is|are|was|were|being) (?:been )?(?:referred|transferred|forwarded|rerouted)\b",
            r"\b(?:referring|transferring|forwarding)\b.{0,60}\b(?:request|records|documents|pages)\b",
        ),
    ),
    (
        "acknowledgment",
        (
            r"\backnowledg|\b(?:has|have) (?:been )?received\b|\b(?:was|were) received\b|\bin receipt of\b",
            r"\bassigned\b|\bwill (?:be )?(?:respond|process|search|placed)|\breceived your\b",
            r"\bunusual circumstances\b",
        ),
    ),
)
_KINDS: Final = tuple((kind, re.compile("|".join(phrases), re.I)) for kind, phrases in _PHRASES)


def letter_kind(text: str) -> EventKind | None:
    """The kind of a letter about a request by its whole text; None if it says nothing of that kind."""
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)
