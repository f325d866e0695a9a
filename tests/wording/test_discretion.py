"""What the lock screen of one person shows."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.conversation.cards import Card
from bot.domain.attendance import AttendanceState, Attendee, Change, Mode
from bot.domain.people import Role
from bot.wording import attendance_replies, delivering, roles
from bot.wording.discretion import on_lock_screens
from bot.wording.words import matter
from tests.builders import ASSOCIATE, PARTNER
from tests.fakes.matters import conference, stamp

CONFERENCE = conference()
ROW = CONFERENCE.rows[0]
BEFORE = Attendee("A. Sample", "", Mode.ATTENDS, "Told by e-mail")
CHANGE = Change("1", stamp(), AttendanceState.CONFIRMED, AttendanceState.WITHDRAWN, BEFORE, None)
NAMES = (CONFERENCE.order.caption or "", *(row.party for row in CONFERENCE.rows), "A. Sample")
CARDS = (
    attendance_replies.removed_yours(CONFERENCE, replace(ROW, attendee=BEFORE), stamp()),
    attendance_replies.corrected(CONFERENCE, ROW, CHANGE),
    attendance_replies.outstanding(CONFERENCE, CONFERENCE.rows, dt.date(2027, 1, 6)),
    roles.request(PARTNER, matter(CONFERENCE), "matter"),
    roles.told("Paralegal", matter(CONFERENCE), Role.EDITOR),
    roles.succeeded("Paralegal", matter(CONFERENCE), ASSOCIATE),
    delivering.withheld(CONFERENCE, known=True),
)


@pytest.mark.parametrize("card", CARDS)
def test_a_private_message_names_no_party_and_no_person_of_theirs_on_a_lock_screen(card: Card) -> None:
    shown = on_lock_screens(card, CONFERENCE, discreet=True).summary
    assert shown
    assert not [name for name in NAMES if name in shown]


@pytest.mark.parametrize("card", CARDS)
def test_where_the_channel_wants_the_matters_name_it_comes_first(card: Card) -> None:
    assert on_lock_screens(card, CONFERENCE, discreet=False).summary.startswith(f"{matter(CONFERENCE)}: ")


def test_a_caption_that_ends_in_et_al_gets_no_second_full_stop() -> None:
    of_many = replace(CONFERENCE, order=replace(CONFERENCE.order, caption="A Co. et al. v. B LLC et al."))
    assert ".." not in attendance_replies.outstanding(of_many, of_many.rows, dt.date(2027, 1, 6)).text
