"""Every edit a reviewer can make, as plain values: `workspace.perform(CheckBox((uuid,), "right"))`."""

from reviewer.services.operations.anchors import Place, Region, WordRun
from reviewer.services.operations.base import EditError, Operation
from reviewer.services.operations.codebook import ImportCodebook
from reviewer.services.operations.documents import EditDocument, JoinDocuments, SplitDocument
from reviewer.services.operations.entities import (
    AcceptMentions,
    AddAlias,
    AddEntity,
    AddMention,
    DeleteEntity,
    DeleteMentions,
    EditEntity,
    MarkEntity,
    MergeEntities,
    SuggestMentions,
)
from reviewer.services.operations.letters import AcceptLetter, DeclineLetter
from reviewer.services.operations.matter import (
    AddEvent,
    AddIssue,
    AddRequest,
    DeleteMatter,
    EditEvent,
    EditIssue,
    EditRelease,
    EditRequest,
    RenameProject,
)
from reviewer.services.operations.pages import MarkSeen, SetNote, SetVirtualPosition
from reviewer.services.operations.passages import (
    AddPassage,
    DeletePassage,
    DeletePassages,
    EditPassage,
    MovePassages,
    TagPassages,
)
from reviewer.services.operations.policy import SetRecoverablePolicy
from reviewer.services.operations.redactions import (
    AcceptRedactions,
    CheckBox,
    CheckCode,
    DeleteRedaction,
    DrawRedaction,
    ReshapeRedaction,
    SetCodes,
    SetKind,
    SetPosition,
)
from reviewer.services.operations.tags import AddTag, DeleteTag, EditTag, MergeTags, MoveTag
from reviewer.services.operations.words import CorrectWords, UncorrectWord

__all__ = [
    "AcceptLetter",
    "AcceptMentions",
    "AcceptRedactions",
    "AddAlias",
    "AddEntity",
    "AddEvent",
    "AddIssue",
    "AddMention",
    "AddPassage",
    "AddRequest",
    "AddTag",
    "CheckBox",
    "CheckCode",
    "CorrectWords",
    "DeclineLetter",
    "DeleteEntity",
    "DeleteMatter",
    "DeleteMentions",
    "DeletePassage",
    "DeletePassages",
    "DeleteRedaction",
    "DeleteTag",
    "DrawRedaction",
    "EditDocument",
    "EditEntity",
    "EditError",
    "EditEvent",
    "EditIssue",
    "EditPassage",
    "EditRelease",
    "EditRequest",
    "EditTag",
    "ImportCodebook",
    "JoinDocuments",
    "MarkEntity",
    "MarkSeen",
    "MergeEntities",
    "MergeTags",
    "MovePassages",
    "MoveTag",
    "Operation",
    "Place",
    "Region",
    "RenameProject",
    "ReshapeRedaction",
    "SetCodes",
    "SetKind",
    "SetNote",
    "SetPosition",
    "SetRecoverablePolicy",
    "SetVirtualPosition",
    "SplitDocument",
    "SuggestMentions",
    "TagPassages",
    "UncorrectWord",
    "WordRun",
]
