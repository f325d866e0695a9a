"""What a person must look at before anything is registered: a stable code and one plain sentence each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.court_days import calendar_for
from bot.domain.day_words import clock, long_day, plain_day, short_day
from bot.domain.deadlines import Warn
from bot.domain.matter_deadlines import MatterDeadline, order_deadlines
from bot.domain.order import Anchor, DayCount, DocumentKind, Doubt, OrderReading, Platform
from bot.orders.addresses import perhaps_cut
from bot.orders.conference import Meeting
from bot.orders.dates import WEEKDAYS, DateMention, dates
from bot.orders.exchange import Exchange
from bot.orders.kinds import is_proposed, is_request
from bot.orders.layout import Document
from bot.orders.letters import Letter
from bot.orders.papers import letter_sentences
from bot.orders.venue import Venue

_FORM_NAMES = {
    Platform.TEAMS: "Teams",
    Platform.ZOOM: "Zoom",
    Platform.VIDEO: "video",
    Platform.TELEPHONE: "telephone",
    Platform.IN_PERSON: "in person",
}
_ELSEWHERE = re.compile(
    r"\b(?:standing\s+order|individual\s+(?:rules|practices|procedures|motion\s+practices)|"
    r"chambers'?\s+(?:rules|practices|procedures)|local\s+practices|"
    r"settlement\s+(?:conference\s+)?(?:procedures|instructions|guidelines),?\s+(?:are\s+)?(?:available|"
    r"posted|attached|found|located|set\s+forth)|(?:attached|annexed|appended|"
    r"enclosed)\s+(?:\w+\s+){0,4}?(?:order|procedures|instructions|form|rules|exhibit|hereto)|"
    r"(?:procedures|instructions|rules|form)\s+(?:\w+\s+){0,4}?(?:attached|annexed|appended|"
    r"available\s+(?:at|on)|posted))\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\.\.\.|\[\s*(?:truncated|continued|cut|more)[^\]]*\]|[a-z,;-])\s*$")
_MANY_YEARS = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything read, for the doubts to be drawn from."""

    document: Document
    reading: OrderReading
    meeting: Meeting
    venue: Venue
    letter: Letter
    exchange: Exchange
    order_day: DateMention | None = None
    zones: tuple[str, ...] = ()


def doubts(found: Findings) -> tuple[Doubt, ...]:
    """Every doubt about what was read, each code and sentence once."""
    return tuple(dict.fromkeys(doubt for check in _CHECKS for doubt in check(found)))


def _standing(found: Findings) -> Iterator[Doubt]:
    if is_proposed(found.document):
        yield Doubt("unsigned_proposed", "This reads as a proposed order. It sets nothing until the Court signs it.")
    elif is_request(found.document) and found.meeting.settlement:
        yield Doubt(
            "unsigned_proposed",
            "This reads as a request or a message, not an order. It moves nothing until the Court orders it.",
        )


def _instructions(found: Findings) -> Iterator[Doubt]:
    if found.document.instructions:
        yield Doubt(
            "bot_instruction",
            "The text holds an instruction aimed at a bot. It was ignored; please check where the text comes from.",
        )


def _conference(found: Findings) -> Iterator[Doubt]:
    meeting = found.meeting
    days = dict.fromkeys(event.day.date for event in meeting.rivals if event.day.date)
    if len(days) > 1:
        listed = " and ".join(short_day(day, year=True) for day in days)
        yield Doubt("two_conferences", f"The order gives more than one day for the conference: {listed}.")
    if meeting.inferred and meeting.date and found.reading.conference_date:
        yield Doubt(
            "conference_inferred",
            f"No sentence sets the conference outright; {long_day(meeting.date)} is the one day with an hour.",
        )
    if meeting.negated and meeting.date:
        yield Doubt(
            "not_for_now",
            f'The order says the conference is "not" set for {long_day(meeting.date)}; "now" may be meant.',
        )
    if meeting.time_unclear:
        yield Doubt("time_unclear", "The order does not say whether the conference's hour is morning or afternoon.")
    elif meeting.date and meeting.slot.time is None and meeting.settlement:
        yield Doubt("time_missing", f"The order names {long_day(meeting.date)} and no hour.")


def _calendar(found: Findings) -> Iterator[Doubt]:
    order_date, meeting = found.reading.order_date, found.meeting
    if meeting.date and order_date:
        if meeting.date < order_date:
            yield Doubt(
                "conference_before_order",
                f"The conference on {long_day(meeting.date)} is before the order's own date, "
                f"{short_day(order_date, year=True)}.",
            )
        elif meeting.date.year - order_date.year > _MANY_YEARS:
            yield Doubt(
                "impossible_year",
                f"The conference's year, {meeting.date.year}, is far from the order's, {order_date.year}.",
            )


def _printed_dates(found: Findings) -> Iterator[Doubt]:
    document = found.document
    texts = [*(each.text for each in (*document.entries, *document.sentences)), document.closing.text]
    for mention in (mention for text in texts for mention in dates(text)):
        mention_or_near = mention.near(found.reading.order_date or found.meeting.date)
        if mention.impossible:
            yield _impossible(mention)
        elif mention_or_near.weekday_differs and mention_or_near.date and mention.weekday is not None:
            day = mention_or_near.date
            yield Doubt(
                "weekday_mismatch",
                f"The order prints {WEEKDAYS[mention.weekday].title()} for {plain_day(day)}, "
                f"which is a {WEEKDAYS[day.weekday()].title()}.",
            )
    if any(event.day.year is None and event.day.date for event in found.meeting.rivals):
        yield Doubt(
            "year_not_stated", "The order prints the conference's day without a year; the year here is a proposal."
        )


def _impossible(mention: DateMention) -> Doubt:
    if mention.year and not 1990 <= mention.year <= 2099:  # noqa: PLR2004 - years no court order bears
        return Doubt("impossible_year", f"The order prints a year that makes no sense: {mention.year}.")
    return Doubt(
        "impossible_date", f"The order prints a day that does not exist: {mention.month}/{mention.day}/{mention.year}."
    )


def _formats(found: Findings) -> Iterator[Doubt]:
    forms = [_FORM_NAMES[form] for form, _ in found.venue.formats]
    if len(forms) > 1:
        yield Doubt("two_formats", f"The order names more than one format for the conference: {' and '.join(forms)}.")


def _letter(found: Findings) -> Iterator[Doubt]:
    letter = found.letter
    if len(letter.emails) > 1:
        yield Doubt(
            "two_emails", f"The order gives more than one address for the letter: {' and '.join(letter.emails)}."
        )
    if any(perhaps_cut(each.text) for each in letter_sentences(found.document)):
        yield Doubt("address_unclear", "The address for the letter may have lost an underscore; please check it.")
    if "letter_due_differs" in letter.unsure and letter.due is None:
        yield Doubt(
            "letter_due_differs",
            "The order gives more than one date for the letter or statement; it may differ by party.",
        )
    if letter.form.pages_differ:
        yield Doubt("page_limit_differs", "The order gives more than one page limit for the letter or statement.")
    for code in {*letter.unsure, *found.exchange.unsure}:
        if code == "number_mismatch":
            yield Doubt(code, "The order writes one number in words and another in figures for the same period.")


def _exchange(found: Findings) -> Iterator[Doubt]:
    rule = found.reading.response_rule
    if rule and isinstance(rule.due, DayCount) and rule.due.anchor is Anchor.THEREAFTER:
        yield Doubt(
            "ambiguous_thereafter",
            f'The response is due {rule.due.n} {rule.due.unit.replace("_", " ")} "thereafter"; '
            "the order does not say whether that runs from the demand as made or from the last day to make it.",
        )


def _computed(found: Findings) -> Iterator[Doubt]:
    reading = found.reading
    if reading.conference_at is None or not reading.register:
        return
    for item in order_deadlines(reading, reading.tz or "America/New_York", calendar_for(reading.court)):
        yield from _misplaced(item, reading)


def _misplaced(item: MatterDeadline, reading: OrderReading) -> Iterator[Doubt]:
    if item.deadline is None or item.key == "conference" or reading.conference_at is None:
        return
    key = "other" if item.key.startswith("other") else item.key
    name = item.name or {"letter": "letter", "demand": "settlement demand", "response": "response to the demand"}.get(
        key, key
    )
    day = short_day(item.deadline.due, year=True)
    codes = {warning.code for warning in item.deadline.warnings}
    if Warn.BEFORE_ORDER in codes and reading.order_date:
        yield Doubt(
            f"{key}_before_order",
            f"The {name} comes to {day}, before the order's date, {short_day(reading.order_date, year=True)}.",
        )
    if Warn.NOT_BEFORE_CONFERENCE in codes:
        yield Doubt(
            f"{key}_after_conference",
            f"The {name} comes to {day}, which is not before the conference on "
            f"{short_day(reading.conference_at, year=True)}.",
        )
    for warning in item.deadline.warnings:
        if warning.code == Warn.RESPONSE_NOT_BEFORE_CONFERENCE:
            yield Doubt("response_after_conference", warning.text)
        elif warning.code in (Warn.NAMED_DAY_CLOSED, Warn.PRINTED_DAY_DIFFERS):
            yield Doubt(str(warning.code), warning.text)


def _completeness(found: Findings) -> Iterator[Doubt]:
    document = found.document
    if len(found.reading.text) > len(document.original):
        yield Doubt("text_too_long", f"Only the first {len(document.original):,} characters were read.")
    if document.scanned:
        yield Doubt(
            "scanned_text", "The text looks like a scan with letters and figures mixed up; please check each value."
        )
    last = document.sentences[-1].text if document.sentences else ""
    if not document.closing.text.strip() and last and _CUT.search(last) and found.meeting.settlement:
        yield Doubt("text_cut_off", "The text ends in mid-sentence. Something may be missing.")
    if (
        document.sentences
        and any(
            _ELSEWHERE.search(text) for text in (*(each.text for each in document.sentences), document.closing.text)
        )
        and found.reading.kind is not DocumentKind.NOT_AN_ORDER
    ):
        yield Doubt(
            "standing_order_missing", "The order relies on terms in another document that is not part of this text."
        )


def _place(found: Findings) -> Iterator[Doubt]:
    if len(found.zones) > 1:
        yield Doubt(
            "zone_mismatch", f"The order names {found.zones[0]} time; the court's own place keeps {found.zones[1]}."
        )
    at = found.reading.conference_at
    if found.reading.register and at and (at.hour < 7 or at.hour >= 19):  # noqa: PLR2004 - outside any court's day
        yield Doubt("unusual_hour", f"The conference is set for {clock(at.time())}, outside court hours.")


_CHECKS: tuple[Callable[[Findings], Iterator[Doubt]], ...] = (
    _standing,
    _instructions,
    _conference,
    _calendar,
    _printed_dates,
    _formats,
    _letter,
    _exchange,
    _computed,
    _completeness,
    _place,
)
