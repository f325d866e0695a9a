"""What a service asks to be told to others: written with the change itself, sent afterwards."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.conversation.cards import Card
from bot.conversation.wire import dump_card
from bot.domain.conference import Conference
from bot.domain.outbox import Delivery, Kind, delivery_id
from bot.domain.people import Address, Audience, Channel, Direct
from bot.ports import UnitOfWork

Composer = Callable[[Conference, dt.datetime, Audience], Card]
"""Makes a card as it reads at a moment, for those who can read the channel."""
Composers = Mapping[Kind, Composer]
"""How each card that is updated in place is made."""


def refresh_headline(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> None:
    """Have the headline card show the conference as it is now; it is posted and pinned the first time."""
    _refresh(uow, Kind.HEADLINE, conference, now)


def refresh_attendance(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> None:
    """Have the attendance card show the conference as it is now; it is posted the first time."""
    _refresh(uow, Kind.ATTENDANCE, conference, now)


def headline_id(conference: Conference) -> str:
    """The one delivery that keeps the headline card."""
    return delivery_id(conference.id, Kind.HEADLINE)


def notify_once(  # noqa: PLR0913 - whom, of what, when, and how often
    uow: UnitOfWork, person: str, conference: Conference, card: Card, now: dt.datetime, *, once: Sequence[str]
) -> None:
    """Tell one person privately, and for the same ``once`` never again."""
    place = conference.home
    notice = _told(Kind.NOTICE, Direct(place.platform, place.tenant, person), card, now, conference)
    uow.outbox.add(replace(notice, id=delivery_id("once", person, *once)))


def _refresh(uow: UnitOfWork, kind: Kind, conference: Conference, now: dt.datetime) -> None:
    uow.outbox.refresh(
        Delivery(
            delivery_id(conference.id, kind),
            kind,
            conference.home,
            now,
            conference=conference.id,
            revision=conference.revision,
        )
    )


def thread_line(
    uow: UnitOfWork, conference: Conference, card: Card, now: dt.datetime, *, status_only: bool = False
) -> None:
    """Say one line in the thread of the headline card. ``status_only``: people of the other side may read it."""
    line = _told(Kind.THREAD_LINE, conference.home, card, now, conference)
    uow.outbox.add(replace(line, status_only=status_only))


def last_word(uow: UnitOfWork, conference: Conference, card: Card, now: dt.datetime) -> None:
    """Have a card without buttons take the place of those the conference has in its channel, once it is gone itself."""
    for kind in (Kind.HEADLINE, Kind.ATTENDANCE):
        message = uow.cards.message(conference.id, kind)
        if message is not None:
            told = _told(Kind.POST, conference.home, card, now, None)
            uow.outbox.add(replace(told, status_only=True, message=message))


def withdraw(uow: UnitOfWork, conference: Conference, posted: Delivery, card: Card, now: dt.datetime) -> None:
    """Have a card take the place of a message posted in the channel before. Asked twice, it happens once."""
    told = _told(Kind.POST, conference.home, card, now, conference)
    uow.outbox.add(replace(told, id=delivery_id(posted.id, "withdrawn"), status_only=True, message=posted.message))


def post(  # noqa: PLR0913 - two of them are named options
    uow: UnitOfWork,
    channel: Channel,
    card: Card,
    now: dt.datetime,
    *,
    conference: Conference | None = None,
    status_only: bool = False,
) -> None:
    """Post a message in the channel. ``status_only``: people of the other side may read it."""
    uow.outbox.add(replace(_told(Kind.POST, channel, card, now, conference), status_only=status_only))


def notify(  # noqa: PLR0913 - two of them are named options
    uow: UnitOfWork,
    person: str,
    place: Channel,
    card: Card,
    now: dt.datetime,
    *,
    conference: Conference | None = None,
    once: str = "",
) -> None:
    """Tell one person privately; ``place`` is any channel of the platform and tenant they are reached in.

    ``once`` names what is told: said again by that name on the same day (UTC), it is not sent again.
    """
    told = _told(Kind.NOTICE, Direct(place.platform, place.tenant, person), card, now, conference)
    if once:
        name = (place.platform, place.tenant, place.id, person, once, now.astimezone(dt.UTC).date().isoformat())
        told = replace(told, id=str(uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(name))))
    uow.outbox.add(told)


def _told(kind: Kind, address: Address, card: Card, now: dt.datetime, conference: Conference | None) -> Delivery:
    about = conference.id if conference else None
    revision = conference.revision if conference else 0
    return Delivery(str(uuid.uuid4()), kind, address, now, about, revision, dump_card(card))
