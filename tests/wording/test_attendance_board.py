import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.conversation.cards import Buttons, Card, Facts
from bot.conversation.requests import NameAttendee, ShowAttendance
from bot.domain.attendance import AttendanceState, Attendee, FollowUp, Mode, Row, Side
from bot.domain.conference import Status
from bot.domain.order import Provision, Source
from bot.domain.people import Audience
from bot.wording.attendance import PER_PAGE, board
from bot.wording.attendance_replies import outstanding
from tests.builders import moment
from tests.fakes.matters import conference, order, stamp

NOW = moment("2027-01-07T10:00")
B = Attendee("B. Sample", "VP", Mode.BY_PHONE, "Told by e-mail")


def confirmed(number: int = 1, **more: object) -> Row:
    row = Row(f"d{number}", f"Defendant {number}", Side.DEFENDANT, state=AttendanceState.CONFIRMED, attendee=B)
    return replace(row, stamp=stamp("2027-01-06T10:00", "associate", "Associate"), **more)  # type: ignore[arg-type]  # fields of a row


def open_row(number: int = 1, **more: object) -> Row:
    return replace(Row(f"p{number}", f"Plaintiff {number}", Side.PLAINTIFF), **more)  # type: ignore[arg-type]  # the same


def shown(*rows: Row, audience: Audience = Audience.OWN, page: int = 1, **fields: object) -> Card:
    return board(conference(rows=rows, **fields), NOW, audience, page)  # type: ignore[arg-type]  # fields of a conference


def test_a_confirmed_party_shows_person_title_mode_and_who_confirmed_it() -> None:
    line = "Defendant 1: B. Sample, VP, available by phone. Confirmed by Associate, Wed Jan 6."
    assert line in shown(confirmed()).text


def test_a_number_not_on_file_is_said() -> None:
    assert "number not yet on file" in shown(confirmed(attendee=replace(B, phone_on_file=False))).text
    assert "number" not in shown(confirmed(attendee=replace(B, phone_on_file=True))).text


def test_whoever_follows_up_is_named_with_the_day() -> None:
    following = FollowUp("Dana", dt.date(2027, 1, 8))
    assert "Plaintiff 1: not named. Dana follows up by Fri Jan 8." in shown(open_row(follow_up=following)).text


def test_a_party_to_reconfirm_counts_as_open_and_asks() -> None:
    card = shown(confirmed(state=AttendanceState.TO_RECONFIRM), confirmed(2))
    assert "1 of 2 parties confirmed." in card.text
    assert "B. Sample, VP, available by phone. To reconfirm for the new date." in card.text
    assert "Still correct: Defendant 1" in [each.label for each in card.buttons]


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.UNKNOWN])
def test_where_outsiders_can_read_no_person_is_named(audience: Audience) -> None:
    following = FollowUp("Dana", dt.date(2027, 1, 8))
    card = shown(confirmed(), open_row(follow_up=following), audience=audience)
    assert "Defendant 1: confirmed." in card.text
    assert "Plaintiff 1: not named." in card.text
    for name in ("Sample", "Dana", "Associate", "VP"):
        assert name not in card.text


def test_the_card_of_two_parties_has_five_lines_on_a_phone() -> None:
    assert len(shown(confirmed(), open_row()).text.splitlines()) <= 6


def test_the_lock_screen_shows_a_count_and_no_name() -> None:
    assert shown(confirmed(), open_row()).summary == "Attendance: 1 of 2 parties confirmed."


def test_each_party_has_its_button_while_they_are_few() -> None:
    card = shown(confirmed(), open_row(), open_row(2), open_row(3))
    named = [each.request.party for each in card.buttons if isinstance(each.request, NameAttendee)]
    assert named == ["d1", "p1", "p2", "p3"]


def test_twenty_parties_come_a_page_at_a_time_and_none_is_missed() -> None:
    rows = tuple(open_row(number) for number in range(1, 21))
    seen: list[str] = []
    for page in range(1, 5):
        card = shown(*rows, page=page)
        (table,) = (each for each in card.elements if isinstance(each, Facts))
        assert len(table.facts) == PER_PAGE
        assert f"Parties {5 * page - 4} to {5 * page} of 20." in card.text
        seen += [each.label for each in table.facts]
    assert seen == [row.party for row in rows]


def test_a_page_leads_to_its_neighbours_alone() -> None:
    rows = tuple(open_row(number) for number in range(1, 21))

    def turning(page: int) -> dict[str, int]:
        buttons = shown(*rows, page=page).buttons
        return {each.label: each.request.page for each in buttons if isinstance(each.request, ShowAttendance)}

    assert turning(1) == {"Next": 2}
    assert turning(2) == {"Previous": 1, "Next": 3}
    assert turning(4) == {"Previous": 3}


@pytest.mark.parametrize("page", [-3, 0, 99])
def test_a_page_there_is_not_shows_the_nearest(page: int) -> None:
    assert shown(*(open_row(number) for number in range(1, 8)), page=page).text


def test_a_paged_card_says_who_is_open_elsewhere() -> None:
    rows = [confirmed(number) for number in range(1, 6)] + [open_row(number) for number in range(6, 11)]
    assert "Open: Plaintiff 6, Plaintiff 7, Plaintiff 8 and 2 more." in shown(*rows).text


def test_no_row_of_buttons_is_longer_than_every_platform_shows() -> None:
    rows = tuple(confirmed(number, state=AttendanceState.TO_RECONFIRM) for number in range(1, 21))
    for page in range(1, 5):
        for element in shown(*rows, page=page).elements:
            if isinstance(element, Buttons):
                assert len(element.buttons) <= 5


def test_a_long_name_is_whole_in_the_card_and_short_on_its_button() -> None:
    party = "The Association of Very Long Names of Defendants in New York, Incorporated"
    card = shown(open_row(party=party))
    assert party in card.text.split("[")[0]
    assert all(len(each.label) <= 60 for each in card.buttons)


@pytest.mark.parametrize("status", [Status.HELD, Status.SETTLED, Status.CANCELLED])
def test_a_closed_conferences_card_offers_nothing_but_its_list(status: Status) -> None:
    card = shown(confirmed(), open_row(), status=status)
    assert card.title == f"Attendance, closed ({status})"
    assert [each.label for each in card.buttons] == ["Copy list"]


def test_without_a_date_the_card_says_so() -> None:
    assert shown(open_row(), status=Status.ADJOURNED).title == "Attendance, no date set"


def test_with_everyone_confirmed_nobody_is_reminded() -> None:
    assert "Remind outstanding" not in [each.label for each in shown(confirmed()).buttons]


def test_without_parties_the_card_offers_to_add_one() -> None:
    card = shown()
    assert "No parties are listed yet." in card.text
    assert "Add a party" in [each.label for each in card.buttons]


def test_the_paragraph_on_authority_is_cited() -> None:
    said = {Provision.AUTHORITY: (Source("A person with full authority must attend.", "4"),)}
    reading = replace(order(), provisions=MappingProxyType(said))
    assert "(¶ 4)" in board(conference(reading), NOW, Audience.OWN).text


def test_a_private_reminder_of_twenty_parties_shows_eight_and_leads_to_the_rest() -> None:
    rows = tuple(open_row(number) for number in range(1, 21))
    card = outstanding(conference(rows=rows), rows, NOW.date())
    assert "Plaintiff 8 is still open." in card.text
    assert "Plaintiff 9" not in card.text
    assert "And 12 more." in card.text
    assert card.buttons[-1].label == "Attendance"


@pytest.mark.parametrize(
    ("today", "label"),
    [("2027-01-05", "Remind me Monday"), ("2027-01-12", "Remind me Thursday"), ("2026-12-24", "Remind me Monday")],
    ids=["a Tuesday", "the week of the conference", "the day before a holiday"],
)
def test_each_button_of_a_private_reminder_names_its_party_and_its_real_day(today: str, label: str) -> None:
    rows = (open_row(1), open_row(2))
    card = outstanding(conference(rows=rows), rows, dt.date.fromisoformat(today))
    assert [each.label for each in card.buttons] == [
        f"{words}: Plaintiff {number}" for number in (1, 2) for words in ("Name the person", "Not our side", label)
    ]


def test_where_monday_is_a_holiday_the_reminder_is_for_tuesday() -> None:
    rows = (open_row(1),)
    made = conference(order("2027-01-29T10:00"), rows=rows)
    assert outstanding(made, rows, dt.date(2027, 1, 14)).buttons[-1].label.startswith("Remind me Tuesday")


def test_on_the_last_day_of_use_nothing_is_put_off() -> None:
    rows = (open_row(1),)
    assert len(outstanding(conference(rows=rows), rows, dt.date(2027, 1, 14)).buttons) == 2
