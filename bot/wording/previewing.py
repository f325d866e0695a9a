"""What Parley would send, in one line each, for whoever runs it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.domain.conference import ATTENDANCE
from bot.domain.day_words import clock, short_day
from bot.domain.nudges import Nudge, Rung
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.domain.people import Address, Channel, Direct
from bot.wording.words import counted

DIGEST = "the week's open dates, as asked for"
DELETED = "the record's last day; its cards are replaced by a line that it was deleted"

_RUNGS: Mapping[str, str] = {
    Rung.CATCH_UP: "catching up: it was entered when earlier reminders had gone by",
    Rung.PASSED: "the day has passed",
    Rung.READINESS: "the business day before the conference",
    Rung.TEAM: "the day before, for the team",
    Rung.SNOOZED: "a snooze ends",
    Rung.FOLLOW_UP: "someone said they would know by then",
}
_KINDS: Mapping[Kind, str] = {
    Kind.HEADLINE: "the pinned card shows a change",
    Kind.ATTENDANCE: "the attendance card shows a change",
    Kind.THREAD_LINE: "a line about a change",
    Kind.POST: "a message about a change",
    Kind.NOTICE: "a private notice",
    Kind.NUDGE: "a reminder already made up",
    Kind.DIGEST: DIGEST,
}


def where(address: Address) -> str:
    """A channel, or a person."""
    match address:
        case Channel(platform=platform, id=channel):
            return f"{platform} channel {channel}"
        case Direct(platform=platform, person=person):
            return f"{platform} private to {person}"


def items(nudges: Sequence[Nudge]) -> list[str]:
    """What the reminders are of, each once."""
    return list(dict.fromkeys(_item(each) for each in nudges))


def reasons(nudges: Sequence[Nudge]) -> str:
    """Why each of the reminders in one message is due; named where there are several."""
    told = {(_item(each), _reason(each)): None for each in nudges}
    several = len({item for item, _ in told}) > 1
    return "; ".join(f"{item}: {why}" if several else why for item, why in told)


def late(due: dt.datetime) -> str:
    """What is added to a message that should have gone out earlier; ``due`` is on the court's clock."""
    return f"; late, due {short_day(due.date())}, {clock(due.time())}"


def refused(code: str) -> str:
    """What is added where the channel refused the last message."""
    return f"; the channel last refused a message ({code}), the registrar gets it then"


def queued(delivery: Delivery) -> str:
    """Why a message that waits was made."""
    return _KINDS[delivery.kind] + so_far(delivery)


def so_far(delivery: Delivery) -> str:
    """What is added for a message somebody has begun to send."""
    if delivery.cancel_requested:
        return "; cancelled, taken back if it is out"
    if delivery.unsure:
        return "; it may have arrived, and is looked for first"
    if delivery.state is DeliveryState.SENDING:
        return "; being sent"
    return "; tried before" if delivery.attempts else ""


def _item(nudge: Nudge) -> str:
    return ATTENDANCE if nudge.item.startswith(ATTENDANCE) else nudge.item


def _reason(nudge: Nudge) -> str:
    day = short_day(nudge.deadline, year=True)
    if nudge.rung.isdigit():
        return f"the day itself, {day}" if nudge.rung == "0" else f"{counted(int(nudge.rung), 'day')} before {day}"
    return f"{_RUNGS[nudge.rung.partition(':')[0]]} ({day})"
