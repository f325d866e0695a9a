"""A team with a store, a platform, a stepped clock and the scheduler between them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.clock import SteppedClock
from bot.conversation.replies import Reply
from bot.conversation.requests import Request
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference, Status
from bot.domain.nudges import Nudge
from bot.domain.order import NamedDay
from bot.domain.outbox import Delivery, Kind
from bot.domain.people import Address, Channel, Direct, Person
from bot.handlers import HANDLERS
from bot.ports import Store, UnitOfWork
from bot.router import Parley
from bot.scheduler import Scheduler, Timing
from bot.services import posting
from bot.services.housekeeping import Chore
from bot.services.planning import replan
from bot.wording.attendance import board
from bot.wording.headline import headline
from tests.builders import ASSOCIATE, CHANNEL, EASTERN, context, moment
from tests.fakes.matters import conference
from tests.fakes.memory import MemoryStore
from tests.fakes.platform import FakePlatform, Posted

COMPOSERS = {Kind.HEADLINE: headline, Kind.ATTENDANCE: board}
UNPACED = Timing()


def nowhere(_: str) -> None:
    """No point to stop at."""


@dataclass
class Team:
    """Everything a test of the engine needs, with the few things a team does to it."""

    start: str = "2026-11-23T10:00"
    store: Store = field(default_factory=MemoryStore)
    timing: Timing = UNPACED
    platform: str = CHANNEL.platform
    point: Callable[[str], None] = nowhere
    chores: Sequence[Chore] = ()
    clock: SteppedClock = field(init=False)
    web: FakePlatform = field(init=False)
    scheduler: Scheduler = field(init=False)

    def __post_init__(self) -> None:
        self.clock = SteppedClock(moment(self.start))
        self.web = FakePlatform(self.clock.now)
        self.restart()

    def restart(self, owner: str = "") -> Scheduler:
        """A new process in place of the old one."""
        self.scheduler = self.another(owner)
        return self.scheduler

    def another(self, owner: str = "") -> Scheduler:
        """One more process beside it."""
        return Scheduler(
            self.store,
            {self.platform: self.web},
            self.clock,
            composers=COMPOSERS,
            chores=self.chores,
            timing=self.timing,
            owner=owner,
            point=self.point,
        )

    @property
    def now(self) -> dt.datetime:
        return self.clock.now()

    def register(self, made: Conference | None = None, *, cards: bool = False) -> Conference:
        """Save a conference and lay its ladder, as registering does."""
        with self.store.begin() as uow:
            saved = uow.conferences.save(made or conference(entered=self.now))
            replan(uow, saved, self.now)
            if cards:
                posting.refresh_headline(uow, saved, self.now)
                posting.refresh_attendance(uow, saved, self.now)
            uow.commit()
        return saved

    def change(self, name: str = "c1", **fields: Any) -> Conference:
        """Change the conference, as any service does: save, then plan again."""
        with self.store.begin() as uow:
            found = uow.conferences.get(name)
            assert found is not None
            saved = uow.conferences.save(replace(found, **fields))
            replan(uow, saved, self.now)
            uow.commit()
        return saved

    def move(self, to: str, name: str = "c1", letter: str | None = None) -> Conference:
        """Adjourn to another date: a new revision."""
        found = self.conference(name)
        due = NamedDay(dt.date.fromisoformat(letter)) if letter else None
        at = dt.datetime.fromisoformat(to)
        order = replace(found.order, conference_at=at, letter_due=due)
        return self.change(name, order=order, revision=found.revision + 1)

    def close(self, name: str = "c1", status: Status = Status.SETTLED) -> Conference:
        return self.change(name, status=status)

    def record(self, **fields: Any) -> ChannelRecord:
        """Change what is remembered of the channel."""
        with self.store.begin() as uow:
            saved = replace(uow.channels.get(CHANNEL), **fields)
            uow.channels.save(saved)
            uow.commit()
        return saved

    def do(self, work: Callable[[UnitOfWork], Any]) -> Any:
        """Anything in a unit of work of its own, kept."""
        with self.store.begin() as uow:
            result = work(uow)
            uow.commit()
        return result

    def press(self, request: Request, person: Person = ASSOCIATE, **given: Any) -> Reply:
        """Press a button whose request is one of those about items and messages."""
        return Parley(self.store, HANDLERS).handle(request, context(person, self.now, **given))

    def conference(self, name: str = "c1") -> Conference:
        with self.store.begin() as uow:
            found = uow.conferences.get(name)
        assert found is not None
        return found

    def nudges(self, name: str = "c1") -> Sequence[Nudge]:
        with self.store.begin() as uow:
            return uow.nudges.of(name)

    def deliveries(self, name: str = "c1") -> Sequence[Delivery]:
        with self.store.begin() as uow:
            return uow.outbox.of(name)

    async def at(self, moment_text: str | dt.datetime) -> list[Posted]:
        """Step to a moment, send what is due then, and return what was posted by that."""
        before = set(self.web.messages)
        self.clock.step_to(moment(moment_text) if isinstance(moment_text, str) else moment_text)
        await self.scheduler.run_due()
        return [each for name, each in self.web.messages.items() if name not in before]

    async def until(self, end: str) -> list[Posted]:
        """Step through everything that falls due up to a moment; return what was posted on the way."""
        before = set(self.web.messages)
        last = moment(end)
        while (due := await self.scheduler.next_due()) is not None and due <= last:
            self.clock.step_to(due)
            await self.scheduler.run_due()
        self.clock.step_to(last)
        return [each for name, each in self.web.messages.items() if name not in before]


def times(posts: Sequence[Posted], address: Address | None = None) -> list[str]:
    """When, on the court's clock: "Fri 2027-01-08 09:00"."""
    chosen = [each for each in posts if address in (None, each.address)]
    return [each.at.astimezone(EASTERN).strftime("%a %Y-%m-%d %H:%M") for each in chosen]


def in_channel(posts: Sequence[Posted]) -> list[Posted]:
    return [each for each in posts if isinstance(each.address, Channel)]


def private(posts: Sequence[Posted], person: str | None = None) -> list[Posted]:
    direct = [each for each in posts if isinstance(each.address, Direct)]
    return [each for each in direct if isinstance(each.address, Direct) and person in (None, each.address.person)]
