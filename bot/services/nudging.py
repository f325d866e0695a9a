"""What would be sent, when, where and why: for whoever runs Parley, without sending anything."""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.domain.channel import ChannelRecord
from bot.domain.conference import ATTENDANCE, Conference
from bot.domain.day_words import short_day
from bot.domain.nudges import Nudge, Rung
from bot.domain.people import Address, Channel, Direct
from bot.ports import UnitOfWork
from bot.services.merging import place_for
from bot.services.planning import plan_of

_WHY: Mapping[str, str] = {
    Rung.CATCH_UP: "catching up: it was entered when earlier reminders had gone by",
    Rung.PASSED: "the day has passed",
    Rung.READINESS: "the business day before the conference",
    Rung.TEAM: "the day before, for the team",
    Rung.SNOOZED: "a snooze ends",
    Rung.FOLLOW_UP: "someone said they would know by then",
}


def preview(uow: UnitOfWork, at: dt.datetime) -> list[dict[str, str]]:
    """Every planned reminder due by ``at`` that would still be sent: ``due_at where what why conference``, as text.

    Reminders of one conference for one place on one day go out as one message. ``due_at`` is court time.
    """
    planned = uow.nudges.planned(at, at)
    conferences = uow.conferences.read({each.conference for each in planned})
    records = uow.channels.read({each.home for each in conferences.values()})
    shown = []
    for nudge in planned:
        conference = conferences[nudge.conference]
        record = records[conference.home]
        if _would_go(nudge, conference, record):
            shown.append(_row(nudge, conference, record))
    return shown


def _would_go(nudge: Nudge, conference: Conference, record: ChannelRecord) -> bool:
    plan = plan_of(conference, record)
    return plan.fits(nudge) and plan.in_time(nudge, nudge.due_at)


def _row(nudge: Nudge, conference: Conference, record: ChannelRecord) -> dict[str, str]:
    return {
        "due_at": nudge.due_at.astimezone(ZoneInfo(conference.zone)).isoformat(timespec="minutes"),
        "where": _where(place_for(nudge, conference, record)),
        "what": ATTENDANCE if nudge.item.startswith(ATTENDANCE) else nudge.item,
        "why": _why(nudge),
        "conference": conference.id,
    }


def _where(address: Address) -> str:
    match address:
        case Channel(platform=platform, id=channel):
            return f"{platform} channel {channel}"
        case Direct(platform=platform, person=person):
            return f"{platform} private to {person}"


def _why(nudge: Nudge) -> str:
    day = short_day(nudge.deadline, year=True)
    if nudge.rung.isdigit():
        return f"the day itself, {day}" if nudge.rung == "0" else f"{nudge.rung} days before {day}"
    return f"{_WHY[nudge.rung.partition(':')[0]]} ({day})"
