"""Finds redactions whose hidden words a file tells elsewhere: in a bookmark, in its metadata, in an attachment's name.

Only which redaction, never the words: what is compared here is neither returned nor kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reviewer.model.page import PageText
from reviewer.text.tokens import terms

AROUND = 2  # visible words next to a redaction that a saying must repeat on one side of it
BETWEEN = 4  # terms that a saying may have between one visible word on each side
SHORTEST, TELLING = 2, 4  # letters of a term that goes on where the page is covered, and of a hidden one found again


def named_elsewhere(text: PageText, hidden: Mapping[int, str], sayings: Iterable[str]) -> tuple[int, ...]:
    """Indexes of the redactions (from 0) of a page for which one of `sayings` names what they hide.

    A saying does so if it goes on, beside words of the page, where the page is covered, with words that the page does
    not show; or if it holds words of `hidden`, the text left beneath some redactions.
    """
    words = [terms(word.text) for word in text.words]
    shown = {term for word in words for term in word}
    said = [[term for word in saying.split() for term in terms(word)] for saying in sayings]
    found: set[int] = set()
    for token in text.tokens:
        before = [term for word in words[max(0, token.before - AROUND) : token.before] for term in word]
        after = [term for word in words[token.before : token.before + AROUND] for term in word]
        if any(_goes_on(saying, before, after, shown) for saying in said):
            found.add(token.redaction)
    for redaction, beneath in hidden.items():
        telling = {term for word in beneath.split() for term in terms(word) if len(term) >= TELLING} - shown
        if any(telling.intersection(saying) for saying in said):
            found.add(redaction)
    return tuple(sorted(found))


def _goes_on(saying: Sequence[str], before: Sequence[str], after: Sequence[str], shown: set[str]) -> bool:
    """Whether a saying repeats the words on a side of a redaction, or one on each, with words not shown between."""
    before, after = before[-AROUND:], after[:AROUND]
    for at in range(len(saying)):
        here, beyond = saying[at : at + AROUND], at + AROUND
        if len(before) == AROUND and here == before and _new(saying[beyond : beyond + 1], shown):
            return True
        if len(after) == AROUND and here == after and _new(saying[max(0, at - 1) : at], shown):
            return True
        if before and after and saying[at] == before[-1]:
            ends = range(at + 2, min(len(saying), at + BETWEEN + 2))
            if any(saying[end] == after[0] and _new(saying[at + 1 : end], shown) for end in ends):
                return True
    return False


def _new(piece: Sequence[str], shown: set[str]) -> bool:
    """Whether a piece of a saying is made of words that the page does not show."""
    return bool(piece) and all(len(term) >= SHORTEST and term.isalpha() and term not in shown for term in piece)
