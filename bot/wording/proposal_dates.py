"""The dates of a proposal: how each was counted, every reading, and which had passed before anyone could meet them."""

import datetime as dt
from collections.abc import Sequence

from bot.domain.conference import CONFERENCE, DEMAND, LETTER, RESPONSE, Answer
from bot.domain.day_words import day_beside, short_day
from bot.domain.due import Warn
from bot.domain.matter_deadlines import DemandMade, MatterDeadline, order_deadlines
from bot.domain.order import Doubt, OrderReading
from bot.domain.proposal import Proposal
from bot.wording.words import calendar_of, court_day, listed

_NAMES = {LETTER: "letter", DEMAND: "demand", RESPONSE: "response", CONFERENCE: "conference"}
_SAID_BY_THE_DATES = frozenset(
    {
        "demand_before_order",
        "response_before_order",
        "response_after_conference",
        "ambiguous_thereafter",
        "conference_before_order",
        "unusual_hour",
    }
)
_READINGS = frozenset({Warn.THEREAFTER, Warn.DEMAND_DAY_UNKNOWN, Warn.RECEIPT_UNKNOWN, Warn.NAMED_DAY_CLOSED})


def zone_of(order: OrderReading) -> str:
    """The zone dates are counted in until a person has confirmed one."""
    return order.tz or "America/New_York"


def deadlines(proposal: Proposal, now: dt.datetime, made: dt.date | None = None) -> tuple[MatterDeadline, ...]:
    """Every date of the proposal; ``made`` supposes a demand made on that day."""
    order = proposal.order
    zone = zone_of(order)
    today = court_day(now, zone)
    answered = (Answer.YES, made) if made else (proposal.demand_made, proposal.demand_made_on)
    demand = DemandMade(*answered)
    return order_deadlines(order, zone, calendar_of(order.court), demand=demand, today=today)


def counts(proposal: Proposal, now: dt.datetime) -> Sequence[str]:
    """How each counted date was found, with the other readings."""
    return [line for each in deadlines(proposal, now) if (line := _count(each, proposal))]


def _count(item: MatterDeadline, proposal: Proposal) -> str:
    if item.key == CONFERENCE or (item.key == DEMAND and proposal.demand_made is Answer.YES):
        return ""
    name = (item.name or _NAMES[item.key]).capitalize()
    if item.deadline is None:
        return f"{name}: {item.unknown}"
    if item.deadline.named and not item.deadline.alternatives:
        closed = [each.text for each in item.deadline.warnings if each.code == Warn.NAMED_DAY_CLOSED]
        return f"{name}: {closed[0]}" if closed else ""
    said = [f"{name}: {item.deadline.why}."]
    said += [f"Or {short_day(each.date)}, {each.reading}." for each in item.deadline.alternatives]
    said += [each.text for each in item.deadline.warnings if each.code in _READINGS]
    return " ".join(said)


def open_doubts(order: OrderReading) -> Sequence[Doubt]:
    """What the reader doubted, without what the dates themselves say."""
    return [each for each in order.warnings if each.code not in _SAID_BY_THE_DATES]


def passed_words(proposal: Proposal, now: dt.datetime) -> tuple[str, str] | None:
    """Which dates had gone by already, said once and without blame: a heading and what follows it, or ``None``."""
    order, today = proposal.order, court_day(now, zone_of(proposal.order))
    items = [each for each in deadlines(proposal, now) if each.deadline is not None]
    gone = [each for each in items if each.key in (LETTER, DEMAND, RESPONSE) and _gone(each, proposal, today)]
    if not gone or order.conference_at is None or order.conference_at.date() < today:
        return None
    late = _response_if_made_today(proposal, now, today)
    counsel = "If not, that is for counsel" + (f"; {late}." if late else ".")
    ahead = [_named(each, proposal, today) for each in items if each not in gone and not _done(each, proposal)]
    said = (
        f"{'; '.join(_named(each, proposal, today) for each in gone)}.",
        f"If {'either' if len(gone) > 1 else 'it'} has been made or sent, mark it.",
        counsel,
        f"Still ahead: {listed(ahead)}." if ahead else "",
    )
    return _passed_when(gone, proposal, today), " ".join(filter(None, said))


def _passed_when(gone: Sequence[MatterDeadline], proposal: Proposal, today: dt.date) -> str:
    many = {1: "One date", 2: "Two dates"}.get(len(gone), "Three dates")
    signed = proposal.order.order_date
    if signed is not None and all(_last(each, proposal) < signed for each in gone):
        return f"{many} had already passed when the order was signed ({short_day(signed, year=True)}): "
    return f"{many} {'has' if len(gone) == 1 else 'have'} passed by today, {short_day(today, year=True)}: "


def _gone(item: MatterDeadline, proposal: Proposal, today: dt.date) -> bool:
    return _last(item, proposal) < today and not _done(item, proposal)


def _done(item: MatterDeadline, proposal: Proposal) -> bool:
    return item.key == DEMAND and proposal.demand_made is Answer.YES


def _last(item: MatterDeadline, proposal: Proposal) -> dt.date:
    """The last day for it: under any reading, but of a response to a demand that was made, the day worked to."""
    if item.deadline is None:
        return dt.date.max
    return item.deadline.working_day() if _running(item, proposal) else item.deadline.latest


def _running(item: MatterDeadline, proposal: Proposal) -> bool:
    """Whether it is the response, and the day its time runs from is known."""
    return item.key == RESPONSE and proposal.demand_made is Answer.YES and proposal.demand_made_on is not None


def _named(item: MatterDeadline, proposal: Proposal, today: dt.date) -> str:
    name = item.name or _NAMES[item.key]
    open_yet = item.deadline is not None and item.deadline.disputed and not _running(item, proposal)
    most = " at the latest" if item.key == RESPONSE and open_yet else ""
    return f"{name} {day_beside(_last(item, proposal), today)}{most}"


def _response_if_made_today(proposal: Proposal, now: dt.datetime, today: dt.date) -> str:
    """What a demand made today would mean for the response, where one is still to be made."""
    order = proposal.order
    if proposal.demand_made is Answer.YES or order.response_rule is None or order.conference_at is None:
        return ""
    found = [each for each in deadlines(proposal, now, made=today) if each.key == RESPONSE and each.deadline]
    if not found or found[0].deadline is None:
        return ""
    due = found[0].deadline.due
    side = "after the conference" if due > order.conference_at.date() else "before the conference"
    side = "on the day of the conference" if due == order.conference_at.date() else side
    return f"a demand made today would put the response on {day_beside(due, today)}, {side}"
