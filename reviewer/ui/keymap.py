"""The keys that a person gave to actions in place of the usual ones: kept per user, the same in every window."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeySequence

from reviewer.ui.actions import Action, overlap

_STORE = "keys"


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """Why a key cannot simply be given: a sentence, and the action that has it (None: nothing can be taken from it)."""

    sentence: str
    owner: str | None = None


class KeyStore(Protocol):
    """Where texts of the person are kept."""

    def text(self, key: str) -> str:
        """A text kept under `key`."""

    def keep_text(self, key: str, value: str) -> None:
        """Keep a text."""


class KeyMap(QObject):
    """`changed` tells that actions have other keys now. What was never changed follows the program's own keys."""

    changed = Signal()

    def __init__(self, kept: KeyStore) -> None:
        super().__init__()
        self._settings = kept
        self._chosen = _stored(kept.text(_STORE))

    def is_changed(self, action: str) -> bool:
        """Whether a person chose the keys of this action."""
        return action in self._chosen

    def set(self, action: str, keys: Sequence[str]) -> None:
        """Give an action these keys; none: it has no key."""
        self._keep({**self._chosen, action: tuple(keys)})

    def reset(self, action: str) -> None:
        """The program's own keys again, as far as no other action was given them."""
        self._keep({name: keys for name, keys in self._chosen.items() if name != action})

    def reset_all(self) -> None:
        """The program's own keys for everything."""
        self._keep({})

    def applied(self, actions: Iterable[Action]) -> list[Action]:
        """The actions with the keys they have now: what a person chose goes before the program's own keys."""
        actions = list(actions)
        taken: list[str] = []
        found: dict[str, tuple[str, ...]] = {}
        for chosen in (True, False):
            for action in actions:
                if (action.id in self._chosen) == chosen:
                    wanted = self._chosen.get(action.id, action.keys)
                    found[action.id] = tuple(key for key in wanted if not any(overlap(key, other) for other in taken))
                    taken += found[action.id]
        return [replace(action, keys=found[action.id]) for action in actions]

    def _keep(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        self._chosen = dict(chosen)
        self._settings.keep_text(_STORE, json.dumps({name: list(keys) for name, keys in chosen.items()}))
        self.changed.emit()


def key_problem(action: Action, key: str, actions: Iterable[Action]) -> KeyProblem | None:
    """What speaks against giving `action` the key, given the actions with their present keys; None: nothing."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("KeyMap", text)

    sequence = QKeySequence(key)
    shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    if sequence.count() != 1:
        return KeyProblem(tr("Press one key, alone or with Ctrl, Alt or Shift."))
    reserved = next((name for name in RESERVED if overlap(key, name)), None)
    if reserved is not None:
        return KeyProblem(tr("{0} is a key of the page itself: {1}.").format(shown, tr(RESERVED[reserved])))
    alone = len(sequence.toString(QKeySequence.SequenceFormat.PortableText).removeprefix("Shift+")) == 1
    if alone and action.context == "window":
        return KeyProblem(tr("A letter alone would be typed into fields: hold Ctrl or Alt with it."))
    others = (other for other in actions if other.id != action.id)
    owner = next((other for other in others if any(overlap(key, taken) for taken in other.keys)), None)
    if owner is not None:
        name = owner.label.replace("&", "").removesuffix("…").strip()
        return KeyProblem(tr("{0} is the key of “{1}”. One key means one thing.").format(shown, name), owner.id)
    return None


RESERVED: Mapping[str, str] = {
    **dict.fromkeys(("Space", "Shift+Space", "PgUp", "PgDown", "Home", "End", "Ctrl+Home", "Ctrl+End"), "it scrolls"),
    **dict.fromkeys(("Up", "Down", "Left", "Right"), "it scrolls"),
    **dict.fromkeys(("Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right"), "it selects words"),
    **dict.fromkeys(("Shift+Home", "Shift+End"), "it chooses which end of the selected words moves"),
    **dict.fromkeys(("Ctrl+Up", "Ctrl+Down", "Ctrl+Left", "Ctrl+Right"), "it moves the selected box"),
    **dict.fromkeys(
        ("Ctrl+Shift+Up", "Ctrl+Shift+Down", "Ctrl+Shift+Left", "Ctrl+Shift+Right"), "it resizes the selected box"
    ),
    "Esc": "it lets go",
    "Tab": "it goes to the next field",
    "Shift+Tab": "it goes to the field before",
    "Backspace": "it deletes what was typed",
}
"""Keys that views understand by themselves, and what they do."""


def _stored(text: str) -> dict[str, tuple[str, ...]]:
    """What was kept; anything that is no map of names to keys counts as nothing kept."""
    try:
        told = json.loads(text) if text else {}
    except json.JSONDecodeError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {
        str(name): tuple(key for key in keys if isinstance(key, str) and not QKeySequence(key).isEmpty())
        for name, keys in told.items()
        if isinstance(keys, list)
    }
