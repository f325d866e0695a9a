"""What an order does to a conference already set, in many courts' words."""

import pytest

from bot.orders import as_proposal, read

ORDER = """
                 UNITED STATES DISTRICT COURT
                 NORTHERN DISTRICT OF OHIO

ACME TOOL CO.,                )
          Plaintiff,          )   Case No. 1:25-cv-01234
     v.                       )
BEST CORP.,                   )
          Defendant.          )

                 ORDER

     {words}

     IT IS SO ORDERED.
Dated: May 4, 2026
                          /s/ Alma T. Reed
                          United States Magistrate Judge
"""
CONFERENCE = "2026-06-18"


def reading_of(words: str) -> dict[str, object]:
    return as_proposal(read(ORDER.format(words=words)))


@pytest.mark.parametrize(
    "words",
    [
        "In light of the notice of settlement, the Court will not hold the June 18, 2026 settlement conference.",
        "The June 18, 2026 settlement conference is therefore taken off the calendar.",
        "The settlement conference set for June 18, 2026 will accordingly not go forward.",
    ],
)
def test_a_conference_called_off_has_only_a_former_day(words: str) -> None:
    got = reading_of(words)
    assert (got["kind"], got["conference_at"], got["previous_conference_at"]) == ("vacatur", None, CONFERENCE)


@pytest.mark.parametrize(
    "words",
    [
        (
            "The joint motion to reschedule the settlement conference set for June 18, 2026 is GRANTED. The new date "
            "is July 9, 2026 at 2:00 p.m."
        ),
        "The Court reschedules the June 18, 2026 settlement conference for July 9, 2026 at 2:00 p.m.",
        "The settlement conference calendared for June 18, 2026 shall instead take place July 9, 2026, 2:00 p.m.",
    ],
)
def test_a_conference_moved_has_its_new_hour_beside_its_former_day(words: str) -> None:
    got = reading_of(words)
    assert (got["kind"], got["conference_at"]) == ("adjournment", "2026-07-09T14:00")
    assert got["previous_conference_at"] == CONFERENCE


@pytest.mark.parametrize(
    ("words", "platform"),
    [
        (
            (
                "The June 18, 2026, 10:00 a.m. settlement conference, previously to be held in Courtroom 11A, will be "
                "conducted by Zoom."
            ),
            "zoom",
        ),
        (
            (
                "The request to appear by video is granted: the settlement conference on June 18, 2026 at 10:00 a.m. "
                "shall be by Zoom rather than in person."
            ),
            "zoom",
        ),
        (
            (
                "The settlement conference will go forward on June 18, 2026, at 10:00 a.m., as scheduled, but by "
                "telephone and not in person."
            ),
            "telephone",
        ),
    ],
)
def test_a_conference_that_keeps_its_day_and_changes_its_form_is_a_change_of_form(words: str, platform: str) -> None:
    got = reading_of(words)
    assert (got["kind"], got["conference_at"]) == ("format_change", "2026-06-18T10:00")
    assert got["platform"] == platform


def test_an_hour_set_against_the_old_one_is_a_change_of_time() -> None:
    got = reading_of("The June 18, 2026 settlement conference will begin at 1:00 p.m., not 10:00 a.m.")
    assert (got["kind"], got["conference_at"]) == ("time_change", "2026-06-18T13:00")
    assert got["previous_conference_at"] == "2026-06-18T10:00"


def test_a_motion_denied_leaves_the_conference_where_it_was() -> None:
    got = reading_of(
        "The motion to continue is DENIED. The settlement conference remains set for June 18, 2026 at 10:00 a.m."
    )
    assert (got["kind"], got["conference_at"]) == ("settlement_conference_order", "2026-06-18T10:00")


def test_an_hour_that_the_conference_will_now_begin_at_moves_no_day() -> None:
    got = reading_of("The settlement conference set for June 18, 2026 at 10:00 a.m. will now be held at 1:00 p.m.")
    assert (got["kind"], got["conference_at"]) == ("time_change", "2026-06-18T13:00")
