"""A person's week: the open dates of all their matters in one private message, for those who asked for it."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.conversation.cards import Card
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.matter_deadlines import MatterDeadline
from bot.domain.outbox import Delivery, Kind, delivery_id
from bot.domain.people import Address, Channel, Direct
from bot.ports import UnitOfWork
from bot.services.planning import calendar_of, targets
from bot.wording import digest as wording

HOUR = 9
_MONDAY = 0
_WEEK = dt.timedelta(days=7)
_ELSEWHERE = "America/New_York"


def subscribe(uow: UnitOfWork, place: Channel, person: str, now: dt.datetime, zone: str | None) -> None:
    """Send the person's digest from the next Monday on, at nine in their zone."""
    address = Direct(place.platform, place.tenant, person)
    at = next_monday(now, zone or _ELSEWHERE)
    uow.outbox.refresh(Delivery(_id(address), Kind.DIGEST, address, at, useful_until=at + _WEEK))


def unsubscribe(uow: UnitOfWork, place: Channel, person: str) -> None:
    """Send it no more."""
    uow.outbox.cancel(_id(Direct(place.platform, place.tenant, person)))


def _id(address: Direct) -> str:
    return delivery_id(Kind.DIGEST, address.platform, address.tenant, address.person)


def next_monday(now: dt.datetime, zone: str) -> dt.datetime:
    """The next Monday morning after ``now`` in that zone; Tuesday's, where that Monday is a federal holiday."""
    local = now.astimezone(ZoneInfo(zone))
    monday = local.date() + dt.timedelta((_MONDAY - local.weekday()) % 7)
    at = dt.datetime.combine(_working(monday), dt.time(HOUR), local.tzinfo)
    return at if at > now else dt.datetime.combine(_working(monday + _WEEK), dt.time(HOUR), local.tzinfo)


def _working(day: dt.date) -> dt.date:
    while not calendar_of(None).business_day(day):
        day += dt.timedelta(1)
    return day


def following(uow: UnitOfWork, sent: Delivery, now: dt.datetime) -> None:
    """After one digest comes the next, as long as the person wants it."""
    if not isinstance(sent.address, Direct):
        return
    place = Channel(sent.address.platform, sent.address.tenant, "")
    if _records(uow, sent.address):
        subscribe(uow, place, sent.address.person, now, zone_of(uow, sent.address))


def zone_of(uow: UnitOfWork, address: Address) -> str:
    """The zone of the person who gets it, as far as one of their channels knows it."""
    wanting = _records(uow, address) if isinstance(address, Direct) else ()
    known = (each.people.get(address.person) for each in wanting if isinstance(address, Direct))
    return next((each.zone for each in known if each is not None and each.zone), _ELSEWHERE)


def compose(uow: UnitOfWork, address: Address, now: dt.datetime) -> Card | None:
    """The person's week; ``None`` when nothing of theirs is open, or they want it no more."""
    if not isinstance(address, Direct) or not _records(uow, address):
        return None
    channels = {
        each.channel: each
        for each in uow.channels.of_tenant(address.platform, address.tenant)
        if address.person in each.people or address.person in each.roles or address.person in each.digests
    }
    theirs = [
        each
        for each in uow.conferences.of_tenant(address.platform, address.tenant)
        if each.home in channels or _owns(each, address.person)
    ]
    matters = [(each, open_items(each)) for each in theirs]
    telling = [(conference, items) for conference, items in matters if items]
    return wording.digest(telling, now) if telling else None


def _records(uow: UnitOfWork, address: Direct) -> Sequence[ChannelRecord]:
    records = uow.channels.of_tenant(address.platform, address.tenant)
    return [each for each in records if address.person in each.digests]


def _owns(conference: Conference, person: str) -> bool:
    owners = [each.owner for each in conference.duties.values()] + [each.owner for each in conference.rows]
    return any(owner is not None and owner.person == person for owner in owners)


def open_items(conference: Conference) -> Sequence[tuple[MatterDeadline, dt.date]]:
    """What is open of a matter, soonest first: ahead, or passed without being marked."""
    known = {each.item: each for each in targets(conference) if each.matter is not None}
    found = [(each.matter, each.day) for each in known.values() if each.matter is not None]
    return sorted(found, key=lambda pair: (pair[1], pair[0].key))
