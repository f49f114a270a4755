"""Every edit a reviewer can make, as plain values: `workspace.perform(CheckBox((uuid,), "right"))`."""

from reviewer.services.operations.anchors import Place, Region, WordRun
from reviewer.services.operations.appeals import ApprovePacket, EditAppeal, WithdrawApproval
from reviewer.services.operations.base import EditError, Operation
from reviewer.services.operations.codebook import ImportCodebook
from reviewer.services.operations.comments import ImportComments
from reviewer.services.operations.contesting import (
    AddChallenge,
    BindItems,
    DeclineGround,
    DeleteChallenge,
    EditChallenge,
    Target,
    UnbindItems,
)
from reviewer.services.operations.copies import ContestByCopy, JudgeCopies
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
    SuggestMentions,
)
from reviewer.services.operations.entity_kinds import AddEntityKind, DeleteEntityKind, RenameEntityKind
from reviewer.services.operations.index_verdicts import JudgeIndex
from reviewer.services.operations.indexes import ChooseIndexRequest, ImportIndex, RemoveIndex
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
from reviewer.services.operations.merging import MergeEntities, SplitEntity
from reviewer.services.operations.names import (
    AcceptMentionOf,
    AcceptNames,
    NameAt,
    NameRef,
    RejectMention,
    RejectNames,
    ReopenMention,
    ReopenNames,
)
from reviewer.services.operations.pages import MarkSeen, SetNote, SetVirtualPosition
from reviewer.services.operations.passages import (
    AddPassage,
    AddPassages,
    DeletePassage,
    DeletePassages,
    EditPassage,
    MovePassages,
    TagPassages,
)
from reviewer.services.operations.policy import RevealBeneath, SetRecoverablePolicy
from reviewer.services.operations.reading import ChooseTextLayer
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
from reviewer.services.operations.searches import DeleteSearch, EditSearch, SaveSearch
from reviewer.services.operations.tags import AddTag, DeleteTag, EditTag, MergeTags, MoveTag
from reviewer.services.operations.words import CorrectWords, UncorrectWord

__all__ = [
    "AcceptLetter",
    "AcceptMentionOf",
    "AcceptMentions",
    "AcceptNames",
    "AcceptRedactions",
    "AddAlias",
    "AddChallenge",
    "AddEntity",
    "AddEntityKind",
    "AddEvent",
    "AddIssue",
    "AddMention",
    "AddPassage",
    "AddPassages",
    "AddRequest",
    "AddTag",
    "ApprovePacket",
    "BindItems",
    "CheckBox",
    "CheckCode",
    "ChooseIndexRequest",
    "ChooseTextLayer",
    "ContestByCopy",
    "CorrectWords",
    "DeclineGround",
    "DeclineLetter",
    "DeleteChallenge",
    "DeleteEntity",
    "DeleteEntityKind",
    "DeleteMatter",
    "DeleteMentions",
    "DeletePassage",
    "DeletePassages",
    "DeleteRedaction",
    "DeleteSearch",
    "DeleteTag",
    "DrawRedaction",
    "EditAppeal",
    "EditChallenge",
    "EditDocument",
    "EditEntity",
    "EditError",
    "EditEvent",
    "EditIssue",
    "EditPassage",
    "EditRelease",
    "EditRequest",
    "EditSearch",
    "EditTag",
    "ImportCodebook",
    "ImportComments",
    "ImportIndex",
    "JoinDocuments",
    "JudgeCopies",
    "JudgeIndex",
    "MarkEntity",
    "MarkSeen",
    "MergeEntities",
    "MergeTags",
    "MovePassages",
    "MoveTag",
    "NameAt",
    "NameRef",
    "Operation",
    "Place",
    "Region",
    "RejectMention",
    "RejectNames",
    "RemoveIndex",
    "RenameEntityKind",
    "RenameProject",
    "ReopenMention",
    "ReopenNames",
    "ReshapeRedaction",
    "RevealBeneath",
    "SaveSearch",
    "SetCodes",
    "SetKind",
    "SetNote",
    "SetPosition",
    "SetRecoverablePolicy",
    "SetVirtualPosition",
    "SplitDocument",
    "SplitEntity",
    "SuggestMentions",
    "TagPassages",
    "Target",
    "UnbindItems",
    "UncorrectWord",
    "WithdrawApproval",
    "WordRun",
]
