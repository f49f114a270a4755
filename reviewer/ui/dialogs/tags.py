"""Shows all tags as a tree, to be renamed, moved, merged or removed, and written or read as a codebook."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.model.changes import Changes
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.passages.tag_desk import TagDesk
from reviewer.ui.passages.tag_tree import TagTree
from reviewer.ui.placing import fitting
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label


class TagsDialog(QDialog):
    """All tags as a tree, with their keys and counts; what can be done with them stands beside it."""

    def __init__(self, project: Project, commands: ReviewCommands, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.setWindowTitle(self.tr("Tags"))
        self.resize(*fitting(self, 560, 480))
        self.tree = TagTree(theme)
        self.desk = TagDesk(project, commands, theme, self)
        self.desk.follow(self.tree)
        self.tree.empty.say("tag", self.tr("No tags yet"), self.tr("A tag gathers passages on one subject."))
        side = QVBoxLayout()
        side.setSpacing(8)
        new, below = button(self.tr("New …"), self._new), button(self.tr("New below …"), self._below)
        change, merge = button(self.tr("Change …"), self.desk.change), button(self.tr("Merge into …"), self.desk.merge)
        remove = button(self.tr("Remove"), self.desk.remove)
        self._on_tag = (below, change, merge, remove)
        for part in (new, *self._on_tag):
            side.addWidget(part)
        side.addSpacing(12)
        side.addWidget(button(self.tr("Import codebook …"), self.desk.import_codebook))
        side.addWidget(button(self.tr("Export codebook …"), self.desk.export_codebook))
        self._said = label("", "small", wrap=True)
        self._wrong = label("", "bad", wrap=True)
        self.desk.noticed.connect(lambda notice: self._say(notice.title))  # the window's bar is behind
        self.desk.failed.connect(lambda error: self._say(wrong=f"{error.message} {error.advice}".strip()))
        side.addWidget(self._said)
        side.addWidget(self._wrong)
        side.addStretch(1)
        done = button(self.tr("Done"), self.accept, "primary")
        side.addWidget(done)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.tree, 1)
        middle.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Tags"), "title"))
        said = self.tr("Drag a tag onto another to put it below. On the page: select words, press the key for tags, "
                       "then the tag's key.")  # fmt: skip
        layout.addWidget(label(said, "secondary", wrap=True))
        layout.addLayout(middle, 1)
        done.setAutoDefault(False)
        self.tree.chosen.connect(self._enable)
        self.tree.activated.connect(lambda *_tag: self.desk.change())
        project.changed.connect(self._changed)
        self.tree.show_tags(project.tags())
        first = project.tags()[:1]
        self.tree.select(first[0].id if first else None)
        self._enable()

    def _say(self, done: str = "", wrong: str = "") -> None:
        """What became of a codebook, in place of what was said before."""
        self._said.setText(done)
        self._wrong.setText(wrong)

    def _changed(self, changes: Changes) -> None:
        if "tag" in changes or "passage" in changes:
            self.tree.show_tags(self._project.tags())
            self._enable()

    def _enable(self, *_tag: object) -> None:
        for part in self._on_tag:
            part.setEnabled(self.tree.current is not None)

    def _new(self) -> None:
        self.desk.new()

    def _below(self) -> None:
        self.desk.new(self.tree.current)
