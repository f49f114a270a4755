"""The right side: all about the line that the keys are on, and what can be decided there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.export.packet.case import Group
from reviewer.storage.rows import ChallengeRow
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.contesting.acts import Acts
from reviewer.ui.contesting.challenge_editor import ChallengeEditor
from reviewer.ui.contesting.emptied import clear
from reviewer.ui.contesting.facts import Line, group_words
from reviewer.ui.contesting.ground_card import NO_ADVICE, GroundCard
from reviewer.ui.contesting.ground_menu import GroundButton
from reviewer.ui.contesting.item_card import ItemCard
from reviewer.ui.contesting.words import served
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import button, column, divider, label, row, spacer
from reviewer.ui.widgets.tall_area import TallArea


class Details(TallArea):
    """What is asked for here is told by signals; fields of a challenge write by themselves."""

    grounds_chosen = Signal(object)  # tuple of ids: contest the items selected on these
    put_under = Signal(object)  # Uuid of a challenge: contest the items selected there, too
    taken_out = Signal(object)  # Uuid of a challenge
    group_named = Signal(object, object)  # Group, str
    left = Signal()  # a field is done with: the keys belong to the list again

    def __init__(self, theme: Theme, registry: ActionRegistry, acts: Acts, picture: Callable[[str], bytes]) -> None:
        super().__init__(self.tr("Details of what is selected"))
        self._acts = acts
        self.item = ItemCard(theme, picture, editable=acts.editable)
        self.editor = ChallengeEditor(acts)
        self.ground = GroundCard()
        self.several = label("", "attention", wrap=True)
        self._group = label("", "title", wrap=True, selectable=True)
        self._group_text = label(
            self.tr("The letter names it in one row. Change positions in the table of redactions."),
            "secondary",
            wrap=True,
        )
        self.group_name = QLineEdit()
        self.group_name.setPlaceholderText(self.tr("such as “names of private recipients”"))
        self.group_name.setAccessibleName(self.tr("What these items are, in words of the letter"))
        self.group_name.setReadOnly(not acts.editable)
        self.group_name.editingFinished.connect(self._group_named)
        self.group_name.returnPressed.connect(self.left)
        self._group_caption = label(self.group_name.accessibleName(), "small")
        self._group_caption.setBuddy(self.group_name)
        self._in_group: Group | None = None
        self.decide = _Decide(registry)
        self.argue = GroundButton(self.tr("Contest on grounds …"))
        self.argue.setEnabled(acts.editable)
        self.argue.chosen.connect(self.grounds_chosen)
        self._others = QVBoxLayout()
        self._others.setSpacing(4)
        self._line = divider()
        inside = QWidget()
        inside.setProperty("role", "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        group = (self._group, self._group_caption, self.group_name, self._group_text)
        upper: tuple[QWidget, ...] = (*group, self.several, self.item, self.decide)
        for part in upper:
            layout.addWidget(part)
        layout.addLayout(row(self.argue, spacer()))
        layout.addLayout(self._others)
        lower: tuple[QWidget, ...] = (self._line, self.editor, self.ground)
        for part in lower:
            layout.addWidget(part)
        self._advice = label(self.tr(NO_ADVICE), "small", wrap=True)
        layout.addWidget(self._advice)
        layout.addStretch(1)
        self.hold(inside)

    def show_line(self, line: Line | None, selected: int, challenges: Sequence[ChallengeRow]) -> None:
        """Show a line, or nothing; `selected` items are decided on together."""
        self.shown(line is not None)
        if line is None:
            return
        head, entry = line.head, line.entry
        suggested, written = head.ground is not None, head.challenge is not None
        self.several.setText(self.tr("What you decide goes for {0} items.").format(f"{selected:,}"))
        self.several.setVisible(selected > 1)
        self._show_group(line)
        self.item.setVisible(entry is not None)
        if entry is not None:
            self.item.show_line(line)
        self.decide.setVisible(suggested)
        self.argue.setVisible(selected > 0 and not suggested)
        self.argue.show_ticked(())
        self._offer(line, challenges if selected and not suggested else ())
        self._line.setVisible(entry is not None and (written or suggested))
        self.editor.setVisible(written)
        if written:
            self.editor.show_head(head)
        self.ground.setVisible(suggested)
        if head.ground is not None:
            self.ground.show_grounds([head.ground])

    def _show_group(self, line: Line) -> None:
        for part in (self._group, self._group_caption, self.group_name, self._group_text):
            part.setVisible(line.group is not None)
        changed = line.group != self._in_group
        self._in_group = line.group
        if line.group is not None:
            self._group.setText(group_words(line.group))
            if changed:
                self.group_name.setText(line.group.name)

    def _group_named(self) -> None:
        if self._in_group is not None:
            self.group_named.emit(self._in_group, self.group_name.text())

    def _offer(self, line: Line, challenges: Sequence[ChallengeRow]) -> None:
        """Links to the challenges that the items can be put under, and out of the one that they are under."""
        clear(self._others)
        own = line.head.challenge
        if own is not None and line.entry is not None:
            self._add(self.tr("Take out of this challenge"), lambda: self.taken_out.emit(own.uuid))
        for challenge in challenges if line.entry is not None else ():
            if challenge.stance == "contested" and (own is None or challenge.uuid != own.uuid):
                name = challenge.title or "; ".join(served(challenge)) or self.tr("the challenge without grounds")
                self._add(self.tr("Put under “{0}”").format(name), partial(self.put_under.emit, challenge.uuid))

    def _add(self, text: str, clicked: Callable[[], object]) -> None:
        link: QPushButton = button(text, clicked, "link")
        link.setEnabled(self._acts.editable)
        self._others.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


class _Decide(QWidget):
    """Accept or decline what is suggested, one or all of its ground."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        layout = column()
        for accept, decline, words in (
            ("appeal.accept", "appeal.decline", (self.tr("Accept"), self.tr("Decline"))),
            ("appeal.accept-all", "appeal.decline-all", (self.tr("Accept all"), self.tr("Decline all"))),
        ):
            role = "primary" if accept == "appeal.accept" else ""
            layout.addLayout(
                row(
                    ActionButton(registry.action(accept), registry.key(accept), role, words[0]),
                    ActionButton(registry.action(decline), registry.key(decline), "", words[1]),
                    spacer(),
                )
            )
        self.setLayout(layout)
