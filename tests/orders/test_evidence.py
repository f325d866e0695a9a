"""What decides between readings when no single phrase may: who speaks, what a row names, what a role says."""

import datetime as dt

import pytest

from bot.domain.order import DayCount, DocumentKind, NamedDay
from bot.orders import read

HEAD = "UNITED STATES DISTRICT COURT\nDISTRICT OF MAINE\n\nANA DOE,\nPlaintiff,\nv.\nACME WIDGETS, INC.,\nDefendant.\n"
TAIL = "\n\nSO ORDERED.\n\nDated: March 3, 2026\n\nCarol Dent\nUnited States Magistrate Judge\n"
SET = "A settlement conference is set for May 5, 2026 at 10:00 a.m. in Courtroom 2."


def order(body: str) -> str:
    return f"{HEAD}\nORDER\n\n{body}{TAIL}"


@pytest.mark.parametrize(
    "odd",
    [
        "Counsel respectfully submit that a conference would help.",
        "The parties' newsletter article is not legal advice.",
        "Plaintiff moves this Court to be excused.",
        "The undersigned counsel appeared by telephone.",
    ],
)
def test_one_odd_phrase_does_not_lose_an_order(odd: str) -> None:
    reading = read(order(f"{odd} {SET}"))
    assert (reading.kind, reading.register) == (DocumentKind.SETTLEMENT_CONFERENCE_ORDER, True)


@pytest.mark.parametrize(
    "text",
    [
        f"Dear Judge Dent:\n\nWe write for the plaintiff. {SET} Please move it.\n\nRespectfully submitted,\n/s/ A. Bee",
        f"From: A <a@firm.example>\nTo: B <b@firm.example>\nSubject: conference\n\n{SET} Our client will come.",
        f"CLIENT ALERT\n\nOne order said: “{SET}” This is not legal advice.",
    ],
)
def test_a_settlement_conference_told_of_by_somebody_else_is_no_order(text: str) -> None:
    assert read(text).kind is DocumentKind.NOT_AN_ORDER


def test_a_table_gives_each_thing_its_day() -> None:
    table = (
        f"{SET}\n\n"
        "Event                                      Date\n"
        "Plaintiff's written demand                 April 7, 2026\n"
        "Defendant's written response               April 14, 2026\n"
        "Confidential statements to chambers        April 28, 2026, by noon\n"
    )
    reading = read(order(table))
    due = [rule.due for rule in (reading.demand_rule, reading.response_rule) if rule]
    assert due == [NamedDay(dt.date(2026, 4, 7)), NamedDay(dt.date(2026, 4, 14))]
    assert reading.letter_due == NamedDay(dt.date(2026, 4, 28), dt.time(12))


def test_a_day_on_a_line_of_its_own_belongs_to_the_meeting_named_before_it() -> None:
    body = "Counsel shall report to Courtroom 2 for a settlement conference on:\n\n   MAY 5, 2026 AT 10:00 A.M."
    reading = read(order(body))
    assert reading.conference_at == dt.datetime(2026, 5, 5, 10)  # noqa: DTZ001 - court time has no zone here


def test_a_day_no_sentence_sets_is_taken_with_a_doubt() -> None:
    body = "This concerns a settlement conference.\n\nWhen? Tuesday, May 5, 2026, at 10:00 a.m., in Courtroom 2."
    reading = read(order(body))
    assert reading.conference_date == dt.date(2026, 5, 5)
    assert "conference_inferred" in {each.code for each in reading.warnings}


def test_of_two_cases_in_one_order_the_first_ones_conference_is_taken_and_both_days_are_doubted() -> None:
    text = order(
        "In Case No. 2:26-cv-00001, a settlement conference will be held on May 5, 2026 at 10:00 a.m. "
        "In Case No. 2:26-cv-00002, a settlement conference will be held on May 7, 2026 at 10:00 a.m."
    ).replace("Plaintiff,\n", "Plaintiff,   Case Nos. 2:26-cv-00001 and 2:26-cv-00002\n", 1)
    reading = read(text)
    assert reading.conference_date == dt.date(2026, 5, 5)
    assert "two_conferences" in {each.code for each in reading.warnings}


@pytest.mark.parametrize(
    ("names", "role", "parties"),
    [
        ("RIM GROWERS and BASIN WATER USERS,", "Plaintiffs,", ("Rim Growers", "Basin Water Users")),
        ("RIM AND BASIN WATER USERS,", "Plaintiff,", ("Rim and Basin Water Users",)),
        ("Rim Growers and Basin Water Users,", "Plaintiffs,", ("Rim Growers", "Basin Water Users")),
        ("Rim Growers and Basin Water Users,", "Plaintiff,", ("Rim Growers and Basin Water Users",)),
        ("ANA DOE, Executrix of the Estate of Bo Doe,", "Plaintiff,", ("Ana Doe",)),
        ("RIM POOL, A RECIPROCAL ASSOCIATION,", "Plaintiff,", ("Rim Pool, A Reciprocal Association",)),
        ("RIVER FREIGHT, LLC, d.b.a. BIG RIVER,", "Plaintiff,", ("River Freight, LLC, d.b.a. Big River",)),
    ],
)
def test_capitals_and_roles_tell_one_party_from_two(names: str, role: str, parties: tuple[str, ...]) -> None:
    text = order(SET).replace("ANA DOE,\nPlaintiff,", f"{names}\n{role}", 1)
    assert read(text).plaintiffs == parties


def test_letters_and_figures_a_scanner_mixed_up_are_put_right_with_a_doubt() -> None:
    noisy = order(SET).replace("DISTRICT", "D1STRICT").replace("2026 at", "2O26 at")
    reading = read(noisy)
    assert (reading.court, reading.conference_date) == (read(order(SET)).court, dt.date(2026, 5, 5))
    assert "scanned_text" in {each.code for each in reading.warnings}


def test_an_address_is_never_put_right() -> None:
    body = f"{SET} By April 28, 2026 each party shall e-mail a confidential letter to c1erk0ffice@med.uscourts.gov."
    assert read(order(body)).letter_email == "c1erk0ffice@med.uscourts.gov"


def test_a_limit_without_its_event_runs_back_from_the_conference() -> None:
    reading = read(order(f"{SET} Seven days before, each party sends chambers a confidential letter."))
    assert isinstance(reading.letter_due, DayCount)
    assert (reading.letter_due.n, reading.letter_due.anchor.value) == (7, "conference")


def test_a_day_without_a_year_is_proposed_from_today_only_where_the_order_bears_no_date() -> None:
    words = "The settlement conference is adjourned to February 11 at 2:00 p.m. SO ORDERED."
    assert read(words).conference_date is None
    assert read(words, dt.date(2026, 11, 20)).conference_date == dt.date(2027, 2, 11)
    assert read(words, dt.date(2026, 1, 20)).conference_date == dt.date(2026, 2, 11)


def test_a_conference_continued_to_the_same_hour_keeps_it() -> None:
    reading = read(
        order(
            "The settlement conference set for May 5, 2026 at 10:00 a.m. is continued to June 9, 2026 at the same time."
        )
    )
    assert reading.conference_at == dt.datetime(2026, 6, 9, 10)  # noqa: DTZ001 - court time has no zone here
