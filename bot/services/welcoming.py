"""Arriving, leaving, and what a platform tells of its channels."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.cards import Card
from bot.conversation.replies import SILENT, Reply
from bot.conversation.requests import (
    AllowStatusOnly,
    ChannelMoved,
    Installed,
    Invited,
    LeaveChannel,
    Readable,
    Removed,
    Request,
    Uninstalled,
)
from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord, Consent
from bot.domain.conference import Conference
from bot.domain.errors import NotAllowed
from bot.domain.people import Audience, Channel
from bot.services import concealing, planning, posting
from bot.services.roles import Action, registrar_of, require
from bot.services.turn import Handler, Turn
from bot.wording import welcome as wording
from bot.wording.words import matter

INSTALLED = "installed"


def invited(request: Invited, turn: Turn) -> Reply:
    """Introduce Parley once; where outsiders can read, only to the person who invited it. Resume what had stopped."""
    context, record = turn.context, turn.record
    record = replace(record, unreachable=None, unreachable_since=None, invited_by=request.by or record.invited_by)
    conference = turn.active()
    if context.audience.outsiders and record.consent is None:
        _tell_inviter(turn, request.by)
    elif record.introduced is None and conference is None and not context.audience.outsiders:
        posting.post(turn.uow, context.channel, wording.introduction(), context.now)
        record = replace(record, introduced=context.now)
    turn.uow.channels.save(record)
    if conference is not None:
        _resume(turn, conference)
    return SILENT


def _tell_inviter(turn: Turn, inviter: str) -> None:
    person, channel = inviter or turn.context.person.id, turn.context.channel
    if person:
        posting.notify(turn.uow, person, channel, wording.shared_channel(channel.id), turn.context.now)


def _resume(turn: Turn, conference: Conference) -> None:
    planning.replan(turn.uow, conference, turn.context.now)
    posting.refresh_headline(turn.uow, conference, turn.context.now)
    posting.refresh_attendance(turn.uow, conference, turn.context.now)


def removed(request: Removed, turn: Turn) -> Reply:
    """Parley cannot reach the channel any more: note it, and tell whoever answers for it."""
    record, conference = turn.record, turn.active()
    if record.unreachable is None:
        unreachable = replace(record, unreachable=request.reason, unreachable_since=turn.context.now)
        turn.uow.channels.save(unreachable)
        if conference is not None:
            card = wording.removed(matter(conference), archived="archive" in request.reason)
            _tell_registrar(turn, record, conference, card)
    return SILENT


def _tell_registrar(turn: Turn, record: ChannelRecord, conference: Conference | None, card: Card) -> None:
    registrar = registrar_of(record, conference)
    if registrar is not None:
        posting.notify(turn.uow, registrar, record.channel, card, turn.context.now, conference=conference)


def readable(_: Readable, turn: Turn) -> Reply:
    """Who can read the channel changed: stay silent until someone agrees, or carry on."""
    record, conference = turn.record, turn.active()
    audience, now = turn.context.audience, turn.context.now
    if audience is Audience.OWN:
        record = concealing.lapse(turn.uow, record)
    for each in (*filter(None, (conference,)), *turn.uow.conferences.past_in(record.channel)):
        if audience is Audience.SHARED and record.consent is None:
            concealing.conceal(turn.uow, each, now)
        elif not audience.outsiders or audience is Audience.SHARED:
            concealing.reveal(turn.uow, each, now)
    if conference is None:
        return SILENT
    if audience.outsiders and record.consent is None:
        _tell_registrar(turn, record, conference, wording.now_shared(record.channel.id))
    else:
        posting.refresh_headline(turn.uow, conference, turn.context.now)
        posting.refresh_attendance(turn.uow, conference, turn.context.now)
    return SILENT


def allow_status_only(request: AllowStatusOnly, turn: Turn) -> Reply:
    """Consent, remembered for the channel."""
    there = _there(turn, request.channel)
    conference = there.active()
    require(there, conference, Action.EDIT)
    there.uow.channels.save(replace(there.record, consent=Consent(turn.stamp)))
    _note(there, conference, "status_only_allowed")
    for each in there.uow.conferences.past_in(there.context.channel):
        concealing.reveal(there.uow, each, turn.context.now)
    if conference is not None:
        concealing.reveal(there.uow, conference, turn.context.now)
        posting.refresh_headline(turn.uow, conference, turn.context.now)
        posting.refresh_attendance(turn.uow, conference, turn.context.now)
    return Reply(wording.allowed(), replaces=True)


def leave_channel(request: LeaveChannel, turn: Turn) -> Reply:
    """Forget a channel. Raises ``NotAllowed`` while a conference is registered in it."""
    there = _there(turn, request.channel)
    if there.active() is not None:
        raise NotAllowed(wording.CLOSE_FIRST)
    require(there, None, Action.EDIT)
    there.uow.channels.forget(there.context.channel)
    return Reply(wording.left(), replaces=True)


def _there(turn: Turn, channel: str) -> Turn:
    """The turn as if asked in that channel of the same tenant, where a private message's button names one."""
    if not channel:
        return turn
    asked_in = turn.context.channel
    place = Channel(asked_in.platform, asked_in.tenant, channel)
    return Turn(replace(turn.context, channel=place, direct=False), turn.uow)


def _note(turn: Turn, conference: Conference | None, action: str) -> None:
    stamp = turn.stamp
    about = conference.id if conference else None
    turn.uow.audit.append(Entry(turn.context.channel, about, action, stamp.person, stamp.at))


def installed(_: Installed, turn: Turn) -> Reply:
    """One private introduction for the person who installed Parley."""
    context = turn.context
    at = str(int(context.now.timestamp()))
    turn.uow.vault.put(INSTALLED, context.channel.platform, context.channel.tenant, "at", at)
    posting.notify(turn.uow, context.person.id, context.channel, wording.installed(), context.now)
    return SILENT


def uninstalled(request: Uninstalled, turn: Turn) -> Reply:
    """Delete everything of the tenant, unless Parley was installed again since."""
    platform, tenant = turn.context.channel.platform, turn.context.channel.tenant
    since = turn.uow.vault.get(INSTALLED, platform, tenant, "at")
    if since is None or int(since) <= request.at:
        turn.uow.channels.forget_tenant(platform, tenant)
    return SILENT


def channel_moved(request: ChannelMoved, turn: Turn) -> Reply:
    """The platform gave the channel a new id."""
    old = turn.context.channel
    if request.new_id and request.new_id != old.id:
        turn.uow.channels.move(old, Channel(old.platform, old.tenant, request.new_id))
    return SILENT


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        AllowStatusOnly: allow_status_only,
        ChannelMoved: channel_moved,
        Installed: installed,
        Invited: invited,
        LeaveChannel: leave_channel,
        Readable: readable,
        Removed: removed,
        Uninstalled: uninstalled,
    }
)
