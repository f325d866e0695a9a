"""The order that comes with Parley: every field, every doubt."""

import datetime as dt
from importlib import resources

import pytest

from bot.domain.order import (
    Anchor,
    ConditionalRule,
    DayCount,
    Direction,
    DocumentKind,
    LetterService,
    NamedDay,
    OrderReading,
    PageLimit,
    Platform,
    Provision,
    Unit,
)
from bot.orders import as_proposal, sample


@pytest.fixture(scope="module")
def order() -> OrderReading:
    return sample()


def test_the_sample_comes_with_the_package(order: OrderReading) -> None:
    assert order.text == resources.files("bot.orders").joinpath("sample_order.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", DocumentKind.SETTLEMENT_CONFERENCE_ORDER),
        ("register", True),
        ("caption", "Alfano v. Krasne"),
        ("plaintiffs", ("Alfano",)),
        ("defendants", ("Krasne",)),
        ("plaintiffs_et_al", False),
        ("defendants_et_al", False),
        ("other_parties", ()),
        ("docket", "7:23-cv-07291-PMH"),
        ("other_dockets", ()),
        ("judge", "Victoria Reznik"),
        ("court", "United States District Court, Southern District of New York"),
        ("order_date", dt.date(2023, 12, 7)),
        ("conference_at", dt.datetime(2023, 12, 13, 14, 30)),  # noqa: DTZ001 - court time is naive here
        ("tz", "America/New_York"),
        ("previous_conference_at", None),
        ("platform", Platform.TEAMS),
        ("location", None),
        ("dial_in", None),
        ("letter_due", NamedDay(dt.date(2023, 12, 11))),
        ("letter_served", LetterService.EX_PARTE),
        ("letter_email", "ReznikNYSDChambers@nysd.uscourts.gov"),
        ("letter_marking", "Confidential Material for Use Only at Settlement Conference"),
        ("page_limit", PageLimit(10, "not including exhibits")),
        (
            "demand_rule",
            ConditionalRule(DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE), only_if_not_already=True),
        ),
        (
            "response_rule",
            ConditionalRule(DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.THEREAFTER), only_if_not_already=True),
        ),
        ("other_deadlines", ()),
    ],
)
def test_every_field_of_the_sample_is_read(order: OrderReading, field: str, value: object) -> None:
    assert getattr(order, field) == value


def test_what_had_passed_when_the_sample_was_signed_is_said_and_what_is_open_is_asked(order: OrderReading) -> None:
    assert {each.code for each in order.warnings} == {
        "demand_before_order",
        "response_before_order",
        "response_after_conference",
        "ambiguous_thereafter",
    }


def test_the_sample_has_its_opening_and_four_paragraphs_verbatim(order: OrderReading) -> None:
    assert [(each.number, each.heading) for each in order.paragraphs] == [
        ("0", ""),
        ("1", "Confidentiality"),
        ("2", "Ex parte letter submissions"),
        ("3", "Exchange of Demand/Offer"),
        ("4", "Attendance"),
    ]
    assert all(each.text in order.text for each in order.paragraphs)


def test_the_five_contents_of_the_letter_are_listed(order: OrderReading) -> None:
    assert len(order.letter_contents) == 5
    assert (
        order.letter_contents[2]
        == "the party’s evaluation of the settlement value of the case and the rationale for it"
    )


def test_the_sample_is_silent_on_what_it_does_not_address(order: OrderReading) -> None:
    silent = {
        Provision.ADJOURNMENT,
        Provision.INSURERS,
        Provision.CORPORATE_PARTIES,
        Provision.GOVERNMENT_PARTIES,
        Provision.INTERPRETER,
        Provision.RECORDING,
        Provision.SETTLED_EARLIER,
        Provision.PRE_CALL,
        Provision.EXCUSAL,
        Provision.LOCATION,
    }
    assert not silent & order.provisions.keys()


@pytest.mark.parametrize(
    ("matter", "paragraph", "words"),
    [
        (Provision.LETTER_DUE, "2", "No later than **December 11, 2023**"),
        (Provision.LETTER_FILING, "2", "filed on ECF"),
        (Provision.LETTER_SERVICE, "2", "should not be served"),
        (Provision.LETTER_PAGES, "2", "must not exceed ten (10) pages"),
        (Provision.HARD_COPY, "2", "hand deliver a hard copy"),
        (Provision.DEMAND, "3", "no later than 14 days before the conference"),
        (Provision.RESPONSE, "3", "no later than 7 days thereafter"),
        (Provision.AUTHORITY, "4", "ultimate settlement authority"),
        (Provision.BY_PHONE, "4", "available by phone"),
        (Provision.SANCTIONS, "4", "may face other sanctions"),
        (Provision.DISCOVERY, "1", "may not be used in discovery"),
    ],
)
def test_each_matter_is_answered_by_the_sentence_that_speaks_to_it(
    order: OrderReading, matter: Provision, paragraph: str, words: str
) -> None:
    (source,) = order.provisions[matter]
    assert source.paragraph == paragraph
    assert words in source.words


def test_the_proposal_is_printed_in_the_agreed_form(order: OrderReading) -> None:
    printed = as_proposal(order)
    assert printed["conference_at"] == "2023-12-13T14:30"
    assert printed["letter_due"] == {"date": "2023-12-11", "time": None}
    assert printed["page_limit"] == 10
    assert printed["platform"] == "teams"
    sources = printed["sources"]
    assert isinstance(sources, dict)
    assert sources["docket"] == {"words": "7:23-cv-07291-PMH", "paragraph": "0"}
