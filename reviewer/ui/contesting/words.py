"""How grounds and the reasons to suggest them are said in a few words, wherever they are shown."""

from __future__ import annotations

from reviewer.appeal.grounds import ground
from reviewer.storage.rows import ChallengeRow


def because(reason: str) -> str:
    """`because no code was found …`: the reason of a suggestion, to go on a sentence."""
    return f"because {reason[:1].lower()}{reason[1:]}" if reason[:2].istitle() else f"because {reason}"


def served(challenge: ChallengeRow | None) -> tuple[str, ...]:
    """The short names of the grounds of a challenge."""
    found = (ground(name) for name in challenge.grounds) if challenge is not None else ()
    return tuple(known.served for known in found if known is not None)
