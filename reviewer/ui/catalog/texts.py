"""Actions on the text that files carry themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.layers import LayerChoice, layers_of
from reviewer.workers.requests import TextLayer


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def text_actions(window: Shell) -> list[Action]:
    """Which text of a file is used; those of one file mean that of the page in view."""
    desk = window.desk
    act = partial(Action, menu="file", group=1, submenu=_tr("Te&xt of files"))

    def layers(do: Callable[[LayerChoice], object]) -> Callable[[], None]:
        def run() -> None:
            found = layers_of(desk.views)
            if found is not None:
                do(found)

        return run

    def asks(question: Callable[[LayerChoice], bool]) -> Callable[[], bool]:
        def ask() -> bool:
            found = layers_of(desk.views)
            return found is not None and question(found)

        return ask

    def choice(name: str, label: str, help_text: str, wanted: TextLayer) -> Action:
        return act(
            name,
            label,
            help_text,
            layers(lambda found: found.choose(found.here(), wanted)),
            enabled=asks(lambda found: found.editable),
            checked=asks(lambda found: found.chosen_here(wanted)()),
        )

    return [
        act("file.text", _tr("Text used of each file, and &why …"),
            _tr("See if a file's own text or that of OCR is used; choose otherwise, for several files at once."),
            layers(LayerChoice.open), ("Ctrl+Alt+T",), "text", enabled=desk.has_project),
        choice("text.auto", _tr("Decide this file's text &automatically"),
               _tr("Use the text of the file in view where it is good, else OCR."), "auto"),
        choice("text.keep", _tr("Use this file's own &text"),
               _tr("Use the text that the file in view carries, even where it looks poor."), "keep"),
        choice("text.ocr", _tr("Read this file again with &OCR"),
               _tr("Leave out the text that the file in view carries; corrections stay."), "ignore"),
    ]  # fmt: skip
