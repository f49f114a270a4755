"""Chooses the request that an index answers; hidden where the project has fewer than two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.model.ids import Uuid
from reviewer.storage.rows import RequestRow
from reviewer.ui.widgets.choice_box import ChoiceBox


class RequestChoice(ChoiceBox):
    """`chosen` tells the request (Uuid) or None for any, when a person chose."""

    chosen = Signal(object)

    def __init__(self, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("Request that the index answers"))
        self.setToolTip(self.tr("An index speaks only of the pages that were released on its request."))
        self.setEnabled(editable)
        self.setVisible(False)
        self.activated.connect(lambda _index: self.chosen.emit(self.request))

    @property
    def request(self) -> Uuid | None:
        """The request that is chosen; None: any."""
        data = self.currentData()
        return Uuid(str(data)) if data else None

    def show_requests(self, requests: Sequence[RequestRow], request: Uuid | None) -> None:
        """Offer these, with one of them (None: any) chosen."""
        self.blockSignals(True)
        self.clear()
        self.addItem(self.tr("of any request"), "")
        for row in requests:
            name = " · ".join(filter(None, (row.number, row.agency)))
            self.addItem(name or self.tr("request without number"), row.uuid)
        self.setCurrentIndex(max(0, self.findData(request or "")))
        self.blockSignals(False)
        if self.parentWidget() is not None:  # else it would come up as a window of its own
            self.setVisible(len(requests) > 1)
