"""Every card and form, as a matter that is played through from arrival to deletion brings them forth."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.conversation.cards import Card
from bot.conversation.forms import Form
from bot.conversation.requests import (
    AddParty,
    AllowStatusOnly,
    AnswerNotRight,
    AskMadeOn,
    AskQuestion,
    CheckPages,
    ChooseReading,
    CloseConference,
    ConfirmProposal,
    ConfirmZone,
    CopyAttendance,
    CountPages,
    EditConference,
    EditProposal,
    EditSettings,
    EnterByHand,
    ExportRecord,
    GrantRole,
    HoldRecord,
    Installed,
    Invited,
    MarkDone,
    MarkNotApplicable,
    NameAttendee,
    PreviewPurge,
    PurgeRecord,
    ReadOrder,
    RemindOutstanding,
    Removed,
    RemoveParty,
    Request,
    RequestAccess,
    SaveAdjournment,
    SaveAttendee,
    SaveMadeOn,
    SaveParty,
    SayDemandMade,
    SayNumberOnFile,
    SetDigest,
    ShareAnswer,
    ShowAttendance,
    ShowChecklist,
    ShowDeadlines,
    ShowHelp,
    ShowHistory,
    ShowHome,
    ShowMore,
    ShowParagraph,
    ShowPrivacy,
    ShowRoles,
    ShowSettings,
    ShowSources,
    ShowStatus,
    SnoozeItem,
    StartAdjourning,
    StartRegistering,
    StillCorrect,
    SuggestQuestions,
    UndoItem,
    VerifyDates,
    WithdrawAttendee,
)
from bot.conversation.wire import load_card
from bot.domain.conference import Conference
from bot.domain.people import Audience, Person
from bot.handlers import HANDLERS
from bot.router import Parley
from bot.wording.attendance import board
from bot.wording.headline import headline
from tests.builders import ASSOCIATE, OUTSIDER, PARTNER, REGISTRAR, context, moment
from tests.fakes.memory import MemoryStore

ORDER = (Path(__file__).parents[1] / "scenarios" / "order.txt").read_text("utf-8")
NOW = "2026-11-23T10:00"
Exhibit = Card | Form


class Play:
    """A matter played through the core alone, each thing it shows kept by name."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.parley = Parley(self.store, HANDLERS)
        self.shown: dict[str, Exhibit] = {}
        self.now = NOW
        self._told = 0

    def do(self, name: str, request: Request, person: Person = REGISTRAR, audience: Audience = Audience.OWN) -> None:
        """Ask, and keep what is shown; and whatever others are told of it."""
        reply = self.parley.handle(request, context(person, self.now, audience=audience))
        if reply.content is not None:
            self.shown[name] = reply.content
        told = [each for each in self.store._state.deliveries.values() if each.content]
        for number, each in enumerate(told[self._told :], 1):
            self.shown[f"{name}, told {number}"] = load_card(each.content)
        self._told = len(told)

    def keep(self, name: str, make: Callable[[Conference], Exhibit]) -> None:
        """Keep a card made from the conference as it is now."""
        self.shown[name] = make(self.conference)

    @property
    def conference(self) -> Conference:
        """The conference registered last."""
        return list(self.store._state.conferences.values())[-1]

    @property
    def proposal(self) -> str:
        """The reading that waits."""
        return list(self.store._state.proposals)[-1]


@cache
def exhibits() -> dict[str, Exhibit]:
    """Every card and form by name."""
    play = Play()
    _arrival(play)
    _answers(play, "nothing registered")
    _registration(play)
    _answers(play, "registered")
    _looking(play)
    _duties(play)
    _attendance(play)
    _life(play)
    return play.shown


def _arrival(play: Play) -> None:
    play.do("installed", Installed())
    play.do("invited", Invited(REGISTRAR.id))
    play.do("help before registering", ShowHelp("regster"))
    play.do("suggested questions before registering", SuggestQuestions())
    play.do("home, empty", ShowHome())
    play.do("status, nothing registered", ShowStatus())


QUESTIONS = (
    "When is our letter due?",
    "What goes in the ex parte letter, and how long may it be?",
    "How do we ask for an adjournment?",
    "What should we offer?",
    "When is the deadline?",
    "Hello",
    "Who has not confirmed?",
    "Move it to January 20",
    "Summarise the order",
    "Our bottom line is $250,000",
)


def _answers(play: Play, state: str) -> None:
    for question in QUESTIONS:
        play.do(f"answer, {state}: {question.rstrip('?').replace('$250,000', 'an amount')}", AskQuestion(question))


def _registration(play: Play) -> None:
    play.do("register, form", StartRegistering())
    play.do("register, nothing pasted", ReadOrder(values={"order": ""}))
    play.do("register, not an order", ReadOrder(values={"order": "Lunch is at noon on Friday. " * 20}))
    play.do("enter by hand, form", EnterByHand())
    play.do("proposal", ReadOrder(values={"order": ORDER}))
    play.do("proposal, zone confirmed", ConfirmZone(play.proposal))
    play.do("proposal, no demand yet", SayDemandMade(play.proposal, "no"))
    play.do("proposal, sources", ShowSources(play.proposal))
    play.do("proposal, edit form", EditProposal(play.proposal))
    play.do("registered", ConfirmProposal(play.proposal))
    play.do("register again", ReadOrder(values={"order": ORDER}))
    play.keep("headline, not verified", _headline(Audience.OWN))
    play.keep("headline, where outsiders read", _headline(Audience.SHARED))
    play.do("verify by the registrar", VerifyDates(play.conference.id, 1))
    play.do("access asked for", RequestAccess(), ASSOCIATE)
    play.do("role given", GrantRole(ASSOCIATE.id, "editor"))
    play.do("roles", ShowRoles())
    play.do("verified", VerifyDates(play.conference.id, 1), ASSOCIATE)
    play.keep("headline, verified", _headline(Audience.OWN))


def _headline(audience: Audience) -> Callable[[Conference], Card]:
    return lambda conference: headline(conference, moment(NOW), audience)


def _looking(play: Play) -> None:
    conference = play.conference.id
    play.do("help", ShowHelp())
    play.do("privacy", ShowPrivacy())
    play.do("status", ShowStatus())
    play.do("status to an outsider", ShowStatus(), OUTSIDER, Audience.SHARED)
    play.do("deadlines", ShowDeadlines())
    play.do("deadlines, in Los Angeles", ShowDeadlines(), PARTNER)
    play.do("more", ShowMore(conference))
    play.do("history", ShowHistory(conference))
    play.do("home", ShowHome())
    play.do("settings", ShowSettings())
    play.do("settings, form", EditSettings())
    play.do("edit, form", EditConference(conference))
    play.do("paragraph", ShowParagraph(conference, "4"))
    play.do("answer shared", ShareAnswer("letter_due"))
    play.do("answer not right", AnswerNotRight("letter_due"), PARTNER)
    play.do("checklist", ShowChecklist(conference))
    play.do("pages, form", CountPages(conference))
    play.do("pages, over the limit", CheckPages(conference=conference, values={"letter": "12", "attachments": "11"}))
    play.do("pages, not numbers", CheckPages(conference=conference, values={"letter": "a few"}))
    play.do("digest on", SetDigest(on=True))


def _duties(play: Play) -> None:
    where = (play.conference.id, play.conference.revision)
    play.do("snoozed", SnoozeItem(*where, "letter", "tomorrow"))
    play.do("made on, form", AskMadeOn(*where, "demand"))
    play.do(
        "made on, unreadable", SaveMadeOn(conference=where[0], revision=1, item="demand", values={"made_on": "Jan 32"})
    )
    play.now = "2026-12-22T11:00"
    play.do(
        "demand made",
        SaveMadeOn(conference=where[0], revision=1, item="demand", values={"made_on": "December 22, 2026"}),
    )
    play.do("reading chosen", ChooseReading(*where, "response", "2027-01-08"))
    play.do("response not applicable", MarkNotApplicable(*where, "response"))
    play.do("undone", UndoItem(*where, "response"))
    play.do("letter sent", MarkDone(*where, "letter"))
    play.do("deadlines, some done", ShowDeadlines())


INSURER = {"party": "Northbridge Insurance Co.", "side": "insurer"}
PERSON = {"name": "Bo Sample", "title": "Vice President", "mode": "by_phone", "known": "told by e-mail, Jan 6"}


def _attendance(play: Play) -> None:
    conference, party = play.conference.id, play.conference.rows[1].id

    def save(**values: str) -> SaveAttendee:
        seen = len(play.conference.row(party).history) if play.conference.row(party) else 0  # type: ignore[union-attr]
        return SaveAttendee(conference=conference, revision=1, party=party, seen=seen, values=PERSON | values)

    play.do("attendance, nobody named", ShowAttendance())
    play.do("attendance, form", NameAttendee(conference, 1, party))
    play.do("attendance, TBD", save(name="TBD"))
    play.do("attendance, counsel named", save(name="Casey Counsel", counsel="Casey Counsel"))
    play.do("attendance, by phone", save())
    play.do("attendance, number on file", SayNumberOnFile(conference, 1, party, on_file=True))
    play.do("attendance, changed", save(name="Chris Sample", mode="attends"), ASSOCIATE)
    play.do("attendance, by an outsider", NameAttendee(conference, 1, party), OUTSIDER, Audience.SHARED)
    play.do("attendance, remind outstanding", RemindOutstanding(conference))
    play.do("attendance, list", CopyAttendance(conference))
    play.do("attendance, add a party", AddParty(conference))
    play.do("attendance, a party added", SaveParty(conference=conference, values=INSURER))
    play.do("attendance, a party taken off", RemoveParty(conference, 1, play.conference.rows[-1].id))
    play.keep("attendance board", lambda each: board(each, moment(NOW), Audience.OWN))
    play.keep("attendance board, where outsiders read", lambda each: board(each, moment(NOW), Audience.SHARED))


def _life(play: Play) -> None:
    conference, party = play.conference.id, play.conference.rows[1].id
    play.do("adjourn, form", StartAdjourning(conference, 1))
    moved = {"conference_at": "February 11, 2027, 10:00 am", "so_ordered": "ordered"}
    play.do("adjourned", SaveAdjournment(conference=conference, revision=1, values=moved))
    play.keep("headline, adjourned", _headline(Audience.OWN))
    play.do("a button of the setting that was moved", VerifyDates(conference, 1), ASSOCIATE)
    play.do("attendance, to reconfirm", ShowAttendance())
    play.do("attendance, still correct", StillCorrect(conference, play.conference.revision, party))
    play.do("attendance, withdrawn", WithdrawAttendee(conference, play.conference.revision, party))
    play.do("removed from the channel", Removed())
    play.do("outsiders can read", Invited(REGISTRAR.id), REGISTRAR, Audience.SHARED)
    play.do("status only allowed", AllowStatusOnly())
    play.now = "2027-02-12T10:00"
    play.do("held", CloseConference(conference, play.conference.revision, "held"))
    play.keep("headline, held", _headline(Audience.OWN))
    play.do("hold placed", HoldRecord(conference, on=True))
    play.do("delete, while held", PreviewPurge(conference))
    play.do("hold released", HoldRecord(conference, on=False))
    play.do("exported", ExportRecord(conference, "json"))
    play.do("more, closed", ShowMore(conference))
    play.do("delete, preview", PreviewPurge(conference))
    play.do("deleted", PurgeRecord(conference))
