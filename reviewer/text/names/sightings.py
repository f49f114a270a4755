"""What was printed of people: names, addresses, and which of them together; the evidence that aliases rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from reviewer.text.names.printed import fold, take_apart


class Sightings:
    """Names (folded) and addresses with how often each was printed; plain data that travels between processes."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.addresses: Counter[str] = Counter()
        self.names_of: dict[str, Counter[str]] = defaultdict(Counter)
        self.addresses_of: dict[str, Counter[str]] = defaultdict(Counter)
        self._shown: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, printed: str, count: int) -> None:
        """One printed sender or recipient, as often as it was printed."""
        parts = take_apart(printed)
        if parts.name:
            self.add_name(parts.name, count)
        if parts.address:
            self.add_address(parts.address, count)
        if parts.name and parts.address:
            self.add_pair(fold(parts.name), parts.address, count)

    def add_name(self, form: str, count: int, key: str = "") -> None:
        """A name as printed; `key` where it was folded already."""
        key = key or fold(form)
        self.names[key] += count
        self._shown[key][form] += count

    def add_address(self, address: str, count: int) -> None:
        """An address in small letters."""
        self.addresses[address] += count

    def add_pair(self, name: str, address: str, count: int) -> None:
        """A folded name printed together with an address."""
        self.names_of[address][name] += count
        self.addresses_of[name][address] += count

    def usual(self, thing: str) -> str:
        """The usual print of a folded name or an address."""
        shown: Mapping[str, int] = self._shown.get(thing) or {thing: 1}
        return max(shown, key=lambda text: (shown[text], text))

    def count(self, thing: str) -> int:
        """How often a folded name or an address was printed."""
        return self.names[thing] if thing in self.names else self.addresses[thing]
