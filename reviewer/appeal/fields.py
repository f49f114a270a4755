"""Fields in templates: `{{ agency }}` in an argument or a letter, filled from the record or refused by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from reviewer.model.errors import ExportError

FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def fields_in(text: str) -> tuple[str, ...]:
    """The names of the fields of a text, each once, in order."""
    return tuple(dict.fromkeys(FIELD.findall(text)))


def check_fields(text: str, known: Collection[str], place: str) -> None:
    """Raise ExportError for a field of `text` that is not known; it names the field, its `place` and those known."""
    for name in fields_in(text):
        if name not in known:
            near = get_close_matches(name, list(known), 1)
            hint = f"Did you mean {{{{ {near[0]} }}}}? " if near else ""
            raise ExportError(
                f"{place} has a field that is not known: {{{{ {name} }}}}.",
                f"{hint}Known are: {', '.join(sorted(known))}.",
                code="unknown-field",
            )


def filled(text: str, values: Mapping[str, str], place: str = "The text") -> str:
    """The text with its fields filled; what a value holds is never taken for a field. ExportError as `check_fields`."""
    check_fields(text, values, place)
    return FIELD.sub(lambda match: values[match[1]], text)
