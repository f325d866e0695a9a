"""The last look before a message leaves: is it still true, may it go there, and what does it say now?"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.cards import Card
from bot.conversation.wire import load_card
from bot.domain.channel import ChannelRecord
from bot.domain.conference import ATTENDANCE, CONFERENCE, DEMAND, RESPONSE, Conference
from bot.domain.nudges import Nudge, NudgeState
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.domain.people import Audience, Channel, Direct
from bot.ports import UnitOfWork
from bot.services import concealing, digest
from bot.services.diverting import divert, to_person
from bot.services.merging import is_of_day, keepers, useful_until
from bot.services.own_views import own_of
from bot.services.planning import Plan, plan_of
from bot.services.posting import Composers, headline_id, notify_once
from bot.services.reminding import Reminding
from bot.wording import concealing as concealing_wording
from bot.wording import delivering as wording
from bot.wording import welcome
from bot.wording.discretion import on_lock_screens

SHAREABLE = frozenset({DEMAND, RESPONSE, CONFERENCE, ATTENDANCE})
"""What people of the other side may be reminded of as well, once the firm has agreed: dates and counts."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to leave. ``message`` is the one to replace, if it is an update."""

    delivery: Delivery
    card: Card
    message: str | None = None
    thread: str | None = None
    pin: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with claimed deliveries: send these; of the others, this is what became of them."""

    letters: tuple[Letter, ...]
    settled: tuple[Delivery, ...]


Verdict = Letter | Delivery


def decide(
    uow: UnitOfWork,
    deliveries: Sequence[Delivery],
    audiences: Mapping[Channel, Audience],
    now: dt.datetime,
    composers: Composers,
) -> Decision:
    """Read everything again and decide. A channel without a known audience counts as readable by outsiders."""
    desk = _Desk.at(uow, deliveries, audiences, now, composers)
    verdicts = [desk.verdict(each) for each in deliveries]
    return Decision(
        tuple(each for each in verdicts if isinstance(each, Letter)),
        tuple(each for each in verdicts if isinstance(each, Delivery)),
    )


@dataclass
class _Desk:
    """What a batch is decided with, read once."""

    uow: UnitOfWork
    audiences: Mapping[Channel, Audience]
    now: dt.datetime
    composers: Composers
    conferences: Mapping[str, Conference]
    records: Mapping[Channel, ChannelRecord]
    carried: Mapping[str, Sequence[Nudge]]
    plans: dict[str, Plan] = field(default_factory=dict)

    def _plan(self, conference: Conference) -> Plan:
        if conference.id not in self.plans:
            self.plans[conference.id] = plan_of(conference, self.records[conference.home])
        return self.plans[conference.id]

    @classmethod
    def at(
        cls,
        uow: UnitOfWork,
        deliveries: Sequence[Delivery],
        audiences: Mapping[Channel, Audience],
        now: dt.datetime,
        composers: Composers,
    ) -> "_Desk":
        """Read what these deliveries are about."""
        conferences = uow.conferences.read({each.conference for each in deliveries if each.conference})
        homes = {each.home for each in conferences.values()}
        channels = homes | {each.address for each in deliveries if isinstance(each.address, Channel)}
        nudges: dict[str, list[Nudge]] = {}
        for nudge in uow.nudges.carried_by({each.id for each in deliveries if each.kind is Kind.NUDGE}):
            if nudge.state is NudgeState.SENDING and nudge.delivery is not None:
                nudges.setdefault(nudge.delivery, []).append(nudge)
        return cls(uow, audiences, now, composers, conferences, uow.channels.read(channels), nudges)

    def verdict(self, delivery: Delivery) -> Verdict:
        """Send it, or what became of it."""
        if delivery.cancel_requested:
            return replace(delivery, state=DeliveryState.CANCELLED)
        if delivery.useful_until is not None and self.now > delivery.useful_until:
            return replace(delivery, state=DeliveryState.MISSED)
        conference = self.conferences.get(delivery.conference) if delivery.conference else None
        if delivery.kind is Kind.DIGEST:
            card = digest.compose(self.uow, delivery.address, self.now)
            return Letter(delivery, card) if card else replace(delivery, state=DeliveryState.SKIPPED)
        if conference is not None and delivery.address == conference.home:
            self._look_around(conference, self._audience(delivery))
        if delivery.kind in (Kind.NOTICE, Kind.POST, Kind.THREAD_LINE):
            return self._kept(delivery, conference)
        if conference is None:
            return replace(delivery, state=DeliveryState.SKIPPED, error="no_conference")
        return self._nudge(delivery, conference) if delivery.kind is Kind.NUDGE else self._card(delivery, conference)

    def _audience(self, delivery: Delivery) -> Audience:
        if isinstance(delivery.address, Direct):
            return Audience.OWN
        return self.audiences.get(delivery.address, Audience.UNKNOWN)

    def _agreed(self, channel: Channel) -> bool:
        return self.records[channel].consent is not None

    def _look_around(self, conference: Conference, audience: Audience) -> None:
        """What stands in the channel already shows no more than those who can read it now may see."""
        if audience is Audience.OWN:
            concealing.reveal(self.uow, conference, self.now)
            home = conference.home
            self.records = {**self.records, home: concealing.lapse(self.uow, self.records[home])}
        if audience is not Audience.SHARED or self._agreed(conference.home):
            return
        if concealing.conceal(self.uow, conference, self.now):
            registrar = keepers(conference, self.records[conference.home])[0]
            once = (conference.id, "shared", self.now.isoformat())
            notify_once(self.uow, registrar, conference, welcome.now_shared(conference.home.id), self.now, once=once)

    # --- messages whose content is kept

    def _kept(self, delivery: Delivery, conference: Conference | None) -> Verdict:
        audience = self._audience(delivery)
        if isinstance(delivery.address, Channel) and audience.outsiders and delivery.message is None:
            agreed = audience is Audience.SHARED and self._agreed(delivery.address)
            if not (agreed and delivery.status_only):
                return self._withheld(delivery, conference, audience)
        thread = None
        if delivery.kind is Kind.THREAD_LINE and conference is not None:
            thread = self.uow.cards.message(conference.id, Kind.HEADLINE)
            if thread is None and (later := self._behind_headline(delivery, conference)) is not None:
                return later
        try:
            card = load_card(delivery.content)
        except ValueError:  # another version wrote it: it must not hold up the others
            return replace(delivery, state=DeliveryState.DEAD, error="unreadable")
        # A post that already has a message takes that message's place.
        return Letter(delivery, self._discreet(card, delivery, conference), message=delivery.message, thread=thread)

    def _discreet(self, card: Card, delivery: Delivery, conference: Conference | None) -> Card:
        """What one person's lock screen shows names the matter only where the channel's settings say so."""
        if conference is None or not isinstance(delivery.address, Direct):
            return card
        preferences = self.records[conference.home].preferences
        return on_lock_screens(card, conference, discreet=preferences.discreet)

    def _behind_headline(self, delivery: Delivery, conference: Conference) -> Delivery | None:
        """A line waits for the card it belongs under, as long as that is on its way."""
        headline = self.uow.outbox.look(headline_id(conference))
        at = headline.actionable_at if headline else None
        if at is None:
            return None
        wait = max(at, self.now) if at > self.now else None
        return replace(delivery, state=DeliveryState.WAITING, not_before=wait)

    def _withheld(self, delivery: Delivery, conference: Conference | None, audience: Audience) -> Delivery:
        """Not posted where outsiders can, or may, read; the registrar hears of it once."""
        code = "outsiders" if audience is Audience.SHARED else "audience_unknown"
        if conference is not None and not (code == "outsiders" and concealing.concealed(self.uow, conference)):
            registrar = keepers(conference, self.records[conference.home])[0]
            notice = wording.withheld(conference, known=audience is Audience.SHARED)
            once = (conference.id, str(conference.revision), code)
            notify_once(self.uow, registrar, conference, notice, self.now, once=once)
        return replace(delivery, state=DeliveryState.SKIPPED, error=code)

    # --- cards updated in place

    def _card(self, delivery: Delivery, conference: Conference) -> Verdict:
        audience = self._audience(delivery)
        message = self.uow.cards.message(conference.id, delivery.kind)
        if audience is Audience.UNKNOWN or (
            audience.outsiders and message is None and not self._agreed(conference.home)
        ):
            return self._withheld(delivery, conference, audience)
        if audience.outsiders and not self._agreed(conference.home):
            card = concealing_wording.neutral()
        else:
            card = self.composers[delivery.kind](conference, self.now, audience)
            card = replace(card, own=own_of(delivery.kind, conference, self.records[conference.home], audience))
        return Letter(delivery, card, message=message, pin=delivery.kind is Kind.HEADLINE)

    # --- reminders

    def _nudge(self, delivery: Delivery, conference: Conference) -> Verdict:
        fitting = self._still_due(self.carried.get(delivery.id, ()), conference)
        if fitting and (later := self._not_now(delivery, conference, fitting)) is not None:
            return later
        audience = self._audience(delivery)
        if audience.outsiders:
            agreed = audience is Audience.SHARED and self._agreed(conference.home)
            shown = [each for each in fitting if agreed and each.item in SHAREABLE]
            code = "letter" if agreed else "outsiders" if audience is Audience.SHARED else "audience_unknown"
            self._privately(delivery, conference, [each for each in fitting if each not in shown], code)
            fitting = shown
        if not fitting:
            return replace(delivery, state=DeliveryState.SKIPPED)
        reminding = Reminding(self._plan(conference), self.records[conference.home], self.now)
        card = reminding.card(delivery, fitting, outsiders=audience.outsiders)
        return Letter(delivery, self._discreet(card, delivery, conference))

    def _not_now(self, delivery: Delivery, conference: Conference, nudges: Sequence[Nudge]) -> Delivery | None:
        """What becomes of a message that was held up until people are asleep, or until another day has its own."""
        hours = self._plan(conference).hours
        at = hours.allowed_from(self.now, max(useful_until(each) for each in nudges))
        if at is None:
            self.uow.nudges.save(*(replace(each, state=NudgeState.MISSED) for each in nudges))
            return replace(delivery, state=DeliveryState.MISSED)
        if delivery.content:
            return replace(delivery, state=DeliveryState.WAITING, not_before=at) if at > self.now else None
        if at <= self.now and is_of_day(delivery, conference, hours.local(self.now).date()):
            return None
        # They are merged anew, into the message of the day they will go out on.
        self.uow.nudges.save(*(replace(each, state=NudgeState.SCHEDULED, delivery=None) for each in nudges))
        return replace(delivery, state=DeliveryState.SKIPPED, error="day_over")

    def _still_due(self, nudges: Sequence[Nudge], conference: Conference) -> list[Nudge]:
        """Those that still fit and still come in time; the others are settled here."""
        plan, fitting = self._plan(conference), []
        for each in nudges:
            if not plan.fits(each):
                self.uow.nudges.save(replace(each, state=NudgeState.CANCELLED))
            elif not plan.in_time(each, self.now):
                self.uow.nudges.save(replace(each, state=NudgeState.MISSED))
            else:
                fitting.append(each)
        return fitting

    def _privately(self, delivery: Delivery, conference: Conference, nudges: Sequence[Nudge], code: str) -> None:
        registrar = keepers(conference, self.records[conference.home])[0]
        divert(self.uow, nudges, to_person(delivery, conference, registrar, code))
