"""What a shared card holds for one person alone, where the platform can show it to them in the card's place."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.cards import Card, Own
from bot.conversation.replies import Reply
from bot.conversation.requests import Request, SeeOwn
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.errors import NotFound
from bot.domain.outbox import Kind
from bot.domain.people import Audience
from bot.services.roles import ALLOWED, Action, may, record_of, refusal, registrar_of, require, role_of
from bot.services.rolling import owed
from bot.services.turn import Handler, Turn
from bot.wording import errors as errors_wording
from bot.wording import own_views as wording
from bot.wording.attendance import PER_PAGE, board
from bot.wording.concealing import neutral
from bot.wording.headline import headline


def own_of(kind: Kind, conference: Conference, record: ChannelRecord, audience: Audience) -> Own | None:
    """Whom the card as everybody sees it says less than it could; nobody where outsiders read along."""
    if audience.outsiders or not conference.active:
        return None
    found = _to_verify(conference, record) if kind is Kind.HEADLINE else _to_confirm(conference, record)
    return Own(SeeOwn(conference.id, kind), found) if found else None


def _to_verify(conference: Conference, record: ChannelRecord) -> tuple[str, ...]:
    """Everybody met in the channel, while the dates wait for a second person: those with a role there first."""
    if conference.verified is not None or conference.at is None:
        return ()
    first = (registrar_of(record, conference), conference.entered.person, *sorted(record.roles))
    return tuple(dict.fromkeys(filter(None, (*first, *sorted(record.people)))))


def _to_confirm(conference: Conference, record: ChannelRecord) -> tuple[str, ...]:
    return tuple(owed([row for row in conference.rows if row.outstanding], record, conference))


def see_own(request: SeeOwn, turn: Turn) -> Reply:
    """A shared card as the person who asks sees it; where outsiders read along, as everybody does."""
    conference = turn.conference(request.conference)
    if conference.home != turn.context.channel or request.card not in (Kind.HEADLINE, Kind.ATTENDANCE):
        raise NotFound(errors_wording.RECORD_GONE)
    audience, record = turn.context.audience, record_of(turn, conference)
    if audience.outsiders and record.consent is None:
        return Reply(neutral())
    require(turn, conference, Action.SEE_DATES)
    kind = Kind(request.card)
    alone = own_of(kind, conference, record, audience) is not None
    made = _headline if kind is Kind.HEADLINE else _board
    return Reply(made(turn, conference, alone=alone))


def _headline(turn: Turn, conference: Conference, *, alone: bool) -> Card:
    card = headline(conference, turn.context.now, turn.context.audience)
    if not alone:
        return card
    if may(turn, conference, Action.VERIFY):
        return wording.told(card, wording.CAN_VERIFY)
    bare = wording.without_verifying(card)
    wrote = role_of(turn, conference) in ALLOWED[Action.VERIFY]
    return wording.told(bare, refusal(turn, conference, Action.VERIFY)) if wrote else bare


def _board(turn: Turn, conference: Conference, *, alone: bool) -> Card:
    """Begun at the page of the first party they are asked about."""
    context = turn.context
    if not alone:
        return board(conference, context.now, context.audience)
    outstanding = [row for row in conference.rows if row.outstanding]
    theirs = owed(outstanding, record_of(turn, conference), conference).get(context.person.id)
    if not theirs:
        return board(conference, context.now, context.audience)
    page = conference.rows.index(theirs[0]) // PER_PAGE + 1
    return wording.told(board(conference, context.now, context.audience, page), wording.asked_for(theirs))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType({SeeOwn: see_own})
