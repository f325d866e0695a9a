"""What follows from a message that did not arrive, or that nobody can say of whether it did."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.conversation.cards import Card
from bot.domain.conference import Conference
from bot.domain.nudges import NudgeState
from bot.domain.outbox import Delivery, DeliveryState, Kind, delivery_id
from bot.domain.people import Audience, Channel, Direct
from bot.ports import Store, UnitOfWork
from bot.services.deciding import Letter, decide
from bot.services.diverting import divert, to_channel, to_person
from bot.services.lateness import holds
from bot.services.merging import keepers
from bot.services.posting import Composers, notify_once
from bot.services.recalling import carried
from bot.services.settling import settle
from bot.wording import concealing as concealing_wording
from bot.wording import delivering as wording
from bot.wording.words import court_day


@dataclass(frozen=True)
class Undelivered:
    """One unit of work for each way of not arriving. Of what ``owner`` no longer holds, nothing is recorded."""

    store: Store
    owner: str
    composers: Composers

    def asked_to_wait(self, delivery: Delivery, until: dt.datetime) -> None:
        """Nothing was delivered; nobody sends there before that moment."""
        later = replace(delivery, state=DeliveryState.WAITING, not_before=until, unsure=False, since=None)
        with self.store.begin() as uow:
            uow.outbox.hold_back(delivery.address, until)
            settle(uow, [later], self.owner)
            uow.commit()

    def gone(self, letter: Letter) -> None:
        """The card's message was deleted by someone: forget it, and post the card anew, unless it was the last word."""
        delivery = letter.delivery
        with self.store.begin() as uow:
            if delivery.kind.card:
                anew = replace(delivery, state=DeliveryState.WAITING, message=None, unsure=False, since=None)
                if settle(uow, [anew], self.owner) and delivery.conference is not None:
                    uow.cards.forget(delivery.conference, delivery.kind)
            else:
                settle(uow, [replace(delivery, state=DeliveryState.SKIPPED, unsure=False, since=None)], self.owner)
            uow.commit()

    def refused(self, delivery: Delivery, code: str, now: dt.datetime) -> None:
        """The platform will not deliver there: the registrar hears of it, and reminders go another way."""
        dead = replace(delivery, state=DeliveryState.DEAD, error=code, unsure=False)
        with self.store.begin() as uow:
            if not holds(uow.outbox.look(delivery.id), self.owner):
                return
            conference = _conference(uow, delivery)
            if delivery.kind is Kind.POST and delivery.message is not None:
                if settle(uow, [dead], self.owner) and conference is not None:
                    _remains(uow, delivery, conference, now)
            else:
                _note_unreachable(uow, delivery, code, now)
                if conference is None:
                    settle(uow, [dead], self.owner)
                elif uow.outbox.record([dead], self.owner):
                    # First what can go another way: only what is left shares the fate of the message.
                    _another_way(uow, delivery, conference, code, now)
                    uow.nudges.settle({delivery.id: NudgeState.DEAD})
            uow.commit()

    def unknown(self, delivery: Delivery, now: dt.datetime) -> None:
        """Nobody can say whether it arrived: the registrar decides whether to post it again."""
        with self.store.begin() as uow:
            conference = _conference(uow, delivery)
            card = self._said(uow, delivery, now)
            lost = replace(delivery, state=DeliveryState.UNKNOWN, unsure=False)
            if settle(uow, [lost], self.owner) and conference is not None:
                told = [each for each in _keepers(uow, conference) if not _is_theirs(delivery, each)]
                notice = wording.perhaps_posted(conference, delivery.kind, delivery.id, card)
                once = ("unknown", delivery.id, str(delivery.serial))
                for person in told[:1]:
                    notify_once(uow, person, conference, notice, now, once=once)
            uow.commit()

    def _said(self, uow: UnitOfWork, delivery: Delivery, now: dt.datetime) -> Card | None:
        """What it says, or would say now."""
        own = {delivery.address: Audience.OWN} if isinstance(delivery.address, Channel) else {}
        decision = decide(uow, [replace(delivery, cancel_requested=False)], own, now, self.composers)
        return decision.letters[0].card if decision.letters else None

    def reachable(self, channels: Collection[Channel], now: dt.datetime) -> None:
        """Messages arrive there again: the note that they do not is taken away, and cards left behind are renewed."""
        if not channels:
            return
        with self.store.begin() as uow:
            again = [each.channel for each in uow.channels.read(channels).values() if each.unreachable]
            for channel in again:
                conference = uow.conferences.active_in(channel)
                record = uow.channels.get(channel)
                uow.channels.save(replace(record, unreachable=None, unreachable_since=None, direct_to=None))
                if conference is not None:
                    _revive_cards(uow, conference, now)
            if again:
                uow.commit()


def _conference(uow: UnitOfWork, delivery: Delivery) -> Conference | None:
    return uow.conferences.read([delivery.conference]).get(delivery.conference) if delivery.conference else None


def _keepers(uow: UnitOfWork, conference: Conference) -> tuple[str, ...]:
    return keepers(conference, uow.channels.read([conference.home])[conference.home])


def _is_theirs(delivery: Delivery, person: str) -> bool:
    return isinstance(delivery.address, Direct) and delivery.address.person == person


def _note_unreachable(uow: UnitOfWork, delivery: Delivery, code: str, now: dt.datetime) -> None:
    if not isinstance(delivery.address, Channel):
        return
    record = uow.channels.get(delivery.address)
    since = record.unreachable_since or now
    # Who asked for private reminders asked for this time, not for the next.
    direct_to = record.direct_to if record.unreachable else None
    uow.channels.save(replace(record, unreachable=code, unreachable_since=since, direct_to=direct_to))


def _remains(uow: UnitOfWork, delivery: Delivery, conference: Conference, now: dt.datetime) -> None:
    """A message could not be replaced: the registrar hears which one still stands."""
    said = [each for each in uow.outbox.standing(conference.id) if each.message == delivery.message]
    posted = court_day(said[0].due_at, conference.zone) if said else None
    notice = concealing_wording.remains(conference, posted)
    notify_once(uow, _keepers(uow, conference)[0], conference, notice, now, once=("remains", delivery.id))


def _another_way(uow: UnitOfWork, delivery: Delivery, conference: Conference, code: str, now: dt.datetime) -> None:
    """Reminders for a channel go to the registrar, those for a person to the channel or whoever stands in for them."""
    if isinstance(delivery.address, Channel):
        _instead_of_channel(uow, delivery, conference, code, now)
        return
    people, tried = _keepers(uow, conference), delivery.address.person
    backup = next((each for each in people[1:] if each != tried), None) if tried == people[0] else None
    nudges = carried(uow, delivery)
    if nudges and tried not in people:
        divert(uow, nudges, to_channel(delivery, conference, tried))
    elif nudges and backup is not None:
        divert(uow, nudges, to_person(delivery, conference, backup, delivery.content))
    elif delivery.kind is Kind.NOTICE and backup is not None:
        address = replace(delivery.address, person=backup)
        fresh = Delivery(delivery_id(delivery.id, backup), Kind.NOTICE, address, now, content=delivery.content)
        uow.outbox.add(replace(fresh, conference=conference.id, revision=conference.revision))


def _instead_of_channel(
    uow: UnitOfWork, delivery: Delivery, conference: Conference, code: str, now: dt.datetime
) -> None:
    """The channel's reminders go to the registrar; of anything else the registrar is told that it did not arrive."""
    registrar, nudges = _keepers(uow, conference)[0], carried(uow, delivery)
    since = uow.channels.read([conference.home])[conference.home].unreachable_since
    if nudges:
        divert(uow, nudges, to_person(delivery, conference, registrar, code))
    elif since is not None:
        notice = wording.unreachable(conference, delivery.kind)
        notify_once(uow, registrar, conference, notice, now, once=("unreachable", conference.id, since.isoformat()))


def _revive_cards(uow: UnitOfWork, conference: Conference, now: dt.datetime) -> None:
    for each in uow.outbox.of(conference.id):
        if each.kind.card and each.state is DeliveryState.DEAD:
            uow.outbox.refresh(replace(each, state=DeliveryState.WAITING, due_at=now, since=None, error=None))
