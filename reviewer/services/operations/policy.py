"""The project's policy on recoverable text: text that is still in a file beneath a redaction that failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, get_args

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, required
from reviewer.storage.blobs import dump, load
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
    return _understood(read.matter.setting(_SETTING))


def refusal(policy: RecoverablePolicy, attorney: str, reviewer: str) -> str:
    """Why `reviewer` may not look under this policy, as a sentence; empty: they may.

    The name is the one chosen in Settings. It says who acts; it is no lock.
    """
    if policy == "never" or not attorney.strip():
        return "The project's policy is that nobody looks at it."
    if policy == "attorney only" and reviewer.strip().casefold() != attorney.strip().casefold():
        return f"The project's policy lets only {attorney} look."
    return ""


@dataclass(frozen=True, slots=True)
class RevealBeneath(Operation):
    """Record that the reviewer looks at what stands beneath a redaction; EditError where the policy forbids it.

    To be performed before anything is read. It stays: what was seen cannot be made unseen.
    """

    name: ClassVar[str] = "reveal-beneath"
    undoable: ClassVar[bool] = False
    redaction: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("redaction", self.redaction)
        if not row["recoverable"]:
            raise EditError("Nothing is known to stand beneath this redaction.", "Nothing was read.", code="nothing")
        setting = edit.rows.get("setting", _SETTING)
        policy, attorney = _understood(load(str(setting["value"])) if setting is not None else None)
        reviewer = str(edit.row("reviewer", edit.reviewer)["name"])
        if reason := refusal(policy, attorney, reviewer):
            raise EditError(reason, "The attorney decides, in Settings; nothing was read.", code="policy")
        edit.rows.insert("reveal", {"uuid": new_uuid(), "redaction": self.redaction, "policy": policy,
                                    "decided_by": attorney, "revealed_by": edit.reviewer,
                                    "revealed_at": edit.at})  # fmt: skip
        return f"Look beneath redaction on {edit.page_name(row['page'])} ({policy}, decided by {attorney})"


def _understood(value: object) -> tuple[RecoverablePolicy, str]:
    if isinstance(value, dict) and value.get("policy") in RECOVERABLE_POLICIES:
        return value["policy"], str(value.get("attorney", ""))
    return "never", ""
