import datetime as dt
from dataclasses import replace

import pytest

from bot import orders
from bot.conversation.forms import Form
from bot.conversation.requests import (
    ConfirmProposal,
    EnterByHand,
    ReadOrder,
    RegisterFrom,
    StartRegistering,
)
from bot.domain.attendance import Side
from bot.domain.conference import DEMAND, Answer, DutyState, Status
from bot.domain.order import Anchor, DayCount, Direction, NamedDay, Unit
from bot.domain.outbox import Kind
from bot.domain.people import Audience, Channel, Role
from tests.builders import ASSOCIATE, CHANNEL, OUTSIDER, PARTNER, REGISTRAR
from tests.matter import Team, button, errors_of, labels, order_text, text_of

SIGNED_DAY = "2023-12-07T16:00"
"""The day the sample order was signed."""


@pytest.fixture
def team() -> Team:
    return Team()


BY_HAND = {
    "conference_at": "Friday, January 15, 2027, 10:00 am",
    "zone": "America/New_York",
    "letter_due": "January 12, 2027",
    "demand_rule": "14 days before the conference",
    "response_rule": "7 days after the demand",
    "plaintiffs": "Plaintiff A",
    "defendants": "Defendant B\nDefendant C",
}


def later(words: str, docket: str = "7:26-cv-01234-PMH") -> str:
    """An order for the same case that says only this."""
    return f"""UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK

Plaintiff A,
Plaintiff,
-against-
Defendant B,
Defendant.

{docket}

ORDER

{words}

SO ORDERED.

Dated: December 1, 2026
White Plains, New York
"""


ADJOURNED = later(
    "The settlement conference scheduled for January 15, 2027 at 10:00 am is hereby adjourned to "
    "February 11, 2027 at 10:00 am."
)


# --- reading


def test_registering_opens_a_form_for_the_orders_text(team: Team) -> None:
    form = team.do(StartRegistering()).content
    assert isinstance(form, Form)
    assert [each.name for each in form.fields] == ["order", "file"]


def test_an_empty_form_says_what_is_missing_beside_the_field(team: Team) -> None:
    opened = team.do(StartRegistering())
    assert "Paste the order's text" in errors_of(team.fill(opened, {}))["order"]


def test_the_order_is_read_from_the_form_or_from_a_file(team: Team) -> None:
    pasted = team.do(ReadOrder(values={"order": order_text()}))
    dropped = team.do(ReadOrder(values={"file": order_text()}))
    assert text_of(pasted) == text_of(dropped)


def test_each_fact_stands_beside_the_paragraph_it_was_read_from_or_is_not_stated(team: Team) -> None:
    text = text_of(team.do(RegisterFrom(order_text())))
    assert "Conference: Friday, January 15, 2027, 10:00 am (opening paragraph)" in text
    assert "Letter due: Tuesday, January 12, 2027. No hour stated (¶ 2)" in text
    assert "Link or dial-in: not stated" in text
    assert "Court's time zone: not stated; proposed Eastern time (UTC-5 on that day)" in text


def test_the_sources_show_the_orders_own_words(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    assert "“No later than January 12, 2027” (¶ 2)" in text_of(team.press(read, "Show sources"))


def test_nothing_is_saved_before_a_person_confirms(team: Team) -> None:
    team.do(RegisterFrom(order_text()))
    assert team.tracked() is None
    assert team.deliveries() == []
    assert team.audited() == []


def test_a_discarded_reading_is_forgotten(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    team.press(read, "Discard")
    assert "no longer kept" in text_of(team.press(read, "Edit"))


def test_what_was_read_can_be_confirmed_only_by_the_one_who_read_it(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    team.give(ASSOCIATE, Role.EDITOR)
    assert "belongs to the person" in text_of(team.press(read, "Save and ask for a second check", ASSOCIATE))


def test_a_person_of_another_organisation_registers_nothing(team: Team) -> None:
    reply = team.do(RegisterFrom(order_text()), OUTSIDER)
    assert "nothing was changed or shown" in text_of(reply)


def test_in_a_direct_message_the_way_to_the_channel_is_shown(team: Team) -> None:
    direct = Channel("web", "firm", "direct-paralegal")
    assert "matter's channel" in text_of(team.do(StartRegistering(), channel=direct, direct=True))


# --- passed on arrival


def test_dates_that_had_passed_when_the_order_was_signed_are_said_once_with_what_is_still_ahead(team: Team) -> None:
    text = text_of(team.do(RegisterFrom(orders.sample().text), now=SIGNED_DAY))
    assert text.count("had already passed") == 1
    assert "demand Wed Nov 29; response Wed Dec 6 at the latest" in text
    assert "a demand made today would put the response on Thu Dec 14, after the conference" in text
    assert "Still ahead: letter Mon Dec 11 and conference Wed Dec 13" in text


def test_once_a_demand_is_recorded_as_made_it_is_not_listed_as_passed(team: Team) -> None:
    read = team.do(RegisterFrom(orders.sample().text), now=SIGNED_DAY)
    said = text_of(team.press(read, "Yes", now=SIGNED_DAY))
    assert "demand Wed Nov 29" not in said
    assert "Recorded: a demand was made." in said


def test_dates_all_ahead_are_not_called_passed(team: Team) -> None:
    assert "passed" not in text_of(team.do(RegisterFrom(order_text())))


def test_counts_are_shown_with_their_arithmetic_and_every_reading(team: Team) -> None:
    text = text_of(team.do(RegisterFrom(order_text())))
    assert "14 days before Fri Jan 15, 2027 is Fri Jan 1, a legal holiday; back to Thu Dec 31, 2026" in text
    assert "Or Fri Jan 8" in text


# --- the zone, the hour, the past


def test_the_zone_is_confirmed_before_anything_is_saved(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    asked = team.press(read, "Save and ask for a second check")
    assert "Confirm the zone" in text_of(asked)
    assert team.tracked() is None


def test_a_conference_that_has_passed_is_not_saved_unless_as_held(team: Team) -> None:
    read = team.do(RegisterFrom(orders.sample().text))
    confirmed = team.press(read, "Confirm zone")
    asked = team.press(confirmed, "Save and ask for a second check")
    assert "Wednesday, December 13, 2023 has passed." in text_of(asked)
    assert labels(asked) == ["Correct the date", "Save as held", "Discard"]
    team.press(asked, "Save as held")
    with team.store.begin() as uow:
        (held,) = uow.conferences.past_in(CHANNEL)
        assert (held.status, held.delete_on) == (Status.HELD, dt.date(2026, 12, 23))
        assert uow.nudges.of(held.id) == []


def test_correcting_a_past_date_opens_what_was_read(team: Team) -> None:
    read = team.do(RegisterFrom(orders.sample().text))
    confirmed = team.press(read, "Confirm zone")
    asked = team.press(confirmed, "Save and ask for a second check")
    form = team.press(asked, "Correct the date")
    corrected = team.fill(form, {"conference_at": "January 15, 2027, 2:30 pm"})
    assert "Friday, January 15, 2027, 2:30 pm (entered by you)" in text_of(corrected)


# --- editing what was read


def test_a_corrected_field_is_the_persons_and_the_others_keep_their_source(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    text = text_of(team.fill(form, {"judge": "Another Judge"}))
    assert "Judge: Another Judge (entered by you)" in text
    assert "Letter due: Tuesday, January 12, 2027. No hour stated (¶ 2)" in text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("conference_at", "Friday, January 14, 2027, 10:00 am", "Thu Jan 14, 2027 or Fri Jan 15, 2027"),
        ("conference_at", "January 15, 2027", "At what time"),
        ("conference_at", "Jan 32, 2027, 10 am", "January 2027 has 31 days"),
        ("conference_at", "next week sometime", "I couldn't read that as a date"),
        ("conference_at", "", "couldn't"),
        ("letter_due", "shortly before", "I couldn't read that as a date"),
        ("demand_rule", "14 days before trial", "Parley counts from"),
        ("page_limit", "ten or so", "number of pages"),
        ("letter_email", "chambers", "e-mail address"),
        ("zone", "Mars/Olympus", "time zone"),
        ("demand_made_on", "December 25, 2026", "still to come"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_every_entry_kept(
    team: Team, field: str, typed: str, said: str
) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {field: typed, "judge": "Another Judge"})
    if said == "couldn't":
        assert errors_of(again)[field]
    else:
        assert said in errors_of(again)[field]
    assert isinstance(again.content, Form)
    standing = {each.name: getattr(each, "value", "") for each in again.content.fields}
    assert (standing[field], standing["judge"]) == (typed, "Another Judge")


def test_an_amount_is_refused_and_not_shown_again(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {"demand_rule": "we will ask for $450,000"})
    assert "Settlement figures are not kept" in errors_of(again)["demand_rule"]
    assert "450,000" not in str(again.content)


def test_a_party_may_be_called_after_an_amount(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    assert "$12,000 in U.S. Currency" in text_of(team.fill(form, {"defendants": "$12,000 in U.S. Currency"}))


def test_a_zone_written_beside_the_hour_that_is_not_the_chosen_one_is_asked_about(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {"conference_at": "January 15, 2027, 10:00 am PT"})
    assert "Pacific time" in errors_of(again)["zone"]


def test_an_hour_the_clocks_skip_is_refused(team: Team) -> None:
    form = team.press(team.do(RegisterFrom(order_text())), "Edit")
    again = team.fill(form, {"conference_at": "Sunday, March 14, 2027, 2:30 am"})
    assert "the clocks skip that hour" in errors_of(again)["conference_at"]


# --- by hand


def test_entering_by_hand_meets_the_same_card_and_the_same_confirmation(team: Team) -> None:
    looked = team.fill(team.do(EnterByHand()), BY_HAND)
    assert text_of(looked).startswith("Entered by hand. Nothing is saved yet.")
    team.press(looked, "Save and ask for a second check")
    conference = team.active()
    assert conference.order.conference_at == dt.datetime.fromisoformat("2027-01-15T10:00")
    assert conference.order.letter_due == NamedDay(dt.date(2027, 1, 12))
    assert conference.order.demand_rule is not None
    assert conference.order.demand_rule.due == DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE)
    assert [row.party for row in conference.rows] == ["Plaintiff A", "Defendant B", "Defendant C"]
    assert conference.edits["letter_due"].person == REGISTRAR.id


def test_a_letter_date_left_empty_stays_empty(team: Team) -> None:
    looked = team.fill(team.do(EnterByHand()), {**BY_HAND, "letter_due": ""})
    assert "Letter due: not stated" in text_of(looked)
    team.press(looked, "Save and ask for a second check")
    assert team.active().order.letter_due is None
    assert "2 days before" not in text_of(looked)


# --- once confirmed


def test_confirming_saves_all_of_it_in_one_commit(team: Team) -> None:
    conference = team.register()
    with team.store.begin() as uow:
        assert uow.nudges.of(conference.id)
    kinds = {each.kind for each in team.deliveries()}
    assert {Kind.HEADLINE, Kind.ATTENDANCE} <= kinds
    assert team.audited() == ["registered"]
    assert [(row.party, row.side) for row in conference.rows] == [
        ("Plaintiff A", Side.PLAINTIFF),
        ("Defendant B", Side.DEFENDANT),
    ]
    assert team.record().roles[REGISTRAR.id] is Role.REGISTRAR


def test_a_demand_said_to_be_made_is_done_with_its_day_and_never_an_amount(team: Team) -> None:
    read = team.press(team.do(RegisterFrom(order_text())), "Yes")
    looked = team.fill(team.press(read, "Edit"), {"demand_made_on": "November 16, 2026"})
    team.press(looked, "Save and ask for a second check")
    duty = team.active().duty(DEMAND)
    assert (duty.state, duty.already, duty.made_on) == (DutyState.DONE, Answer.YES, dt.date(2026, 11, 16))


def test_pressing_save_twice_registers_once(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()))
    confirmed = team.press(read, "Confirm zone")
    team.press(confirmed, "Save and ask for a second check")
    again = team.press(confirmed, "Save and ask for a second check")
    assert "no longer kept" in text_of(again)
    assert team.audited() == ["registered"]


def test_parties_the_caption_leaves_unnamed_are_mentioned(team: Team) -> None:
    text = order_text().replace("Defendant B,", "Defendant B, et al.,")
    read = team.do(RegisterFrom(text))
    assert "et al. (not all named in the caption)" in text_of(read)
    saved = team.press(team.press(read, "Confirm zone"), "Save and ask for a second check")
    assert "further defendants can be added" in text_of(saved)


def test_where_outsiders_can_read_the_person_hears_that_nothing_is_posted_until_someone_agrees(team: Team) -> None:
    read = team.do(RegisterFrom(order_text()), audience=Audience.SHARED)
    confirmed = team.press(read, "Confirm zone", audience=Audience.SHARED)
    saved = team.press(confirmed, "Save and ask for a second check", audience=Audience.SHARED)
    assert "nothing is posted here until you allow" in text_of(saved)
    assert "Allow status-only" in labels(saved)


# --- documents that register nothing


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Please remember to order lunch for everyone on Friday.", "does not read as a court's order"),
        (ADJOURNED, "Register the original order first"),
        (later("This case is referred to Magistrate Judge Victoria Reznik for settlement."), "sets no date"),
    ],
)
def test_a_document_that_sets_no_conference_gets_an_honest_sentence(team: Team, text: str, said: str) -> None:
    reply = team.do(RegisterFrom(text))
    assert said in text_of(reply)
    assert "Nothing was saved." in text_of(reply)
    with team.store.begin() as uow:
        assert not uow._state.proposals


# --- a channel that has a conference


def test_a_second_registration_shows_the_first_and_ways_forward(team: Team) -> None:
    team.register()
    reply = team.do(StartRegistering())
    assert "already tracks a conference on Fri Jan 15, 2027, 10:00 am ET (Teams), entered by Paralegal" in text_of(
        reply
    )
    assert labels(reply) == ["View", "Moved to a new date", "Replace", "It's a different matter"]


def test_another_order_read_in_the_channel_changes_nothing_by_itself(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(order_text("February 11, 2027 at 10:00 am", "February 8, 2027")))
    assert "Conference: was Friday, January 15, 2027, 10:00 am; now Thursday, February 11, 2027, 10:00 am" in text_of(
        read
    )
    moving = button(read, "Moved to a new date").request
    assert isinstance(moving, ConfirmProposal)
    team.do(ConfirmProposal(moving.proposal))
    assert team.active() == first


def test_replacing_closes_the_first_and_registers_the_second(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(order_text("February 11, 2027 at 10:00 am", "February 8, 2027")))
    team.press(read, "Replace")
    second = team.active()
    assert second.id != first.id
    with team.store.begin() as uow:
        (old,) = uow.conferences.past_in(CHANNEL)
        assert (old.id, old.status) == (first.id, Status.CANCELLED)
        assert not [each for each in uow.nudges.of(old.id) if each.state == "scheduled"]


def test_an_amended_order_moves_the_conference_and_keeps_its_names(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(order_text("February 11, 2027 at 10:00 am", "February 8, 2027")))
    team.press(read, "Moved to a new date")
    moved = team.active()
    assert (moved.id, moved.revision) == (first.id, 2)
    assert moved.order.letter_due == NamedDay(dt.date(2027, 2, 8))
    assert any("Adjourned to Thu Feb 11, 2027" in each for each in team.thread())


def test_a_past_conference_can_be_kept_as_held_beside_the_one_that_is_tracked(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(orders.sample().text))
    team.press(team.press(read, "Replace"), "Save as held")
    assert team.active() == first
    with team.store.begin() as uow:
        assert [each.status for each in uow.conferences.past_in(CHANNEL)] == [Status.HELD]


def test_a_party_a_later_order_adds_gets_a_row_and_none_is_taken_off(team: Team) -> None:
    team.register()
    later_order = order_text("February 11, 2027 at 10:00 am", "February 8, 2027").replace("Defendant B", "Defendant Z")
    team.press(team.do(RegisterFrom(later_order)), "Moved to a new date")
    assert [row.party for row in team.active().rows] == ["Plaintiff A", "Defendant B", "Defendant Z"]


def test_a_different_matter_is_sent_to_a_channel_of_its_own(team: Team) -> None:
    team.register()
    read = team.do(RegisterFrom(order_text(docket="1:26-cv-09999")))
    assert "channel of its own" in text_of(team.press(read, "It's a different matter"))


def test_the_same_docket_elsewhere_is_mentioned_only_to_someone_seen_in_both_channels(team: Team) -> None:
    team.register()
    other = Channel("web", "firm", "other-matter")
    assert "another channel that you are in" in text_of(team.do(RegisterFrom(order_text()), channel=other))
    team.give(PARTNER, Role.EDITOR, other)
    assert "another channel" not in text_of(team.do(RegisterFrom(order_text()), PARTNER, channel=other))


# --- later documents


def test_an_adjournment_is_shown_old_beside_new_and_moves_nothing_until_a_person_confirms(team: Team) -> None:
    first = team.register()
    read = team.do(RegisterFrom(ADJOURNED))
    assert "was Friday, January 15, 2027, 10:00 am; now Thursday, February 11, 2027, 10:00 am" in text_of(read)
    assert "now not entered" in text_of(read)
    assert team.active() == first
    team.press(read, "Move conference")
    moved = team.active()
    assert moved.order.conference_at == dt.datetime.fromisoformat("2027-02-11T10:00")
    assert moved.order.letter_due is None
    assert moved.verified is None
    assert moved.order.text == first.order.text
    assert any("Letter date not entered" in each for each in team.thread())


def test_an_adjournment_for_another_docket_changes_nothing(team: Team) -> None:
    first = team.register()
    other = ADJOURNED.replace("7:26-cv-01234-PMH", "1:25-cv-00077")
    assert "is for docket 1:25-cv-00077" in text_of(team.do(RegisterFrom(other)))
    assert team.active() == first


def test_a_change_of_form_keeps_the_date_the_names_and_the_verification(team: Team) -> None:
    first = team.register()
    with team.store.begin() as uow:
        uow.conferences.save(replace(first, verified=first.entered))
        uow.commit()
    words = "The settlement conference scheduled for January 15, 2027 at 10:00 am will be held by telephone."
    read = team.do(RegisterFrom(later(words)))
    team.press(read, "Change it")
    changed = team.active()
    assert changed.order.platform == "telephone"
    assert changed.revision == first.revision
    assert changed.verified is not None
    assert changed.order.letter_due == first.order.letter_due


def test_a_vacated_conference_loses_its_date_only_when_a_person_says_so(team: Team) -> None:
    team.register()
    words = "The settlement conference scheduled for January 15, 2027 at 10:00 am is hereby vacated."
    read = team.do(RegisterFrom(later(words)))
    assert "Cancelled for good" in labels(read)
    team.press(read, "No new date yet")
    assert team.active().status is Status.ADJOURNED


def test_a_request_to_adjourn_moves_nothing(team: Team) -> None:
    first = team.register()
    proposed = ADJOURNED.replace("\nORDER\n", "\n[PROPOSED] ORDER\n").replace(
        "SO ORDERED.", "____________________ U.S.M.J."
    )
    reply = team.do(RegisterFrom(proposed))
    assert "sets nothing until the Court signs it" in text_of(reply)
    assert team.active() == first


def test_an_order_that_gives_no_hour_is_saved_only_once_a_person_adds_it(team: Team) -> None:
    read = team.do(RegisterFrom(order_text("January 15, 2027")))
    assert "Conference: Friday, January 15, 2027, hour not stated" in text_of(read)
    asked = team.press(team.press(read, "Confirm zone"), "Save and ask for a second check")
    assert "day and hour are needed" in text_of(asked)
    looked = team.fill(team.press(asked, "Edit"), {"conference_at": "January 15, 2027, 10:00 am"})
    team.press(looked, "Save and ask for a second check")
    assert team.active().order.conference_at == dt.datetime.fromisoformat("2027-01-15T10:00")


def test_a_zone_nobody_stated_or_chose_is_not_preselected(team: Team) -> None:
    text = order_text().replace("SOUTHERN DISTRICT OF NEW YORK", "").replace("White Plains, New York", "")
    read = team.do(RegisterFrom(text))
    assert "not stated; choose it with Edit" in text_of(read)
    form = team.press(read, "Edit")
    assert "choose the court's time zone" in errors_of(team.fill(form, {}))["zone"]


def test_a_zone_written_beside_the_hour_is_taken_where_none_is_chosen(team: Team) -> None:
    looked = team.fill(
        team.do(EnterByHand()), {**BY_HAND, "zone": "", "conference_at": "January 15, 2027, 10:00 am CT"}
    )
    assert "Central time (UTC-6 on that day), confirmed" in text_of(looked)


def test_the_order_of_a_conference_entered_by_hand_can_be_added_later(team: Team) -> None:
    team.press(team.fill(team.do(EnterByHand()), BY_HAND), "Save and ask for a second check")
    by_hand = team.active()
    team.press(team.do(RegisterFrom(order_text())), "Update from this order")
    updated = team.active()
    assert (updated.id, updated.revision) == (by_hand.id, by_hand.revision)
    assert updated.order.paragraph("2") is not None
    assert [row.party for row in updated.rows] == ["Plaintiff A", "Defendant B", "Defendant C"]
