"""Two people, stale cards, moves and undoings in any order, against a small reference of what must have happened."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.conversation.cards import Card
from bot.conversation.forms import Form
from bot.conversation.replies import Reply
from bot.conversation.requests import (
    CloseConference,
    NameAttendee,
    Reopen,
    Request,
    SaveAdjournment,
    SaveAttendee,
    StillCorrect,
    UndoAttendance,
    WithdrawAttendee,
)
from bot.domain.attendance import AttendanceState, Row
from bot.domain.conference import Conference
from bot.domain.people import Person
from bot.domain.roll import UNDO_WITHIN
from bot.router import Parley, merged
from bot.services import adjourning, attending, closing
from tests.builders import ASSOCIATE, CHANNEL, REGISTRAR, context, moment
from tests.fakes.matters import conference
from tests.fakes.memory import MemoryStore

PARTY = "p1"
PEOPLE = st.sampled_from([REGISTRAR, ASSOCIATE])
NAMES = st.sampled_from(["A. Sample", "B. Sample", "C. Sample"])
MODES = st.sampled_from(["attends", "by_phone"])
MINUTES = st.integers(0, 12)
_FIRST_DAY = dt.date(2027, 2, 1)


@dataclass
class Expected:
    """What the row should say, and each change that could be taken back."""

    state: AttendanceState = AttendanceState.NOT_NAMED
    person: tuple[str, str] | None = None
    changes: int = 0
    undoable: tuple[str, dt.datetime, AttendanceState, tuple[str, str] | None] | None = None
    revision: int = 1
    closed: bool = False


@dataclass
class Seen:
    """What a person's screen still shows: the setting and the number of changes it was drawn with."""

    revision: int
    changes: int
    last_change: str = ""


class Attendance(RuleBasedStateMachine):
    """The machine. Screens are remembered so that they can be pressed when they are long out of date."""

    screens: list[Seen]

    @initialize()
    def begin(self) -> None:
        self.store = MemoryStore()
        self.parley = Parley(self.store, merged(attending.HANDLERS, adjourning.HANDLERS, closing.HANDLERS))
        self.now = moment("2027-01-04T09:00")
        self.expected = Expected()
        self.screens = [Seen(1, 0)]
        with self.store.begin() as uow:
            uow.conferences.save(conference())
            uow.commit()

    # --- what people do

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)

    @rule()
    def look(self) -> None:
        self.screens.append(self.fresh())

    @rule(person=PEOPLE, name=NAMES, mode=MODES, data=st.data())
    def save(self, person: Person, name: str, mode: str, data: st.DataObject) -> None:
        screen = self.screen(data)
        values = MappingProxyType({"name": name, "mode": mode, "known": "Told by e-mail"})
        reply = self.press(
            SaveAttendee(conference="c1", revision=screen.revision, party=PARTY, seen=screen.changes, values=values),
            person,
        )
        if not self.current(screen):
            assert self.said(reply, "Nothing was changed", "nothing was changed")
            return
        confirmed = self.expected.state is AttendanceState.CONFIRMED
        if confirmed and self.expected.person == (name, mode):
            assert isinstance(reply.content, Card)
        elif screen.changes != self.expected.changes:
            assert isinstance(reply.content, Form)
            assert "changed this at" in str(reply.content.intro)
        else:
            self.changed(AttendanceState.CONFIRMED, (name, mode))

    @rule(person=PEOPLE, data=st.data())
    def withdraw(self, person: Person, data: st.DataObject) -> None:
        screen = self.screen(data)
        self.press(WithdrawAttendee(*self.of(screen)), person)
        if self.current(screen) and self.expected.person is not None:
            self.changed(AttendanceState.WITHDRAWN, None)

    @rule(person=PEOPLE, data=st.data())
    def reconfirm(self, person: Person, data: st.DataObject) -> None:
        screen = self.screen(data)
        self.press(StillCorrect(*self.of(screen)), person)
        if self.current(screen) and self.expected.state is AttendanceState.TO_RECONFIRM:
            self.changed(AttendanceState.CONFIRMED, self.expected.person)

    @rule(person=PEOPLE, data=st.data())
    def undo(self, person: Person, data: st.DataObject) -> None:
        screen = self.screen(data)
        self.press(UndoAttendance("c1", PARTY, screen.last_change or "1"), person)
        undoable = self.expected.undoable
        wanted = screen.last_change or "1"
        if undoable is None or undoable[0] != wanted or self.expected.closed:
            return
        _, at, state, before = undoable
        if self.now - at <= UNDO_WITHIN:
            self.changed(state, before)
            self.expected.undoable = None

    @precondition(lambda self: not self.expected.closed)
    @rule()
    def adjourn(self) -> None:
        day = _FIRST_DAY + dt.timedelta(days=7 * self.expected.revision)
        at = f"{day:%B} {day.day}, {day.year}, 10:00 am"
        values = MappingProxyType({"so_ordered": "ordered", "conference_at": at})
        request = SaveAdjournment(conference="c1", revision=self.expected.revision, values=values)
        assert isinstance(self.press(request, REGISTRAR).content, Card)
        self.expected.revision += 1
        if self.expected.state is AttendanceState.CONFIRMED:
            self.expected.state = AttendanceState.TO_RECONFIRM
            self.expected.changes += 1
            self.expected.undoable = None

    @rule()
    def close_or_reopen(self) -> None:
        closed = self.expected.closed
        self.press(Reopen("c1") if closed else CloseConference("c1", self.expected.revision, "settled"), REGISTRAR)
        self.expected.closed = not closed

    @rule(person=PEOPLE, data=st.data())
    def open_the_form(self, person: Person, data: st.DataObject) -> None:
        screen = self.screen(data)
        reply = self.press(NameAttendee(*self.of(screen)), person)
        assert isinstance(reply.content, Form if self.current(screen) else Card)

    # --- what must hold

    @invariant()
    def the_row_says_what_the_reference_says(self) -> None:
        row, attendee = self.row, self.row.attendee
        assert row.state is self.expected.state
        assert (attendee and (attendee.name, attendee.mode.value)) == self.expected.person
        assert len(row.history) == self.expected.changes

    @invariant()
    def the_history_is_a_chain(self) -> None:
        history = self.row.history
        for earlier, later in pairwise(history):
            assert (earlier.after, earlier.attendee_after) == (later.before, later.attendee_before)

    @invariant()
    def every_change_is_in_the_audit(self) -> None:
        with self.store.begin() as uow:
            acts = [each.action for each in uow.audit.of(CHANNEL, "c1")]
            assert uow.audit.intact(CHANNEL)
        moves = [
            each for each in self.row.history if each.after is AttendanceState.TO_RECONFIRM and each.undoes is None
        ]
        ours = len(self.row.history) - len(moves)
        assert sum(1 for each in acts if each.startswith("attendance_")) == ours

    # --- helpers

    def fresh(self) -> Seen:
        last = self.row.history[-1].id if self.row.history else ""
        return Seen(self.expected.revision, self.expected.changes, last)

    def screen(self, data: st.DataObject) -> Seen:
        return data.draw(st.sampled_from(self.screens)) if data.draw(st.booleans()) else self.fresh()

    @property
    def stored(self) -> Conference:
        with self.store.begin() as uow:
            found = uow.conferences.get("c1")
        assert found is not None
        return found

    @property
    def row(self) -> Row:
        return self.stored.rows[0]

    def press(self, request: Request, person: Person) -> Reply:
        reply = self.parley.handle(request, context(person, self.now))
        assert reply.content is not None
        return reply

    @staticmethod
    def of(screen: Seen) -> tuple[str, int, str]:
        return "c1", screen.revision, PARTY

    def current(self, screen: Seen) -> bool:
        return screen.revision == self.expected.revision and not self.expected.closed

    @staticmethod
    def said(reply: Reply, *either: str) -> bool:
        return isinstance(reply.content, Card) and any(each in reply.content.text for each in either)

    def changed(self, state: AttendanceState, person: tuple[str, str] | None) -> None:
        before = self.expected
        self.expected = replace(before, state=state, person=person, changes=before.changes + 1)
        self.expected.undoable = (str(self.expected.changes), self.now, before.state, before.person)


TestAttendance = Attendance.TestCase
TestAttendance.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
