"""Reading a whole order: each part is read on its own, then set beside the others for doubts."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.domain.order import DocumentKind, OrderReading, Provision, Source
from bot.orders.attendance import attendance_quotes
from bot.orders.caption import Caption
from bot.orders.captions import caption_of
from bot.orders.cleaning import clean
from bot.orders.conference import Meeting, meeting_of
from bot.orders.courts import Court, court_in, zone
from bot.orders.dates import DateMention, forget
from bot.orders.deadlines import other_deadlines
from bot.orders.dockets import dockets, stamped_docket
from bot.orders.doubts import Findings, doubts
from bot.orders.exchange import exchange_of
from bot.orders.fitting import fitted
from bot.orders.hard_copy import pages_over
from bot.orders.kinds import is_of_the_court, kind_of
from bot.orders.layout import OPENING, Document, Sentence, lay_out
from bot.orders.letters import Letter, letter_of
from bot.orders.papers import letter_sentences
from bot.orders.provisions import Bearings, provisions_of
from bot.orders.scans import unscanned
from bot.orders.signature import Judge, conference_judge, order_date, referring_judge
from bot.orders.venue import Venue, venue_of
from bot.orders.voice import is_silent, speaker
from bot.orders.zones import stated_zone

MOST_READ = 50_000
"""Characters. Facts are read from so much of a text; no order comes near it."""


_AHEAD = dt.timedelta(days=152)
"""The middle of the year in which a day without one is looked for, from today."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands around the order's prose."""

    caption: Caption
    docket: str | None
    other_dockets: tuple[str, ...]
    docket_source: Source | None
    court: Court | None
    court_source: Source | None
    judge: Judge | None
    order_date: dt.date | None
    order_date_source: Source | None
    order_day: DateMention | None


def read_text(text: str, today: dt.date | None = None) -> OrderReading:
    """Read an order. A field the text does not state is ``None``; every source is found verbatim in ``text``.

    ``today``, the court's day, is needed only where an order bears no date and prints days without a year: each is
    then proposed in the year that puts it between a month ago and eleven months ahead, and doubted.
    """
    try:
        return _read(text, today)
    finally:
        forget()
        speaker.cache_clear()


def may_be_order(text: str) -> bool:
    """Whether it can be an order at all, at a tenth of the cost of reading it: if not, ``read_text`` finds none."""
    begun = text[:MOST_READ]
    try:
        return not is_silent(unscanned(clean(begun))) and is_of_the_court(lay_out(begun))
    finally:
        speaker.cache_clear()


def _read(text: str, today: dt.date | None) -> OrderReading:
    document = lay_out(text[:MOST_READ])
    head = _head(document)
    reference = head.order_date or (today and today + _AHEAD)
    meeting = meeting_of(document, reference)
    reference = head.order_date or meeting.date or reference
    venue = venue_of(document, meeting)
    letter = letter_of(document, reference)
    exchange = exchange_of(document, reference)
    taken = {(sentence, due.start) for due, sentence in letter.rules if letter.due} | set(exchange.spans)
    tz, zones = _zone(document, head.court, meeting)
    kind = kind_of(document, meeting, venue)
    if kind is DocumentKind.REFERRAL_NO_DATE:
        head = replace(head, judge=referring_judge(document) or head.judge)
    reading = OrderReading(
        kind=kind,
        text=text,
        paragraphs=document.paragraphs,
        caption=head.caption.title,
        plaintiffs=head.caption.plaintiffs,
        plaintiffs_et_al=head.caption.plaintiffs_et_al,
        defendants=head.caption.defendants,
        defendants_et_al=head.caption.defendants_et_al,
        other_parties=head.caption.others,
        docket=head.docket,
        other_dockets=head.other_dockets,
        judge=head.judge.name if head.judge else None,
        court=head.court.name if head.court else None,
        order_date=head.order_date,
        conference_at=meeting.slot.at if meeting.settlement else None,
        conference_date=meeting.date if meeting.settlement else None,
        tz=tz,
        previous_conference_at=meeting.former.at,
        previous_conference_date=meeting.former.date,
        platform=venue.platform,
        location=venue.location,
        dial_in=venue.dial_in,
        letter_due=letter.due,
        letter_served=letter.served,
        letter_email=letter.email,
        letter_marking=letter.form.marking,
        letter_contents=letter.form.contents,
        page_limit=letter.form.pages,
        demand_rule=exchange.demand,
        response_rule=exchange.response,
        attendance_quotes=attendance_quotes(document),
        other_deadlines=other_deadlines(document, meeting, taken, reference),
        sources=MappingProxyType(_sources(head, meeting, venue, letter, exchange.sources)),
        provisions=provisions_of(document, _bearings(document, head, meeting, venue, letter)),
    )
    paper = pages_over(reading.provisions.get(Provision.HARD_COPY, ()))
    reading = fitted(replace(reading, hard_copy_over=paper), told=head.caption.in_prose)
    found = Findings(document, reading, meeting, venue, letter, exchange, head.order_day, zones)
    return replace(reading, warnings=doubts(found))


def _head(document: Document) -> _Head:
    numbers = dockets(document.header.text)
    part = document.header
    if not numbers:
        prose = [each.flow for each in (*document.sentences[:6], *document.sentences[-3:])]
        numbers, part = next(
            ((found, each) for each in (*prose, document.closing) if (found := dockets(each.text))), ([], part)
        )
    printed = [
        (" ".join(part.text[start:end].split()), Source(part.words(start, end), OPENING)) for start, end in numbers
    ]
    if not printed and (stamp := stamped_docket(document.original)):
        words = document.original[slice(*stamp)]
        printed = [(words, Source(words, OPENING))]
    court = court_in(document.header)
    court_part = document.header
    for part in (document.closing, *(each.flow for each in (*document.sentences[:6], *document.sentences[-2:]))):
        if court is None:
            court, court_part = court_in(part), part
    made = order_date(document)
    day, source = made if isinstance(made, tuple) else (None, None)
    return _Head(
        caption_of(document),
        printed[0][0] if printed else None,
        tuple(words for words, _ in printed[1:]),
        printed[0][1] if printed else None,
        court,
        Source(court_part.words(court.start, court.end), OPENING) if court else None,
        conference_judge(document),
        day,
        source,
        made if isinstance(made, DateMention) else None,
    )


def _zone(document: Document, court: Court | None, meeting: Meeting) -> tuple[str | None, tuple[str, ...]]:
    """The zone to propose, and the two zones where the order's words and the court's place differ."""
    kept = zone(court, document.original)
    stated = stated_zone(meeting.sentence.text) if meeting.sentence else None
    if stated is None or stated.agrees_with(kept):
        return kept, ()
    return stated.iana, (stated.name, kept) if kept else ()


def _sources(
    head: _Head, meeting: Meeting, venue: Venue, letter: Letter, exchange: Mapping[str, Source]
) -> dict[str, Source]:
    found = {
        **head.caption.sources,
        "docket": head.docket_source,
        "court": head.court_source,
        "judge": head.judge.source if head.judge else None,
        "order_date": head.order_date_source,
        "conference_at": meeting.slot.source if meeting.settlement else None,
        "previous_conference_at": meeting.former.source,
        "platform": venue.platform_source,
        "location": venue.location_source,
        "dial_in": venue.dial_in_source,
        **letter.sources,
        **exchange,
    }
    return {field: source for field, source in found.items() if source and source.words}


def _bearings(document: Document, head: _Head, meeting: Meeting, venue: Venue, letter: Letter) -> Bearings:
    setting = [meeting.sentence] if meeting.sentence else []
    about = {
        "letter": letter_sentences(document),
        "letter_due": [sentence for _, sentence in letter.rules],
        "setting": setting,
        "time": setting if meeting.slot.time else [],
        "venue": _stating(document, venue.platform_source),
        "place": _stating(document, venue.location_source),
    }
    fixed = {
        Provision.JUDGE: head.judge.source if head.judge else None,
        Provision.COURT: head.court_source,
        Provision.DOCKET: head.docket_source,
        Provision.CAPTION: head.caption.sources.get("caption"),
        Provision.ORDER_DATE: head.order_date_source,
    }
    return Bearings(about, {matter: source for matter, source in fixed.items() if source})


def _stating(document: Document, source: Source | None) -> list[Sentence]:
    if source is None:
        return []
    pattern = re.escape(source.words)
    return [
        each
        for each in (*document.entries, *document.sentences)
        if each.paragraph == source.paragraph and re.search(pattern, each.source().words)
    ][:1]
