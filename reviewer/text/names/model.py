"""A statistical model of names, where one is installed: spaCy's, loaded from its package, never fetched."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from reviewer.text.names.found import HOLE, FoundName, RunningText, trimmed
from reviewer.text.names.printed import fold

_KINDS: Final = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
_CODE = re.compile(r"\(?\s?b\s?\)?\s?\(?\d|\bB\d\b|[\d\ue000@]|https?:|www\.", re.I)
_LONGEST_TEXT = 20_000  # characters of a page that the model reads: tables of a whole page add nothing
_LONGEST_NAME = 8  # words


@cache
def installed_model() -> str | None:
    """The name of an installed model with names in it; None where there is none, and names come from rules alone.

    English ones come first, small ones before large ones.
    """
    if importlib.util.find_spec("spacy") is None:
        return None
    from spacy.util import get_installed_models

    ranked = sorted(get_installed_models(), key=lambda name: (not name.startswith("en_"), "_sm" not in name, name))
    return ranked[0] if ranked else None


def has_model() -> bool:
    """Whether a model is installed, without loading spaCy, which takes seconds."""
    return importlib.util.find_spec("spacy") is not None and bool(importlib.metadata.entry_points(group="spacy_models"))


@cache
def _loaded(name: str) -> Any:
    import spacy

    # The parser and the lemmatiser cost half of the time and name nothing.
    return spacy.load(name, exclude=["parser", "lemmatizer", "tagger", "attribute_ruler", "senter"])


def find_by_model(text: RunningText, name: str) -> Iterator[FoundName]:
    """What model `name` (see `installed_model`) takes for persons, organisations and places.

    The model takes codes such as `(b)(6)` for persons: a name may hold no redaction, no code and no figure.
    """
    # A hole between blanks lines reads as an end of a sentence, which no name crosses.
    readable = text.text[:_LONGEST_TEXT].replace(HOLE, ".")
    for span in _loaded(name)(readable).ents:
        kind = _KINDS.get(span.label_)
        printed = text.text[span.start_char : span.end_char]
        shown = trimmed(printed).strip(" .,;:'\"()[]<>-–—’")
        if kind is None or HOLE in printed or _CODE.search(printed) or not _is_name(shown):
            continue
        first, last = text.run(span.start_char, span.end_char)
        yield FoundName(kind, shown, fold(shown), first, last, "model", 0.5)


def _is_name(shown: str) -> bool:
    words = shown.split()
    return 0 < len(words) <= _LONGEST_NAME and len(shown) > 2 and any(char.isupper() for char in shown)
