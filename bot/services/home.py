"""A person's own page across their matters."""

import datetime as dt
import math
from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import Request, ShowHome
from bot.domain.conference import ATTENDANCE, CONFERENCE, DEMAND, LETTER, RESPONSE, Conference, DutyState
from bot.domain.court_days import calendar_for
from bot.domain.errors import NotAllowed
from bot.domain.matter_deadlines import MatterDeadline, deadlines_of
from bot.services.turn import Handler, Turn
from bot.wording import errors as errors_wording
from bot.wording.headline import working_day
from bot.wording.home import Matter, home
from bot.wording.words import court_day

PAGE = 8
"""Matters on one page: what fits a phone, and every platform's limits."""

_NAMES = {
    LETTER: "letter",
    DEMAND: "demand",
    RESPONSE: "response to the demand",
    CONFERENCE: "the conference",
    ATTENDANCE: "attendance",
}


def show_home(request: ShowHome, turn: Turn) -> Reply:
    """The person's matters, nearest date first, a page at a time."""
    context = turn.context
    if context.outsider:
        raise NotAllowed(errors_wording.OUTSIDER)
    mine = sorted(matters_of(turn), key=_nearness)
    pages = max(1, math.ceil(len(mine) / PAGE))
    page = min(max(request.page, 1), pages)
    shown = mine[(page - 1) * PAGE : page * PAGE]
    digest = any(context.person.id in turn.uow.channels.get(each.conference.home).digests for each in shown)
    today = court_day(context.now, shown[0].conference.zone) if shown else context.now.date()
    return Reply(home(shown, len(mine), page, pages, today, digest=digest), replaces=True)


def matters_of(turn: Turn) -> list[Matter]:
    """The active conferences of the channels this person was seen in."""
    return [_matter(each, turn) for each in turn.own()]


def _matter(conference: Conference, turn: Turn) -> Matter:
    person, today = turn.context.person.id, court_day(turn.context.now, conference.zone)
    items = deadlines_of(conference, calendar_for(conference.order.court), today=today)
    ahead = [
        (day, item)
        for item in items
        if (day := working_day(conference, item)) is not None
        and day >= today
        and conference.duty(item.key).state is DutyState.OPEN
    ]
    owed = [_name(item) for item in items if _owes(conference, item.key, person)]
    owed.extend(
        f"attendance of {row.party}"
        for row in conference.rows
        if row.outstanding and not row.not_ours and row.owner is not None and row.owner.person == person
    )
    if not ahead:
        return Matter(conference, owed=tuple(owed))
    day, item = min(ahead, key=lambda each: each[0])
    return Matter(conference, _name(item), day, tuple(owed))


def _owes(conference: Conference, item: str, person: str) -> bool:
    duty = conference.duty(item)
    return duty.state is DutyState.OPEN and duty.owner is not None and duty.owner.person == person


def _name(item: MatterDeadline) -> str:
    return item.name or _NAMES.get(item.key, item.key)


def _nearness(each: Matter) -> tuple[dt.date, str]:
    return each.next_day or dt.date.max, each.conference.id


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType({ShowHome: show_home})
