"""The line above the appeal: which request, whether it is in court, whether the packet is a draft, a new issue."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout

from reviewer.model.ids import Uuid
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.contesting.facts import AppealFacts
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import set_role
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import ElidedLabel, label
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.sized import with_text


class AppealHead(QFrame):
    """`request_chosen` tells the id of a request, `litigation_turned` whether it is in court now."""

    request_chosen = Signal(object)  # Uuid
    litigation_turned = Signal(object)  # bool

    def __init__(self, registry: ActionRegistry, *, editable: bool) -> None:
        super().__init__()
        self._editable = editable
        self.setProperty("role", "panel")
        self.requests = ChoiceBox(self.tr("Request"))
        with_text(self.requests, lambda: self.requests.setMinimumWidth(stretched(220)))
        self.requests.activated.connect(lambda *_: self.request_chosen.emit(Uuid(str(self.requests.currentData()))))
        self.litigation = QCheckBox(self.tr("In litigation"))
        self.litigation.setToolTip(
            self.tr("In court there is no administrative appeal: the packet is a challenge list.")
        )
        self.litigation.clicked.connect(lambda on: self.litigation_turned.emit(bool(on)))
        self._state = label("", "secondary")
        self._agency = ElidedLabel("", "secondary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(self.requests)
        layout.addWidget(self._agency, 1)
        layout.addWidget(self.litigation)
        layout.addWidget(self._state)
        layout.addWidget(ActionButton(registry.action("appeal.issue"), registry.key("appeal.issue")))

    def show_facts(self, facts: AppealFacts) -> None:
        """Show the request in view."""
        case = facts.case
        self.requests.clear()
        for request in facts.requests:
            self.requests.addItem(request.number or request.agency or self.tr("Request without number"), request.uuid)
        if not facts.requests:
            self.requests.addItem(self.tr("No request yet (F8)"), "")
        self.requests.setEnabled(len(facts.requests) > 1)
        self.requests.setCurrentIndex(max(0, self.requests.findData(case.request.uuid)))
        self._agency.setText(" · ".join(filter(None, (case.request.agency, case.request.component))))
        self.litigation.setChecked(case.request.litigation)
        self.litigation.setEnabled(self._editable and bool(facts.requests))
        approved = facts.plan is not None and facts.plan.approved
        words = self.tr("Approved by {0}").format(case.appeal.approver) if approved else self.tr("DRAFT, not approved")
        self._state.setText(words)
        set_role(self._state, role="good" if approved else "attention")
