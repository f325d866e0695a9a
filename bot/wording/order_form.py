"""The form that holds an order's facts: by hand, after reading, and when a registered conference is corrected."""

import datetime as dt
from collections.abc import Mapping

from bot.conversation.forms import Choice, ChoiceField, Field, TextField
from bot.domain.day_words import clock, long_day, zone_name
from bot.domain.order import LetterService, OrderReading, Platform
from bot.wording.rules import rule_words

ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)
LABELS: Mapping[str, str] = {
    "conference_at": "Conference",
    "zone": "Court's time zone",
    "platform": "Held by",
    "location": "Place",
    "dial_in": "Link or dial-in",
    "letter_due": "Letter due",
    "letter_served": "Who sees the letter",
    "letter_email": "Letter sent to",
    "letter_marking": "Letter marked",
    "page_limit": "Letter's page limit",
    "demand_rule": "Demand due",
    "response_rule": "Response due",
    "other_deadlines": "Further dates",
    "plaintiffs": "Plaintiffs",
    "defendants": "Defendants",
    "other_parties": "Other parties",
    "caption": "Caption",
    "docket": "Docket",
    "judge": "Judge",
    "court": "Court",
    "order_date": "Order dated",
}
"""What each field of an order is called, on forms and cards alike."""

PLATFORM_CHOICES = {
    Platform.TEAMS: "Microsoft Teams",
    Platform.ZOOM: "Zoom",
    Platform.VIDEO: "Other video",
    Platform.TELEPHONE: "Telephone",
    Platform.IN_PERSON: "In person",
}
SERVICE_CHOICES = {
    LetterService.EX_PARTE: "The Court only (ex parte)",
    LetterService.SERVED: "Every party (served)",
    LetterService.MIXED: "One part served, one part confidential",
}

A_DAY = "Such as: Friday, January 15, 2027, 10:00 am"
A_RULE = "As the order states it: a day, or a count such as: 5 business days before the conference"
NEVER_INFERRED = "Leave it empty unless the order states it; there will be no letter reminders until it does."
NO_FIGURES = "Settlement figures are not kept here. Please leave the amount out."
TOO_LONG = "That is longer than an order's own words for this."
NOT_A_NUMBER = "Please enter a number of pages, such as 10."
NOT_AN_ADDRESS = "That does not look like an e-mail address."
NOT_A_RULE = "I couldn't read that. Please enter a day, or a count such as: 14 days before the conference."
UNKNOWN_EVENT = "Parley counts from the conference, the order, the letter or the demand. Please enter the day itself."
CHOOSE_ZONE = "Please choose the court's time zone."
DAY_FORM = "Please use a form like January 15, 2027."
NEEDED_DAY = "Please enter the day, such as January 15, 2027."
NEEDED_MOMENT = "Please enter the day and the hour, such as January 15, 2027, 10:00 am."
NEEDED = "The conference's day and hour are needed."


def read_as(name: str, day: dt.date) -> str:
    """How a day in numbers was read."""
    return f"{LABELS[name]}: read as {long_day(day)}, with the month first."


def moment_text(order: OrderReading) -> str:
    """The conference as a person would type it; the day alone where no hour is stated."""
    if order.conference_at is not None:
        return f"{long_day(order.conference_at)}, {clock(order.conference_at.time())}"
    return long_day(order.conference_date) if order.conference_date else ""


def shown(order: OrderReading, zone: str) -> dict[str, str]:
    """What each field of the form holds for an order."""
    return {
        "conference_at": moment_text(order),
        "zone": zone,
        "platform": order.platform.value if order.platform else "",
        "location": order.location or "",
        "letter_due": rule_words(order.letter_due),
        "letter_served": order.letter_served.value if order.letter_served else "",
        "letter_email": order.letter_email or "",
        "page_limit": str(order.page_limit.pages) if order.page_limit else "",
        "demand_rule": rule_words(order.demand_rule),
        "response_rule": rule_words(order.response_rule),
        "plaintiffs": "\n".join(order.plaintiffs),
        "defendants": "\n".join(order.defendants),
        "other_parties": "\n".join(each.name for each in order.other_parties),
        "docket": order.docket or "",
        "judge": order.judge or "",
        "court": order.court or "",
        "order_date": long_day(order.order_date) if order.order_date else "",
    }


def order_fields(values: Mapping[str, str]) -> tuple[Field, ...]:
    """The form's fields with these values in them."""

    def text(name: str, hint: str = "", *, optional: bool = True, multiline: bool = False) -> TextField:
        value = values.get(name, "")
        return TextField(name, LABELS[name], value, hint, multiline=multiline, optional=optional, max_length=2000)

    return (
        text("conference_at", A_DAY, optional=False),
        _zone(values.get("zone", "")),
        _choice("platform", {str(each): label for each, label in PLATFORM_CHOICES.items()}, values),
        text("location", "For a conference in person: courtroom and courthouse"),
        text("letter_due", f"{A_RULE}. {NEVER_INFERRED}"),
        _choice("letter_served", {str(each): label for each, label in SERVICE_CHOICES.items()}, values),
        text("letter_email"),
        text("page_limit"),
        text("demand_rule", "Such as: 14 days before the conference. No amounts."),
        text("response_rule", "Such as: 7 days after the demand. No amounts."),
        text("plaintiffs", "One on each line, as the caption names them", multiline=True),
        text("defendants", "One on each line, as the caption names them", multiline=True),
        text("other_parties", "One on each line", multiline=True),
        text("docket"),
        text("judge"),
        text("court"),
        text("order_date"),
    )


def _zone(value: str) -> ChoiceField:
    zones = ZONES if not value or value in ZONES else (value, *ZONES)
    choices = tuple(Choice(each, zone_name(each)) for each in zones)
    return ChoiceField("zone", LABELS["zone"], choices, value, "Deadlines and reminders follow the court's clock")


def _choice(name: str, labels: Mapping[str, str], values: Mapping[str, str]) -> ChoiceField:
    choices = tuple(Choice(value, label) for value, label in labels.items())
    return ChoiceField(name, LABELS[name], choices, values.get(name, ""), optional=True)
