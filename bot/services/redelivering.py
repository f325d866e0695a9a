"""What people can do about Parley's own messages: post one again, have them sent privately, get a weekly digest."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import PostAgain, Request, SetDigest, UseDirectMessages
from bot.domain.errors import NotFound
from bot.domain.nudges import NudgeState
from bot.domain.outbox import DeliveryState, Kind, delivery_id
from bot.services import digest
from bot.services.recording import record
from bot.services.reminding import AGAIN
from bot.services.roles import Action, record_of, require
from bot.services.turn import Handler, Turn
from bot.wording import delivering, errors
from bot.wording import digest as digest_wording


def post_again(request: PostAgain, turn: Turn) -> Reply:
    """Post once more what may not have arrived. Pressing twice posts once."""
    lost = turn.uow.outbox.get(request.delivery)
    if lost is None or lost.conference is None:
        raise NotFound(errors.RECORD_GONE)
    conference = turn.conference(lost.conference)
    require(turn, conference, Action.EDIT)
    again = delivery_id(lost.id, "again", str(lost.serial))
    if lost.state is not DeliveryState.UNKNOWN or turn.uow.outbox.look(again) is not None:
        return Reply(delivering.posted_already())
    if lost.kind.card:
        turn.uow.outbox.refresh(replace(lost, state=DeliveryState.WAITING, due_at=turn.context.now, since=None))
        return Reply(delivering.posted_again())
    now = turn.context.now
    fresh = replace(lost, id=again, state=DeliveryState.WAITING, due_at=now, not_before=None, since=None, attempts=0)
    if lost.kind is Kind.NUDGE:
        # What went to a person instead, or names one, keeps its reason.
        fresh = replace(fresh, content=fresh.content or AGAIN)
        carried = [each for each in turn.uow.nudges.carried_by([lost.id]) if each.state is NudgeState.UNKNOWN]
        turn.uow.nudges.save(*(replace(each, state=NudgeState.SENDING, delivery=again) for each in carried))
    turn.uow.outbox.add(replace(fresh, owner=None, lease_until=None, error=None))
    record(turn, conference, "posted_again")
    return Reply(delivering.posted_again())


def use_direct_messages(request: UseDirectMessages, turn: Turn) -> Reply:
    """The channel cannot be reached: its reminders go to whoever presses."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.EDIT)
    channel = record_of(turn, conference)
    turn.uow.channels.save(replace(channel, direct_to=turn.context.person.id))
    record(turn, conference, "reminders_by_direct_message")
    return Reply(delivering.by_direct_message(conference))


def set_digest(request: SetDigest, turn: Turn) -> Reply:
    """Turn one's own weekly digest on or off."""
    require(turn, None, Action.ASK)
    context, person = turn.context, turn.context.person
    for each in turn.uow.channels.of_tenant(context.channel.platform, context.channel.tenant):
        if person.id in each.digests and not request.on:
            turn.uow.channels.save(replace(each, digests=each.digests - {person.id}))
    if request.on:
        known = turn.record
        people = MappingProxyType({**known.people, person.id: person})
        turn.uow.channels.save(replace(known, digests=known.digests | {person.id}, people=people))
        digest.subscribe(turn.uow, context.channel, person.id, context.now, person.zone)
    else:
        digest.unsubscribe(turn.uow, context.channel, person.id)
    return Reply(digest_wording.switched(on=request.on))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {PostAgain: post_again, UseDirectMessages: use_direct_messages, SetDigest: set_digest}
)
"""What each request of this module is answered by."""
