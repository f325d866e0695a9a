"""What each kind of document can state: nothing of a settlement conference is taken from one that sets none."""

from dataclasses import replace
from types import MappingProxyType

from bot.domain.order import DocumentKind, OrderReading

_CONFERENCE = ("conference_at", "platform", "location", "dial_in")
_LETTER = ("letter_due", "letter_served", "letter_email", "letter_marking", "letter_contents", "page_limit")
_EXCHANGE = ("demand_rule", "response_rule")


def fitted(reading: OrderReading, *, told: bool = False) -> OrderReading:
    """The reading without what a document of its kind cannot state about a settlement conference.

    ``told``: whether the case is only spoken of in prose, as an article speaks of one.
    """
    match reading.kind:
        case DocumentKind.NOT_AN_ORDER:
            bare = _no_order(reading)
            return _of_no_case(bare) if reading.docket is None and (told or reading.caption is None) else bare
        case DocumentKind.OTHER_CONFERENCE | DocumentKind.VACATUR:
            return _no_conference(reading, _CONFERENCE + _LETTER + _EXCHANGE)
        case DocumentKind.ADJOURNMENT if reading.conference_date is None:
            return _no_conference(reading, _CONFERENCE)
        case _:
            return reading


def _no_order(reading: OrderReading) -> OrderReading:
    """Only what names the case and who might hear it."""
    bare = _no_conference(reading, _CONFERENCE + _LETTER + _EXCHANGE + ("order_date", "previous_conference_at"))
    return replace(
        bare,
        order_date=None,
        previous_conference_at=None,
        previous_conference_date=None,
        attendance_quotes=(),
        other_deadlines=(),
        hard_copy_over=None,
        provisions=MappingProxyType({}),
    )


def _of_no_case(reading: OrderReading) -> OrderReading:
    """Without a case that somebody only wrote about, and without its court."""
    return replace(
        reading,
        caption=None,
        plaintiffs=(),
        plaintiffs_et_al=False,
        defendants=(),
        defendants_et_al=False,
        court=None,
        tz=None,
        sources=MappingProxyType({}),
    )


def _no_conference(reading: OrderReading, unstated: tuple[str, ...]) -> OrderReading:
    bare = replace(
        reading,
        conference_at=None,
        conference_date=None,
        platform=None,
        location=None,
        dial_in=None,
        sources=MappingProxyType({name: source for name, source in reading.sources.items() if name not in unstated}),
    )
    if "letter_due" not in unstated:
        return bare
    return replace(
        bare,
        letter_due=None,
        letter_served=None,
        letter_email=None,
        letter_marking=None,
        letter_contents=(),
        page_limit=None,
        demand_rule=None,
        response_rule=None,
    )
