"""Says what importing a codebook would change, before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from reviewer.services.codebook import CodebookPlan
from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import label
from reviewer.ui.words import counted

_HEIGHT = 190


class CodebookDialog(FormDialog):
    """`overwrite` says, once it is accepted, whether tags that are there take what the file says."""

    def __init__(self, file: str, plan: CodebookPlan, parent: QWidget | None = None) -> None:
        title = parent.tr("Import codebook") if parent else "Import codebook"
        accept = parent.tr("Import") if parent else "Import"
        super().__init__(title, _summary(file, plan), accept, parent)
        shown = QPlainTextEdit("\n".join(_details(plan)))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setFixedHeight(stretched(_HEIGHT))
        shown.setAccessibleName(self.tr("What would change"))
        self._keep = QRadioButton(self.tr("Keep them as they are here"))
        self._take = QRadioButton(self.tr("Take what the file says"))
        self._keep.setChecked(True)
        choice = QWidget()
        column = QVBoxLayout(choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self.tr("Tags that are here already, and differ:"), "secondary"))
        column.addWidget(self._keep)
        column.addWidget(self._take)
        choice.setVisible(bool(plan.differing))
        self.form.addRow(shown)
        self.form.addRow(choice)
        foot = label(self.tr("It is one edit: one undo takes all of it back."), "small")
        foot.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.form.addRow(foot)
        self.accept_button.setEnabled(bool(plan.new or plan.differing))

    @property
    def overwrite(self) -> bool:
        """Whether tags that are there take what the file says."""
        return self._take.isChecked()


def _summary(file: str, plan: CodebookPlan) -> str:
    parts = [
        counted(len(plan.new), _tr("1 is new"), _tr("{0} are new")),
        counted(len(plan.differing), _tr("1 differs"), _tr("{0} differ")),
        counted(plan.same, _tr("1 is the same"), _tr("{0} are the same")),
    ]
    tags = counted(len(plan.tags), _tr("1 tag"), _tr("{0} tags"))
    return f"{file}: {tags}; {', '.join(parts)}."


def _details(plan: CodebookPlan) -> Sequence[str]:
    lines = [f"＋ {name}" for name in plan.new]
    lines += [_tr("≠ {0}: other {1}").format(name, ", ".join(parts)) for name, parts in plan.differing]
    lines += [f"! {sentence}" for sentence in plan.left_out]
    return lines or [_tr("Nothing: every tag of the file is here already.")]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Codebook", text)
