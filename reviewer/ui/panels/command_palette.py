"""Finds any action by typing a few letters of it (Ctrl+K), and shows the key that would have done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.ui.actions import Action, ActionRegistry, key_text
from reviewer.ui.placing import fitting
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.empty import EmptyState

_ID = Qt.ItemDataRole.UserRole + 1
_HELP = Qt.ItemDataRole.UserRole + 2
_KEY = Qt.ItemDataRole.UserRole + 3
_ENABLED = Qt.ItemDataRole.UserRole + 4
_WIDTH, _HEIGHT = 560, 420
_SELECTED = QStyle.StateFlag.State_Selected


def plain(label: str) -> str:
    """A label without mnemonic and dots."""
    return label.replace("&", "").removesuffix("…").strip()


def names(records: Sequence[Action]) -> dict[str, str]:
    """What each action is called; of two alike, one that stands in a submenu names that, too."""
    called = {record.id: plain(record.text() if record.text is not None else record.label) for record in records}
    often = Counter(called.values())
    twins = {record.id: plain(record.submenu) for record in records if often[called[record.id]] > 1 and record.submenu}
    return called | {action: f"{called[action]} ({menu})" for action, menu in twins.items()}


class _Matching(QSortFilterProxyModel):
    """Keeps the actions in which every typed word occurs; what is called so comes before what mentions it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = ""
        self.sort(0)

    def look_for(self, typed: str) -> None:
        self._typed = " ".join(typed.lower().split())
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex) -> bool:  # type: ignore[override]
        index = self.sourceModel().index(source_row, 0, source_parent)
        text = f"{index.data()} {index.data(_HELP)}".lower()
        return all(word in text for word in self._typed.split())

    @override
    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:  # type: ignore[override]
        return self._rank(left) < self._rank(right)

    def _rank(self, index: QModelIndex) -> tuple[int, bool, int]:
        """The better the name fits, the lower; of those alike what can be done now, then in the order of the menus."""
        if not self._typed:
            return 0, False, index.row()
        name = str(index.data()).lower()
        fits = (
            name == self._typed,
            name.startswith(self._typed),
            self._typed in name,
            all(word in name for word in self._typed.split()),
            True,
        )
        return fits.index(True), not index.data(_ENABLED), index.row()


class _Delegate(QStyledItemDelegate):
    """Draws the label, its help in the second tone, and the key at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(_WIDTH - 40, stretched(ROW + 14))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        self.initStyleOption(option, index)
        painter.save()
        rect: QRect = option.rect
        state = option.state
        if state & _SELECTED:
            painter.fillRect(rect, self._theme.color("selection"))
        inside = rect.adjusted(12, 5, -12, -5)
        key = str(index.data(_KEY) or "")
        painter.setPen(self._theme.color("text" if index.data(_ENABLED) else "text2"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, str(index.data()))
        font = painter.font()
        font.setPixelSize(small_px())
        painter.setFont(font)
        painter.setPen(self._theme.color("text2"))
        words = painter.fontMetrics().elidedText(str(index.data(_HELP)), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, words)
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, key)
        painter.restore()


class CommandPalette(QFrame):
    """A field and a list over the window; Enter does what is marked, Escape closes."""

    def __init__(self, theme: Theme, registry: ActionRegistry, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._registry = registry
        self._owner = parent
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("What do you want to do?"))
        self._field.setAccessibleName(self.tr("Find a command"))
        self._list = QListView()
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_Delegate(theme, self._list))
        self._list.setUniformItemSizes(True)
        self._matching = _Matching(self)
        self._matching.setSourceModel(self._model())
        self._list.setModel(self._matching)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        self._nothing = EmptyState(theme)
        layout.addWidget(self._nothing, 1)
        self.resize(*fitting(self, _WIDTH, _HEIGHT))
        self._field.textChanged.connect(self._look)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._run)
        self._look("")

    def pop_up(self) -> None:
        """Show it in the upper middle of the window."""
        self.move(self._owner.mapToGlobal(QPoint((self._owner.width() - self.width()) // 2, 72)))
        self.show()
        self._field.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                rows = max(1, self._matching.rowCount())
                self._mark((self._list.currentIndex().row() + step) % rows)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        called = names(self._registry.records)
        for record in self._registry.records:
            model.appendRow(self._item(record, called[record.id]))
        return model

    def _item(self, record: Action, text: str) -> QStandardItem:
        item = QStandardItem(text)
        item.setData(record.id, _ID)
        item.setData(record.help, _HELP)
        item.setData(key_text(record), _KEY)
        item.setData(record.enabled(), _ENABLED)
        item.setData(f"{text}. {record.help}", Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _look(self, typed: str) -> None:
        self._matching.look_for(typed)
        nothing = self._matching.rowCount() == 0
        if nothing:
            self._nothing.say(
                "search",
                self.tr("No command fits “{0}”").format(typed.strip()),
                self.tr("Try one word of what it does."),
            )
        self._nothing.setVisible(nothing)
        self._list.setVisible(not nothing)
        self._mark(0)

    def _mark(self, row: int) -> None:
        self._list.setCurrentIndex(self._matching.index(row, 0))

    def _run(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(_ENABLED):
            action_id = str(index.data(_ID))
            self.close()
            self._registry.run(action_id)
