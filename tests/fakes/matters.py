"""Conferences as tests need them."""

import datetime as dt
from types import MappingProxyType

from bot.domain.attendance import Row, Side
from bot.domain.conference import Conference, Duty
from bot.domain.order import (
    Anchor,
    ConditionalRule,
    DayCount,
    Direction,
    DocumentKind,
    NamedDay,
    OrderReading,
    Platform,
    Source,
    Unit,
)
from bot.domain.people import Channel, Stamp
from tests.builders import CHANNEL, REGISTRAR, moment

DEMAND_RULE = ConditionalRule(DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE), only_if_not_already=True)
RESPONSE_RULE = ConditionalRule(DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.THEREAFTER), only_if_not_already=True)


def order(
    conference_at: str | None = "2027-01-15T10:00",
    letter: str | None = "2027-01-12",
    order_date: str | None = "2026-11-20",
    *,
    demand: ConditionalRule | None = DEMAND_RULE,
    response: ConditionalRule | None = RESPONSE_RULE,
    docket: str | None = "0:26-cv-00000",
) -> OrderReading:
    """The order of an invented matter."""
    return OrderReading(
        DocumentKind.SETTLEMENT_CONFERENCE_ORDER,
        text="An order for an ex parte letter.",
        caption="Plaintiff A v. Defendant B",
        plaintiffs=("Plaintiff A",),
        defendants=("Defendant B",),
        docket=docket,
        order_date=dt.date.fromisoformat(order_date) if order_date else None,
        conference_at=dt.datetime.fromisoformat(conference_at) if conference_at else None,
        platform=Platform.TEAMS,
        letter_due=NamedDay(dt.date.fromisoformat(letter)) if letter else None,
        demand_rule=demand,
        response_rule=response,
        sources=MappingProxyType(
            {
                "letter_due": Source("no later than January 12, 2027", "2"),
                "demand_rule": Source("no later than 14 days before", "3"),
                "response_rule": Source("no later than 7 days thereafter", "3"),
            }
        ),
    )


def stamp(at: str | dt.datetime = "2026-11-23T10:00", person: str = REGISTRAR.id, name: str = REGISTRAR.name) -> Stamp:
    """Who and when."""
    return Stamp(person, name, moment(at) if isinstance(at, str) else at)


def conference(
    reading: OrderReading | None = None,
    *,
    id: str = "c1",  # noqa: A002 - the field's own name
    home: Channel = CHANNEL,
    entered: str | dt.datetime = "2026-11-23T10:00",
    verified: bool = True,
    duties: tuple[Duty, ...] = (),
    rows: tuple[Row, ...] | None = None,
    zone: str = "America/New_York",
    **fields: object,
) -> Conference:
    """A registered conference, its dates verified unless said otherwise."""
    made = Conference(
        id,
        home,
        reading or order(),
        zone,
        stamp(entered),
        verified=stamp(entered, "associate", "Associate") if verified else None,
        duties=MappingProxyType({each.item: each for each in duties}),
        rows=ROWS if rows is None else rows,
    )
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    return made


ROWS = (Row("p1", "Plaintiff A", Side.PLAINTIFF), Row("p2", "Defendant B", Side.DEFENDANT))
