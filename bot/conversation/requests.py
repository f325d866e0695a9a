"""Everything a person can ask of Parley, and everything a platform can tell it.

A request holds ids and choices, never a name or a date of the matter, so that it can travel in a button and be
pressed years later. A ``FormRequest`` also carries what was typed. Who asked is in the ``Context``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Request:
    """The base of all requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRequest(Request):
    """A request that comes from a form; ``values`` maps each field's name to what was typed or chosen."""

    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


# --- answering


@dataclass(frozen=True, slots=True)
class AskQuestion(Request):
    """Words addressed to Parley: a question, a command in words, small talk, or a pasted order."""

    text: str


@dataclass(frozen=True, slots=True)
class ChooseTopic(Request):
    """The answer to "which one?"."""

    topic: str


@dataclass(frozen=True, slots=True)
class ShowParagraph(Request):
    """The whole paragraph, verbatim. ``conference`` is empty for the sample procedures."""

    conference: str
    number: str


@dataclass(frozen=True, slots=True)
class ShareAnswer(Request):
    """Post in the channel the answer that was given privately."""

    topic: str


@dataclass(frozen=True, slots=True)
class AnswerNotRight(Request):
    """Tell the channel's registrar that an answer seems wrong."""

    topic: str


# --- looking


@dataclass(frozen=True, slots=True)
class ShowHelp(Request):
    """What Parley can do here. ``unknown`` is a word that was not understood, for a "did you mean"."""

    unknown: str = ""


@dataclass(frozen=True, slots=True)
class SuggestQuestions(Request):
    """Questions worth asking at this stage."""


@dataclass(frozen=True, slots=True)
class ShowStatus(Request):
    """The headline card's content, privately."""

    conference: str = ""


@dataclass(frozen=True, slots=True)
class ShowDeadlines(Request):
    """Every deadline with its count."""

    conference: str = ""


@dataclass(frozen=True, slots=True)
class ShowAttendance(Request):
    """Who will be there with authority, who is outstanding."""

    conference: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowMore(Request):
    """What else can be done with the conference: edit, adjourn, close, export, history."""

    conference: str


@dataclass(frozen=True, slots=True)
class ShowHome(Request):
    """A person's own page: next dates, what they owe, their matters."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Request):
    """What Parley stores, why, where and until when; what it does not do."""


@dataclass(frozen=True, slots=True)
class SeeOwn(Request):
    """A shared card, ``headline`` or ``attendance``, as the person who asks sees it. It changes nothing."""

    conference: str
    card: str


@dataclass(frozen=True, slots=True)
class ShowHistory(Request):
    """The audit of a conference."""

    conference: str
    page: int = 1


# --- registering


@dataclass(frozen=True, slots=True)
class StartRegistering(Request):
    """Open the form that takes an order's text or file, or offers to enter it by hand.

    ``anyway`` opens it although the channel has a conference, to replace that one.
    """

    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOrder(FormRequest):
    """Read an order. Value ``order``: its text."""


@dataclass(frozen=True, slots=True)
class EnterByHand(Request):
    """Open the empty registration form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeByHand(FormRequest):
    """The registration form, filled in."""


@dataclass(frozen=True, slots=True)
class EditProposal(Request):
    """Open the form with everything that was read."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveProposal(FormRequest):
    """The edited proposal."""

    proposal: str


@dataclass(frozen=True, slots=True)
class ShowSources(Request):
    """Each field of the proposal beside the words it was read from."""

    proposal: str


@dataclass(frozen=True, slots=True)
class ConfirmZone(Request):
    """The proposed time zone is right."""

    proposal: str


@dataclass(frozen=True, slots=True)
class SayDemandMade(Request):
    """Whether a demand has already been made: ``yes``, ``no`` or ``not_sure``."""

    proposal: str
    answer: str


@dataclass(frozen=True, slots=True)
class ConfirmProposal(Request):
    """Register what the proposal holds. ``choice`` settles a channel that already has a conference."""

    proposal: str
    choice: str = ""
    """``""``, ``"replace"``, ``"move"`` or ``"held"`` (save a past conference as held)."""


@dataclass(frozen=True, slots=True)
class DiscardProposal(Request):
    """Forget what was read."""

    proposal: str


@dataclass(frozen=True, slots=True)
class SeparateMatter(Request):
    """What was read, or is to be registered, is not this channel's matter. ``proposal`` may be empty."""

    proposal: str = ""


@dataclass(frozen=True, slots=True)
class VerifyDates(Request):
    """A second person has compared the dates with the order. ``dates`` marks those they were shown."""

    conference: str
    revision: int
    dates: str = ""


@dataclass(frozen=True, slots=True)
class EditConference(Request):
    """Open the form with the conference's facts."""

    conference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveConference(FormRequest):
    """The edited facts. ``facts`` marks those the form showed; a form without it goes by the whole ``version``."""

    conference: str
    version: int
    facts: str = ""


# --- deadlines and nudges


@dataclass(frozen=True, slots=True)
class MarkDone(Request):
    """An item is done: the letter sent, the response made, the form returned."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class MarkNotApplicable(Request):
    """An item does not apply to this side."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class SnoozeItem(Request):
    """Be reminded later, never past the deadline: ``tomorrow``, ``two_days``, ``monday``, ``morning_of`` or a date."""

    conference: str
    revision: int
    item: str
    until: str


@dataclass(frozen=True, slots=True)
class AskMadeOn(Request):
    """Open the form that asks on which day a demand or response was made."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveMadeOn(FormRequest):
    """Value ``made_on``: the day it was made. There is no field for its amount."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class ChooseReading(Request):
    """Work to this of the dates the order allows (ISO date)."""

    conference: str
    revision: int
    item: str
    date: str


@dataclass(frozen=True, slots=True)
class UndoItem(Request):
    """Take back the last mark on an item."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class AssignItem(Request):
    """The person who presses owns the item from now on."""

    conference: str
    revision: int
    item: str


@dataclass(frozen=True, slots=True)
class PostAgain(Request):
    """A reminder whose fate is unknown: post it again."""

    delivery: str


@dataclass(frozen=True, slots=True)
class UseDirectMessages(Request):
    """The channel cannot be reached: send its reminders to the registrar privately."""

    conference: str


@dataclass(frozen=True, slots=True)
class ShowSettings(Request):
    """Hours, ladder, retention of this channel, with a form to change them."""


@dataclass(frozen=True, slots=True)
class EditSettings(Request):
    """Open the settings form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSettings(FormRequest):
    """The channel's settings."""


@dataclass(frozen=True, slots=True)
class SetDigest(Request):
    """Turn one's own weekly digest on or off."""

    on: bool


# --- the ex parte letter


@dataclass(frozen=True, slots=True)
class ShowChecklist(Request):
    """What the order wants of the letter. Private, always."""

    conference: str


@dataclass(frozen=True, slots=True)
class CountPages(Request):
    """Open the form that asks for two numbers of pages."""

    conference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPages(FormRequest):
    """Values ``letter`` and ``attachments``: numbers of pages."""

    conference: str


# --- attendance


@dataclass(frozen=True, slots=True)
class NameAttendee(Request):
    """Open the form for one party's person with authority."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAttendee(FormRequest):
    """Values ``name title mode known relation counsel others who by override counsel_confirmed``.

    ``mode`` is ``attends``, ``by_phone``, ``not_named`` or ``withdrawn``.
    """

    conference: str
    revision: int
    party: str
    seen: int = 0
    """How many changes the row had when the form was opened."""


@dataclass(frozen=True, slots=True)
class SayNumberOnFile(Request):
    """Whether counsel has the person's number for the day. The number itself has no field."""

    conference: str
    revision: int
    party: str
    on_file: bool


@dataclass(frozen=True, slots=True)
class StillCorrect(Request):
    """After a move: the person named before still comes."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True)
class WithdrawAttendee(Request):
    """The person named will not come after all."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True)
class UndoAttendance(Request):
    """Take back a change, within ten minutes of it."""

    conference: str
    party: str
    change: str


@dataclass(frozen=True, slots=True)
class PartyNotOurs(Request):
    """This party's row is somebody else's to follow up: no private reminders about it to the person who presses."""

    conference: str
    revision: int
    party: str


@dataclass(frozen=True, slots=True)
class RemindOutstanding(Request):
    """Remind, privately, those who owe an answer; at most once in four hours."""

    conference: str


@dataclass(frozen=True, slots=True)
class CopyAttendance(Request):
    """The attendance list as plain text and as a table."""

    conference: str


@dataclass(frozen=True, slots=True)
class AddParty(Request):
    """Open the form for a further row: another party, an insurer."""

    conference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveParty(FormRequest):
    """Values ``party`` and ``side``."""

    conference: str


@dataclass(frozen=True, slots=True)
class RemoveParty(Request):
    """Take a row off the attendance list, with what is recorded on it; the history keeps that it was there."""

    conference: str
    revision: int
    party: str


# --- the matter's life


@dataclass(frozen=True, slots=True)
class StartAdjourning(Request):
    """Open the form for a new date."""

    conference: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAdjournment(FormRequest):
    """Values ``conference_at`` (may be empty: no new date yet), ``letter_due``, ``so_ordered``."""

    conference: str
    revision: int


@dataclass(frozen=True, slots=True)
class CloseConference(Request):
    """``held``, ``settled`` or ``cancelled``."""

    conference: str
    revision: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Reopen(Request):
    """Take back a closing."""

    conference: str


@dataclass(frozen=True, slots=True)
class HoldRecord(Request):
    """Stop, or allow again, the deletion of a closed conference's record."""

    conference: str
    on: bool


@dataclass(frozen=True, slots=True)
class ExportRecord(Request):
    """``json``, ``csv`` or ``ics``."""

    conference: str
    form: str


@dataclass(frozen=True, slots=True)
class PreviewPurge(Request):
    """What deleting would remove."""

    conference: str


@dataclass(frozen=True, slots=True)
class PurgeRecord(Request):
    """Delete Parley's record of a conference."""

    conference: str


# --- who may do what


@dataclass(frozen=True, slots=True)
class RequestAccess(Request):
    """Ask the registrar for the right to change things in this channel."""


@dataclass(frozen=True, slots=True)
class GrantRole(Request):
    """Give a person the role ``editor`` or ``registrar``, or take it away with ``member``.

    ``channel`` is the channel's id where the button travels by direct message; empty: the one pressed in.
    """

    person: str
    role: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class ShowRoles(Request):
    """Who has which role in this channel."""


@dataclass(frozen=True, slots=True)
class AllowStatusOnly(Request):
    """Consent to dates and status being posted where outsiders can read. ``channel`` as in ``GrantRole``."""

    channel: str = ""


@dataclass(frozen=True, slots=True)
class LeaveChannel(Request):
    """Have Parley forget this channel and leave it. ``channel`` as in ``GrantRole``."""

    channel: str = ""


# --- told by the platform


@dataclass(frozen=True, slots=True)
class Invited(Request):
    """Parley was added to a channel. ``by`` is the inviter's id, if the platform says."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class Installed(Request):
    """Parley was installed; the person of the context gets one private introduction."""


@dataclass(frozen=True, slots=True)
class Removed(Request):
    """Parley was removed from a channel, or the channel was archived or deleted (``reason`` is a code)."""

    reason: str = "removed"


@dataclass(frozen=True, slots=True)
class Readable(Request):
    """Who can read the channel changed, as the context's audience says."""


@dataclass(frozen=True, slots=True)
class ChannelMoved(Request):
    """The platform gave the channel a new id."""

    new_id: str


@dataclass(frozen=True, slots=True)
class Uninstalled(Request):
    """Parley was uninstalled at ``at`` (seconds since 1970): delete the tenant's data, unless reinstalled since."""

    at: int


# --- files and shortcuts


@dataclass(frozen=True, slots=True)
class RegisterFrom(Request):
    """Read an order from a message's text or a dropped file's text."""

    text: str
