"""Finds every name on a page: in headers, by form, as citations, from lists, by given names, by a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.model.documents import Message
from reviewer.model.packing import unpack_words
from reviewer.model.page import PageText, Token
from reviewer.text.names.citations import find_citations
from reviewer.text.names.found import FoundName, RunningText, without_overlaps
from reviewer.text.names.gazetteer import find_listed
from reviewer.text.names.headers import find_header_people
from reviewer.text.names.model import find_by_model
from reviewer.text.names.patterns import find_patterns
from reviewer.text.names.running import find_named_people
from reviewer.text.names.wanted import NamesWanted

_MOST_WORDS = 20_000  # of a page; what stands behind is not looked at


def load_libraries(citations: bool) -> None:
    """Load what only some pages ask for, for dates and telephone numbers; for `citations` it takes a quarter second."""
    import dateutil.parser  # noqa: F401
    import phonenumbers  # noqa: F401

    if citations:
        import eyecite  # noqa: F401


def find_names_of(pages: Sequence[NamesWanted], model: str | None = None) -> tuple[tuple[FoundName, ...], ...]:
    """The names of each page; as `find_names`."""
    found = []
    for page in pages:
        tokens = tuple(Token(0, before, 0) for before in page.holes)
        text = PageText(unpack_words(page.words), tokens, "")
        names = find_names(text, page.messages, model)
        found.append(
            tuple(
                name
                for name in names
                if name.form.upper() not in page.identifiers and text.words[name.first].line not in page.running
            )
        )
    return tuple(found)


def find_names(page: PageText, messages: Sequence[Message] = (), model: str | None = None) -> list[FoundName]:
    """The names of a page in reading order, none over another and none over a redaction.

    `messages` are those whose headers begin on the page, `model` the name of an installed model or None.
    """
    if len(page.words) > _MOST_WORDS:
        page = PageText(page.words[:_MOST_WORDS], page.tokens, "")
    text = RunningText(page)
    return without_overlaps(list(_ranked(text, messages, model)))


def _ranked(text: RunningText, messages: Sequence[Message], model: str | None) -> Iterator[FoundName]:
    """The surest first: where two claim the same words, the earlier has them."""
    header = list(find_header_people(text, messages))
    yield from find_citations(text)
    yield from find_patterns(text)
    yield from header
    yield from find_listed(text)
    yield from find_named_people(text)
    if model is not None:
        yield from find_by_model(text, model)
