"""What sets a conference, and what only speaks of one."""

import datetime as dt

from bot.domain.order import DocumentKind, NamedDay
from bot.orders import read

ORDER = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON

PLAINTIFF A,
               Plaintiff,
     v.
ACME CORP.,
               Defendant.

ORDER

{told}

IT IS SO ORDERED.
Dated: March 3, 2026

Carol Dent
United States Magistrate Judge
"""


def test_a_conference_someone_failed_to_attend_is_not_set_anew() -> None:
    reading = read(
        ORDER.format(
            told="Defendant moves for sanctions for Plaintiff's failure to attend the settlement conference of "
            "February 10, 2026 at 10:00 a.m. The motion is GRANTED."
        )
    )
    assert (reading.conference_date, reading.register) == (None, False)


def test_a_conference_told_of_and_then_vacated_is_not_set() -> None:
    reading = read(
        ORDER.format(
            told="On January 5, 2026, the Court set a settlement conference for April 16, 2026, at 10:00 a.m. "
            "The settlement conference set for April 16, 2026, is VACATED."
        )
    )
    assert (reading.kind, reading.conference_date) == (DocumentKind.VACATUR, None)


def test_a_party_named_by_a_letter_keeps_its_capital() -> None:
    assert read(ORDER.format(told="The conference is set for May 5, 2026.")).plaintiffs == ("Plaintiff A",)


def test_each_row_of_a_table_of_dates_speaks_for_itself() -> None:
    reading = read(
        ORDER.format(
            told="A settlement conference will be held on August 11, 2026, at 9:00 a.m.\n\n"
            "Plaintiff serves a settlement demand:     July 14, 2026\n"
            "Pre-settlement conference call:           August 4, 2026, 10:00 a.m."
        )
    )
    calls = [each.due for each in reading.other_deadlines if each.name == "pre-conference call"]
    assert calls == [NamedDay(dt.date(2026, 8, 4), dt.time(10))]
