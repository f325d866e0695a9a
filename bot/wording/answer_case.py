"""One order with the channel's facts, and the sentences of it that speak to a topic."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache

from bot.domain.conference import RESPONSE, Answer
from bot.domain.court_days import CourtCalendar, calendar_for
from bot.domain.due import Deadline
from bot.domain.matter_deadlines import DemandMade, MatterDeadline, order_deadlines
from bot.domain.order import OrderReading, Provision, Source
from bot.orders.layout import lay_out
from bot.questions.matter import MatterFacts
from bot.questions.topics import Topic
from bot.wording.answer_text import shown
from bot.wording.remembering import remembered
from bot.wording.supposing import supposed_demand

MOST_QUOTES = 2
NO_DATE = "No conference is registered here, so I have no date for you."


class Case:
    """What an answer is made from. ``asked`` is the message, for the paragraph number it may name."""

    def __init__(self, order: OrderReading, matter: MatterFacts | None, asked: str = "") -> None:
        self.order = order
        self.matter = matter
        self.asked = asked

    @property
    def sample_only(self) -> bool:
        """Whether the channel has no conference of its own, so that the order's dates are not its dates."""
        return self.matter is not None and not self.matter.registered

    @property
    def by_hand(self) -> bool:
        """Whether the conference was entered without its order, whose words are then unknown."""
        return not self.order.text

    @cached_property
    def deadlines(self) -> Mapping[str, MatterDeadline]:
        """The dates by their key: the channel's where it has them, the order's own otherwise."""
        if self.matter is not None and self.matter.registered and self.matter.deadlines:
            return {each.key: each for each in self.matter.deadlines}
        return {each.key: each for each in _days_of(self.order)}

    @cached_property
    def supposed(self) -> tuple[dt.date, Deadline] | None:
        """The day on which the question supposes the demand was made, and when the response is due then."""
        at = self.order.conference_at
        zone = (self.matter.zone if self.matter else "") or self.order.tz or "America/New_York"
        made = supposed_demand(self.asked, at.date(), self.matter.today if self.matter else None) if at else None
        if made is None or self.sample_only:
            return None
        demand = DemandMade(Answer.YES, made)
        items = order_deadlines(self.order, zone, _calendar(self.order.court), demand=demand)
        return next(((made, each.deadline) for each in items if each.key == RESPONSE and each.deadline), None)

    def quotes(self, topic: Topic) -> tuple[Source, ...]:
        """The order's sentences that speak to a topic, at most two; what only threatens sanctions comes last."""
        known = _passages_of(self.order)
        if topic not in known.quotes:
            known.quotes[topic] = self._quotes(topic, known.sentences)
        return known.quotes[topic]

    def _quotes(self, topic: Topic, sentences: Iterable[Source]) -> tuple[Source, ...]:
        patterns = _compiled(topic.find)
        telling = (each for each in sentences if any(one.search(each.words) for one in patterns))
        found = dict.fromkeys([*self._named(topic.provisions), *telling])
        threats = set() if Provision.SANCTIONS in topic.provisions else set(self._named((Provision.SANCTIONS,)))
        return tuple(each for each in found if each not in threats)[:MOST_QUOTES] or tuple(found)[:MOST_QUOTES]

    def provides(self, provision: str) -> bool:
        """Whether the order speaks to a provision."""
        return bool(self.order.provisions.get(Provision(provision)))

    def says(self, provision: str, words: str) -> bool:
        """Whether the sentences on a provision hold these words, in any case of letters."""
        return any(words in shown(each.words).lower() for each in self._named((Provision(provision),)))

    @cached_property
    def paper(self) -> str:
        """What the order calls the letter: a letter unless it only speaks of a statement or the like."""
        for word in ("letter", "statement", "memorandum", "brief", "submission"):
            if self.says("letter_sender", word) or self.says("letter_due", word):
                return word
        return "letter"

    def sources(self, topic: Topic) -> tuple[Source, ...]:
        """The words a topic's typed fact was read from, where no sentence is named for it."""
        if topic.id == "other_dates":
            return tuple(each.source for each in self.order.other_deadlines)
        return tuple(self.order.sources[each] for each in _FIELDS.get(topic.id, ()) if each in self.order.sources)

    def no_date(self, day: str) -> str:
        """In place of a date, in a channel that has registered none."""
        return f"{NO_DATE} The sample order I was loaded with set {day} for its own case; yours will be in your order."

    def _named(self, provisions: Iterable[Provision]) -> Iterable[Source]:
        return (source for each in provisions for source in self.order.provisions.get(each, ()))


_FIELDS = {
    "letter_hour": ("letter_due",),
    "letter_due": ("letter_due",),
    "letter_pages": ("page_limit",),
    "letter_marking": ("letter_marking",),
    "letter_contents": ("letter_contents",),
    "demand": ("demand_rule",),
    "response": ("response_rule",),
    "response_trigger": ("response_rule",),
    "judge": ("judge",),
    "court": ("court",),
    "docket": ("docket",),
    "caption": ("caption", "plaintiffs"),
    "order_date": ("order_date",),
    "letter_service": ("letter_served",),
    "letter_route": ("letter_email",),
    "conference_when": ("conference_at",),
    "conference_place": ("platform", "location"),
}


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in patterns)


@lru_cache(maxsize=16)
def _calendar(court: str | None) -> CourtCalendar:
    return calendar_for(court)


class _Passages:
    """An order's sentences, and those already found to speak to a topic."""

    def __init__(self, order: OrderReading) -> None:
        self.sentences = tuple(each.source() for each in lay_out(order.text).sentences)
        self.quotes: dict[Topic, tuple[Source, ...]] = {}


_passages_of = remembered(_Passages)


@remembered
def _days_of(order: OrderReading) -> tuple[MatterDeadline, ...]:
    """An order's own dates, in the zone it names."""
    return order_deadlines(order, order.tz or "America/New_York", _calendar(order.court))
