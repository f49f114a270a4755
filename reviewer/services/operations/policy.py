"""The project's policy on recoverable text: text that is still in a file beneath a redaction that failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, get_args

from reviewer.services.operations.base import Edit, EditError, Operation, required
from reviewer.storage.blobs import dump
from reviewer.storage.reads import Reads

RecoverablePolicy = Literal["never", "attorney only", "allowed"]
RECOVERABLE_POLICIES: Final[tuple[RecoverablePolicy, ...]] = get_args(RecoverablePolicy)
_SETTING: Final = "recoverable text policy"


@dataclass(frozen=True, slots=True)
class SetRecoverablePolicy(Operation):
    """Say whether text beneath a failed redaction may be looked at; `attorney` is who decided that.

    The attorney's name stands in the title, and so in the audit trail beside the reviewer who entered it.
    """

    name: ClassVar[str] = "set-recoverable-policy"
    policy: RecoverablePolicy
    attorney: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.policy not in RECOVERABLE_POLICIES:
            raise EditError(f"There is no policy “{self.policy}”.", "Choose another one.", code="invalid")
        attorney = required(self.attorney, "name of the attorney who decided this")
        value = dump({"policy": self.policy, "attorney": attorney})
        if edit.rows.get("setting", _SETTING) is None:
            edit.rows.insert("setting", {"name": _SETTING, "value": value})
        else:
            edit.rows.update("setting", [_SETTING], value=value)
        return f"Recoverable text: {self.policy}, decided by {attorney}"


def recoverable_policy(read: Reads) -> tuple[RecoverablePolicy, str]:
    """The policy of the project and who decided it; `never` and nobody where none was set, or none that is known."""
    value = read.matter.setting(_SETTING)
    if isinstance(value, dict) and value.get("policy") in RECOVERABLE_POLICIES:
        return value["policy"], str(value.get("attorney", ""))
    return "never", ""
