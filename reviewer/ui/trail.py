"""The places that a reader came from, to go back to and forward again."""

from __future__ import annotations

Place = tuple[int, float, float]
"""Page id, and the point of that page (displayed points) at the top left of the view."""
_KEPT = 200


class Trail:
    """Places before and after the one in view; a jump forgets those after it."""

    def __init__(self) -> None:
        self._before: list[Place] = []
        self._after: list[Place] = []

    def jump(self, here: Place) -> None:
        """The reader leaves this place for another."""
        self._before = [*self._before, here][-_KEPT:]
        self._after.clear()

    def back(self, here: Place) -> Place | None:
        """The place before; `here` is kept to come forward to."""
        return self._step(self._before, self._after, here)

    def forward(self, here: Place) -> Place | None:
        """The place that was gone back from."""
        return self._step(self._after, self._before, here)

    def can_go(self, forward: bool) -> bool:
        """Whether there is a place to go back or forward to."""
        return bool(self._after if forward else self._before)

    @staticmethod
    def _step(source: list[Place], target: list[Place], here: Place) -> Place | None:
        if not source:
            return None
        target.append(here)
        return source.pop()
