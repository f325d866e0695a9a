"""A team and its matter around one store: tests say who does what, press buttons by their labels, and look."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot import orders
from bot.conversation.cards import Button, Card
from bot.conversation.forms import FileField, Form
from bot.conversation.replies import Reply
from bot.conversation.requests import RegisterFrom, Request
from bot.conversation.wire import load_card
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.outbox import Delivery, Kind
from bot.domain.people import Channel, Direct, Person, Role
from bot.router import Parley, merged
from bot.services import confirming, editing, listing, proposals, registering, roles
from bot.services.turn import Handler
from tests.builders import CHANNEL, REGISTRAR, context
from tests.fakes.memory import MemoryStore

SIGNED = "2026-11-23T10:00"
"""A Monday on which nothing of the order below is due yet."""


def order_text(
    conference: str = "January 15, 2027 at 10:00 am",
    letter: str = "January 12, 2027",
    *,
    docket: str = "7:26-cv-01234-PMH",
    signed: str = "November 20, 2026",
) -> str:
    """An order in the words of the sample, for an invented matter of its own dates."""
    text = orders.sample().text
    changes = {
        "December 13, 2023 at 2:30 pm": conference,
        "December 11, 2023": letter,
        "7:23-cv-07291-PMH": docket,
        "December 7, 2023": signed,
        "Alfano": "Plaintiff A",
        "Krasne": "Defendant B",
    }
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def later(words: str, docket: str = "7:26-cv-01234-PMH") -> str:
    """A later order for the same matter that says only this."""
    return f"""UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK

Plaintiff A,
Plaintiff,
-against-
Defendant B,
Defendant.

{docket}

ORDER

{words}

SO ORDERED.

Dated: December 1, 2026
White Plains, New York
"""


ADJOURNED = later(
    "The settlement conference scheduled for January 15, 2027 at 10:00 am is hereby adjourned to "
    "February 11, 2027 at 10:00 am."
)


BY_HAND = {
    "conference_at": "Friday, January 15, 2027, 10:00 am",
    "zone": "America/New_York",
    "letter_due": "January 12, 2027",
    "demand_rule": "14 days before the conference",
    "response_rule": "7 days after the demand",
    "plaintiffs": "Plaintiff A",
    "defendants": "Defendant B\nDefendant C",
}
"""The same matter as typed into the registration form."""


class Team:
    """One store, one Parley with the services under test, and the people of ``tests.builders``."""

    def __init__(self, *more: Mapping[type[Request], Handler]) -> None:
        self.store = MemoryStore()
        tables = (roles, registering, proposals, confirming, editing, listing)
        self.parley = Parley(self.store, merged(*(each.HANDLERS for each in tables), *more))

    def do(self, request: Request, person: Person = REGISTRAR, now: str | dt.datetime = SIGNED, **where: Any) -> Reply:
        """One request by a person."""
        return self.parley.handle(request, context(person, now, **where))

    def press(
        self, reply: Reply, label: str, person: Person = REGISTRAR, now: str | dt.datetime = SIGNED, **where: Any
    ) -> Reply:
        """Press the button of that label on a reply's card."""
        return self.do(button(reply, label).request, person, now, **where)

    def fill(
        self,
        reply: Reply,
        values: Mapping[str, str],
        person: Person = REGISTRAR,
        now: str | dt.datetime = SIGNED,
        **where: Any,
    ) -> Reply:
        """Submit a reply's form with these values, the other fields left as they stand."""
        form = reply.content
        assert isinstance(form, Form)
        unknown = values.keys() - {each.name for each in form.fields}
        assert not unknown, f"the form has no field {unknown}"
        standing = {each.name: each.value for each in form.fields if not isinstance(each, FileField)}
        return self.do(replace(form.request, values={**standing, **values}), person, now, **where)

    def register(self, text: str = "", person: Person = REGISTRAR, now: str = SIGNED, **where: Any) -> Conference:
        """Read an order, confirm its zone, save it."""
        read = self.do(RegisterFrom(text or order_text()), person, now, **where)
        confirmed = self.press(read, "Confirm zone", person, now, **where)
        saved = self.press(confirmed, "Save and ask for a second check", person, now, **where)
        assert isinstance(saved.content, Card)
        assert saved.content.title == "Saved", saved.content.text
        return self.active(where.get("channel", CHANNEL))

    def give(self, person: Person, role: Role, channel: Channel = CHANNEL) -> None:
        """Have the channel know a person, with a role."""
        with self.store.begin() as uow:
            record = uow.channels.get(channel)
            known = {**record.people, person.id: person}
            uow.channels.save(replace(record, people=known, roles={**record.roles, person.id: role}))
            uow.commit()

    def active(self, channel: Channel = CHANNEL) -> Conference:
        """The channel's conference."""
        with self.store.begin() as uow:
            found = uow.conferences.active_in(channel)
        assert found is not None, "no conference is registered"
        return found

    def tracked(self, channel: Channel = CHANNEL) -> Conference | None:
        """The channel's conference, if there is one."""
        with self.store.begin() as uow:
            return uow.conferences.active_in(channel)

    def record(self, channel: Channel = CHANNEL) -> ChannelRecord:
        """What is remembered about the channel."""
        with self.store.begin() as uow:
            return uow.channels.get(channel)

    def deliveries(self) -> list[Delivery]:
        """Everything waiting to be sent."""
        with self.store.begin() as uow:
            far = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
            return list(uow.outbox.claim(far, "test", dt.timedelta(minutes=1), 1000, {}))

    def told(self, person: Person) -> list[str]:
        """The private notices on their way to a person."""
        return [
            load_card(each.content).text
            for each in self.deliveries()
            if isinstance(each.address, Direct) and each.address.person == person.id
        ]

    def thread(self) -> list[str]:
        """The lines on their way to the headline card's thread."""
        return [load_card(each.content).text for each in self.deliveries() if each.kind is Kind.THREAD_LINE]

    def audited(self, channel: Channel = CHANNEL) -> list[str]:
        """The actions in the channel's audit, in order."""
        with self.store.begin() as uow:
            return [each.action for each in uow.audit.of(channel)]


def text_of(reply: Reply) -> str:
    """A reply's card in plain text."""
    assert isinstance(reply.content, Card), reply.content
    return reply.content.text


def labels(reply: Reply) -> list[str]:
    """The labels of a reply's buttons."""
    assert isinstance(reply.content, Card), reply.content
    return [each.label for each in reply.content.buttons]


def button(reply: Reply, label: str) -> Button:
    """The button of that label."""
    assert isinstance(reply.content, Card), reply.content
    found = [each for each in reply.content.buttons if each.label == label]
    assert found, f"no button “{label}” among {labels(reply)}"
    return found[0]


def errors_of(reply: Reply) -> Mapping[str, str]:
    """The errors beside a form's fields."""
    assert isinstance(reply.content, Form), reply.content
    return reply.content.errors
