"""When something is due, in the words of the order: a day, or a count from an event."""

from bot.domain.count_words import period_in_words
from bot.domain.day_words import clock, long_day, plain_day
from bot.domain.order import Anchor, ConditionalRule, DayCount, DueRule, NamedDay

_ANCHORS = {
    Anchor.CONFERENCE: "the conference",
    Anchor.ORDER: "this order",
    Anchor.DEMAND: "the demand",
    Anchor.DEMAND_RECEIVED: "receipt of the demand",
    Anchor.LETTER: "the letter",
    Anchor.OTHER: "another event",
}


def rule_words(rule: DueRule | ConditionalRule | None) -> str:
    """As in "Tuesday, January 12, 2027, 5:00 pm" or "14 days before the conference"; empty for none."""
    match rule:
        case None:
            return ""
        case ConditionalRule(due):
            return rule_words(due)
        case NamedDay(date, time):
            return long_day(date) + (f", {clock(time)}" if time else "")
        case DayCount(anchor=Anchor.THEREAFTER):
            return f"{period_in_words(rule).rsplit(' ', 1)[0]} thereafter{_details(rule)}"
        case DayCount():
            return f"{period_in_words(rule)} {_ANCHORS[rule.anchor]}{_details(rule)}"


def _details(rule: DayCount) -> str:
    printed = f", or {plain_day(rule.date)}" if rule.date else ""
    return printed + (f", by {clock(rule.time)}" if rule.time else "")
