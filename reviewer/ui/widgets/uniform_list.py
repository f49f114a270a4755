"""A list whose rows are all of one height: however long it is, a row that changes is painted and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QListView
from typing_extensions import override

from reviewer.ui.models.lists import Index


class UniformList(QListView):
    """Qt's own lays out every row anew whenever one of them changes, since its height might be another one now."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)

    @override
    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, roles)
