import datetime as dt
from dataclasses import replace

import pytest

from bot.domain.attendance import AttendanceState, Attendee, FollowUp, Mode, Row, Side
from bot.domain.people import Stamp
from bot.domain.roll import (
    Entry,
    confirmed_by,
    entered,
    last_change,
    new_row,
    number_on_file,
    said,
    still_correct,
    undone,
    withdrawn,
)
from tests.builders import moment

ROW = Row("d1", "Defendant B", Side.DEFENDANT)
B = Attendee("B. Sample", "VP", Mode.BY_PHONE, "Told by e-mail")
C = Attendee("C. Sample", "President", Mode.ATTENDS, "Told by telephone")


def by(person: str = "associate", at: str = "2027-01-06T10:00") -> Stamp:
    return Stamp(person, person.capitalize(), moment(at))


def test_naming_a_person_confirms_the_party_and_keeps_the_change() -> None:
    row = entered(ROW, Entry(B), by())
    assert (row.state, row.attendee, row.outstanding) == (AttendanceState.CONFIRMED, B, False)
    assert [(each.before, each.after) for each in row.history] == [
        (AttendanceState.NOT_NAMED, AttendanceState.CONFIRMED)
    ]


def test_saying_the_same_again_changes_nothing() -> None:
    row = entered(ROW, Entry(B), by())
    assert entered(row, Entry(B), by("partner")) is row


def test_counsel_confirmed_again_later_says_nothing_new() -> None:
    row = entered(ROW, Entry(replace(B, counsel_confirmed=by())), by())
    again = replace(B, counsel_confirmed=by(at="2027-01-06T10:05"))
    assert entered(row, Entry(again), by()) is row
    assert entered(row, Entry(B), by()) is not row


def test_a_number_on_file_stays_known_for_the_same_person_alone() -> None:
    row = number_on_file(entered(ROW, Entry(B), by()), on_file=True)
    same = entered(row, Entry(replace(B, title="Vice President")), by())
    other = entered(row, Entry(C), by())
    assert same.attendee is not None
    assert other.attendee is not None
    assert (same.attendee.phone_on_file, other.attendee.phone_on_file) == (True, None)


def test_not_named_yet_is_owed_by_whoever_follows_up_or_said_so() -> None:
    following = FollowUp("Partner", dt.date(2027, 1, 8), "partner")
    owned = entered(ROW, Entry(None, follow_up=following), by())
    unknown = entered(ROW, Entry(None, follow_up=replace(following, person=None)), by())
    assert owned.owner is not None
    assert unknown.owner is not None
    assert (owned.owner.person, unknown.owner.person) == ("partner", "associate")
    assert owned.outstanding


def test_withdrawing_nobody_changes_nothing() -> None:
    assert withdrawn(ROW, by()) is ROW


def test_a_withdrawn_party_is_outstanding_again() -> None:
    row = withdrawn(entered(ROW, Entry(B), by()), by())
    assert (row.state, row.attendee, row.outstanding) == (AttendanceState.WITHDRAWN, None, True)


@pytest.mark.parametrize(
    ("before", "after", "material"),
    [
        (None, B, False),
        (B, C, True),
        (B, replace(B, mode=Mode.ATTENDS), True),
        (B, replace(B, title="Vice President"), False),
        (B, None, True),
    ],
)
def test_a_change_is_material_when_the_person_or_the_mode_changes(
    before: Attendee | None, after: Attendee | None, material: bool
) -> None:
    row = entered(ROW, Entry(before), by()) if before else ROW
    changed = entered(row, Entry(after), by()) if after else withdrawn(row, by())
    assert changed.history[-1].material is material


def test_taking_back_restores_everything_and_keeps_both_changes() -> None:
    before = entered(ROW, Entry(B, ("Dana Hall",), "An interpreter"), by())
    after = entered(before, Entry(C), by("partner", "2027-01-12T09:00"))
    change = last_change(after)
    assert change is not None
    back = undone(after, change, by("partner", "2027-01-12T09:05"))
    assert said(back) == said(before)
    assert (back.state, back.stamp) == (before.state, before.stamp)
    assert [each.undone for each in back.history] == [False, True, False]
    assert last_change(back) is None


def test_only_a_party_to_reconfirm_is_reconfirmed() -> None:
    row = entered(ROW, Entry(B), by())
    assert still_correct(row, by()) is row
    again = still_correct(replace(row, state=AttendanceState.TO_RECONFIRM), by("partner"))
    assert (again.state, again.attendee) == (AttendanceState.CONFIRMED, B)


def test_who_confirmed_it_last_is_known_through_withdrawals_and_undoings() -> None:
    row = entered(entered(ROW, Entry(B), by()), Entry(C), by("partner"))
    change = last_change(row)
    assert change is not None
    assert confirmed_by(row.history) == change.by
    assert confirmed_by(undone(row, change, by()).history[:2]) == by()
    assert confirmed_by(()) is None


def test_further_rows_have_ids_of_their_own() -> None:
    rows = [ROW]
    for party in ("Northbridge Insurance Co.", "Excess Carrier Inc.", "Jane Hall"):
        rows.append(new_row(rows, party, Side.INSURER))
    assert len({each.id for each in rows}) == 4
    assert [each.entity for each in rows[1:]] == [True, True, None]
