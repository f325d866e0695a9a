"""Carrying one batch of claimed deliveries: look, mark, post, record.

Every step between two calls to a platform is one unit of work. What may or may not have arrived is looked for before
it is posted again; where that is impossible, a person decides.
"""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot import metrics
from bot.clock import Clock
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.domain.people import Audience, Channel
from bot.ports import CannotLook, MessageGone, Messenger, Refused, RetryAfter, SendingError
from bot.scheduler.reaching import Platforms, at_once
from bot.scheduler.recalling import Recall
from bot.scheduler.retracting import Retraction
from bot.scheduler.throttle import Throttle
from bot.scheduler.timing import Timing
from bot.services.deciding import Letter
from bot.services.sending import Outgoing
from bot.services.undelivered import Undelivered

log = structlog.get_logger()

_LATER = dt.timedelta(minutes=1)


@dataclass
class Courier:
    """Takes deliveries this process has claimed to their platforms.

    ``point`` is called with the name of each step that was completed, so that tests can stop there.
    """

    outgoing: Outgoing
    undelivered: Undelivered
    platforms: Platforms
    clock: Clock
    timing: Timing
    point: Callable[[str], None]
    throttle: Throttle = field(init=False)
    recall: Recall = field(init=False)
    retraction: Retraction = field(init=False)

    def __post_init__(self) -> None:
        """Begin with an empty record of how fast each workspace was spoken to."""
        self.throttle = Throttle(self.timing.per_team)
        self.recall = Recall(self.outgoing, self.platforms, self.clock)
        self.retraction = Retraction(self.outgoing, self.platforms, self.clock, self.timing)

    async def carry(self, batch: Sequence[Delivery]) -> None:
        """Bring every delivery of the batch as far as it can be brought now."""
        absent = [each for each in batch if each.address.platform not in self.platforms]
        await self._release(absent, _LATER)
        here = [each for each in batch if each not in absent]
        backs = [each for each in here if each.cancel_requested and each.message and not each.unsure]
        self._note(filter(None, await at_once(self.retraction.take_back(each) for each in backs)))
        cleared = await at_once(self._look(each) for each in here if each.unsure)
        fresh = [each for each in here if not each.unsure and each not in backs]
        going = [each for each in await at_once(self.recall.unless_sent(each) for each in fresh) if each is not None]
        going.extend(each for each in cleared if each is not None)
        # The headline first: lines go into its thread.
        first = [each for each in going if each.kind is Kind.HEADLINE]
        for wave in (first, sorted((each for each in going if each not in first), key=lambda each: not each.kind.card)):
            if wave:
                await self._wave(wave)

    async def _wave(self, wave: Sequence[Delivery]) -> None:
        audiences, clear = await self._audiences(await self._throttled(wave))
        if not clear:
            return
        now = self.clock.now()
        decision = await asyncio.to_thread(self.outgoing.prepare, clear, audiences, now)
        for each in decision.settled:
            metrics.settled(each)
        self.point("marked")
        arrived = [
            each for each in await at_once(self._post(letter, now) for letter in decision.letters) if each is not None
        ]
        late = await asyncio.to_thread(self.outgoing.record, arrived)
        self.point("recorded")
        self.retraction.suspect(late)
        self._note(each for each in arrived if each not in late)
        channels = {each.address for each in arrived if isinstance(each.address, Channel)}
        await asyncio.to_thread(self.undelivered.reachable, channels, now)

    async def _release(self, deliveries: Sequence[Delivery], wait: dt.timedelta) -> Sequence[Delivery]:
        until = self.clock.now() + wait
        later = [replace(_certain(each), not_before=until) for each in deliveries]
        return await asyncio.to_thread(self.outgoing.release, later)

    async def _throttled(self, wave: Sequence[Delivery]) -> Sequence[Delivery]:
        """Those whose workspace takes another message now; the others are put off."""
        now, passing = self.clock.now(), []
        for each in wave:
            wait = self.throttle.wait((each.address.platform, each.address.tenant), now)
            if wait:
                await self._release([each], wait)
            else:
                passing.append(each)
        return passing

    async def _audiences(self, wave: Sequence[Delivery]) -> tuple[Mapping[Channel, Audience], Sequence[Delivery]]:
        """Who can read each channel now, and the deliveries for which that is known or need not be."""
        asked = list({each.address for each in wave if isinstance(each.address, Channel)})
        answers = dict(zip(asked, await at_once(self._ask(each) for each in asked), strict=True))
        clear = []
        for each in wave:
            answer = answers.get(each.address) if isinstance(each.address, Channel) else None
            if isinstance(answer, SendingError):
                await self._failed(each, answer)
            else:
                clear.append(each)
        return {each: answer for each, answer in answers.items() if isinstance(answer, Audience)}, clear

    async def _ask(self, channel: Channel) -> Audience | SendingError:
        try:
            async with self.platforms.called(channel.platform) as messenger:
                return await messenger.audience(channel)
        except SendingError as error:
            return error
        finally:
            self.point("asked")

    async def _post(self, letter: Letter, marked_at: dt.datetime) -> Delivery | None:
        """Post or update; returns the outcome to record, or ``None`` where it was recorded already."""
        delivery = letter.delivery
        async with self.platforms.turn:
            self.point("before_post")
            last = marked_at + self.timing.lease - self.timing.post - self.timing.margin
            if self.clock.now() >= last:
                await self._release([delivery], dt.timedelta())
                return None
            try:
                async with self.platforms.in_time(delivery.address.platform) as messenger:
                    message = await _handed_over(letter, messenger)
            except SendingError as error:
                await self._failed(delivery, error, letter)
                return None
        self.point("posted")
        return replace(delivery, state=DeliveryState.SENT, message=message, unsure=False, error=None)

    async def _failed(self, delivery: Delivery, error: SendingError, letter: Letter | None = None) -> None:
        """Record what a failure means."""
        now, platform = self.clock.now(), delivery.address.platform
        log.info("not delivered", delivery=delivery.id, kind=delivery.kind, reason=type(error).__name__)
        updating = letter is not None and letter.message is not None
        if isinstance(error, RetryAfter):
            metrics.RETRY_AFTER.labels(platform).inc()
            self.throttle.slow_down((platform, delivery.address.tenant))
            until = now + dt.timedelta(seconds=error.seconds)
            await asyncio.to_thread(self.undelivered.asked_to_wait, delivery, until)
        elif letter and updating and isinstance(error, MessageGone):
            await asyncio.to_thread(self.undelivered.gone, letter)
        elif isinstance(error, Refused):
            metrics.settled(replace(delivery, state=DeliveryState.DEAD))
            await asyncio.to_thread(self.undelivered.refused, delivery, error.code, now)
        elif letter is None or updating:
            # A question or an update may safely be repeated.
            late = await self._release([delivery], self.timing.backoff(delivery.attempts))
            self.retraction.suspect(replace(each, message=letter.message) for each in late if letter)
        else:
            metrics.UNSURE.labels(platform).inc()
            until = now + self.timing.backoff(delivery.attempts)
            self.retraction.suspect(await asyncio.to_thread(self.outgoing.hold, replace(delivery, unsure=True), until))

    async def _look(self, delivery: Delivery) -> Delivery | None:
        """Look for a delivery in doubt. Returns it when it did not arrive, so that it can be posted."""
        now, platform = self.clock.now(), delivery.address.platform
        if await asyncio.to_thread(self.outgoing.only_updates, delivery):
            return delivery
        thread = await asyncio.to_thread(self.outgoing.thread_of, delivery)
        since = delivery.since or delivery.due_at
        try:
            async with self.platforms.called(platform) as messenger:
                found = await messenger.find(delivery.address, delivery.key, since, thread)
        except (CannotLook, Refused):
            log.warning("in doubt", delivery=delivery.id, kind=delivery.kind)
            metrics.settled(replace(delivery, state=DeliveryState.UNKNOWN))
            await asyncio.to_thread(self.undelivered.unknown, delivery, now)
            return None
        except SendingError as error:
            wait = dt.timedelta(seconds=error.seconds) if isinstance(error, RetryAfter) else None
            until = now + (wait or self.timing.backoff(delivery.attempts))
            await asyncio.to_thread(self.outgoing.hold, delivery, until)
            return None
        metrics.RECONCILED.labels(platform, str(found is not None).lower()).inc()
        self.point("looked")
        if found is None:
            return delivery
        arrived = replace(delivery, state=DeliveryState.SENT, message=found, unsure=False)
        await asyncio.to_thread(self.outgoing.record, [arrived])
        self._note([arrived])
        return None

    def _note(self, outcomes: Iterable[Delivery]) -> None:
        now = self.clock.now()
        for each in outcomes:
            metrics.LATE.observe(max(0.0, (now - each.due_at).total_seconds()))
            self.throttle.went_well((each.address.platform, each.address.tenant))
            metrics.settled(each)


async def _handed_over(letter: Letter, messenger: Messenger) -> str:
    """Post a message, or replace one; returns the platform's id of it."""
    address = letter.delivery.address
    if letter.message is not None:
        await messenger.update(address, letter.message, letter.card)
        return letter.message
    return await messenger.post(address, letter.card, key=letter.delivery.key, thread=letter.thread, pin=letter.pin)


def _certain(delivery: Delivery) -> Delivery:
    """Nothing of it has left."""
    return replace(delivery, unsure=False, since=None)
