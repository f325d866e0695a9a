"""One deadline: its day, its readings, its count in words, and what a person should look at."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.court_days import CourtCalendar, calendar_for
from bot.domain.deadlines import MOST, Anchors, Deadline, Uncountable, Warn, compute, with_weekday
from bot.domain.order import Anchor, DayCount, Direction, DueRule, NamedDay, Unit

NEW_YORK = calendar_for("Southern District of New York")
FEDERAL = CourtCalendar()
BEFORE = DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE)
THEREAFTER = DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.THEREAFTER)


def court(text: str) -> dt.datetime:
    """Naive court time."""
    return dt.datetime.fromisoformat(text)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def codes(deadline: Deadline) -> set[str]:
    return {doubt.code for doubt in deadline.warnings}


def before(conference: str, **anchors: object) -> Deadline:
    return compute(BEFORE, Anchors(court(conference), **anchors), NEW_YORK)  # type: ignore[arg-type]  # named anchors


def thereafter(conference: str, made: str | None = None, today: str | None = None, **anchors: object) -> Deadline:
    known = Anchors(
        court(conference),
        demand_made=day(made) if made else None,
        demand_due=before(conference),
        **anchors,  # type: ignore[arg-type]  # named anchors
    )
    return compute(THEREAFTER, known, NEW_YORK, today=day(today) if today else None)


# --- months


@pytest.mark.parametrize(
    ("n", "direction", "event", "due"),
    [
        (1, Direction.BEFORE, "2026-07-10T10:00", "2026-06-10"),
        (1, Direction.BEFORE, "2026-03-31T10:00", "2026-02-27"),
        (2, Direction.BEFORE, "2027-01-12T10:00", "2026-11-12"),
        (1, Direction.AFTER, "2024-01-31T10:00", "2024-02-29"),
    ],
)
def test_a_month_is_counted_by_the_calendar_and_ends_with_a_shorter_one(
    n: int, direction: Direction, event: str, due: str
) -> None:
    rule = DayCount(n, Unit.MONTHS, direction, Anchor.CONFERENCE)
    assert compute(rule, Anchors(court(event)), FEDERAL).due == day(due)


def test_a_count_of_months_is_said_in_months() -> None:
    rule = DayCount(1, Unit.MONTHS, Direction.BEFORE, Anchor.CONFERENCE)
    assert compute(rule, Anchors(court("2026-07-10T10:00")), FEDERAL).why.startswith("1 month before Fri Jul 10, 2026")


def test_months_that_leave_the_years_counted_are_refused() -> None:
    with pytest.raises(Uncountable):
        compute(
            DayCount(MOST, Unit.MONTHS, Direction.AFTER, Anchor.CONFERENCE), Anchors(court("2026-07-10T10:00")), FEDERAL
        )


# --- the count in words


@pytest.mark.parametrize(
    ("rule", "conference", "said"),
    [
        (
            BEFORE,
            "2026-02-02T10:00",
            (
                "14 days before Mon Feb 2, 2026 is Mon Jan 19, a legal holiday; back over Sun Jan 18 and Sat Jan 17 "
                "to Fri Jan 16. Mon Jan 19 is Martin Luther King Jr. Day"
            ),
        ),
        (BEFORE, "2023-12-13T14:30", "14 days before Wed Dec 13, 2023 is Wed Nov 29"),
        (
            BEFORE,
            "2027-01-15T10:00",
            (
                "14 days before Fri Jan 15, 2027 is Fri Jan 1, a legal holiday; back to Thu Dec 31, 2026. "
                "Fri Jan 1 is New Year's Day"
            ),
        ),
        (
            DayCount(3, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE),
            "2026-09-08T10:00",
            "3 days before Tue Sep 8, 2026 is Sat Sep 5, on a weekend; back to Fri Sep 4",
        ),
        (
            DayCount(1, Unit.WEEKS, Direction.BEFORE, Anchor.CONFERENCE),
            "2026-11-25T10:00",
            "1 week before Wed Nov 25, 2026 is Wed Nov 18",
        ),
        (
            DayCount(3, Unit.BUSINESS_DAYS, Direction.BEFORE, Anchor.CONFERENCE),
            "2026-01-20T10:00",
            (
                "3 business days before Tue Jan 20, 2026 is Wed Jan 14, leaving out weekends and "
                "Mon Jan 19 (Martin Luther King Jr. Day)"
            ),
        ),
        (
            DayCount(48, Unit.HOURS, Direction.BEFORE, Anchor.CONFERENCE),
            "2027-01-15T10:00",
            "48 hours before Fri Jan 15, 2027, 10:00 am is Wed Jan 13, 10:00 am",
        ),
    ],
)
def test_the_count_is_said_in_words(rule: DueRule, conference: str, said: str) -> None:
    assert compute(rule, Anchors(court(conference)), NEW_YORK).why == said


def test_a_response_is_said_to_run_from_the_demand() -> None:
    assert thereafter("2027-01-15T10:00", "2026-12-22").why == (
        "7 days after Tue Dec 22, 2026, the day of the demand, is Tue Dec 29"
    )


def test_a_state_holiday_passed_over_is_named_as_the_states() -> None:
    why = thereafter("2026-12-15T10:00", "2026-10-27").why

    assert why.endswith("is Tue Nov 3, a legal holiday; on to Wed Nov 4. Tue Nov 3 is Election Day, a New York holiday")


# --- other readings


def test_an_observed_day_shows_both_days_and_what_decides() -> None:
    deadline = before("2027-07-19T10:00")

    assert (deadline.due, deadline.earliest, deadline.disputed) == (day("2027-07-02"), day("2027-07-02"), True)
    assert [(each.date, each.reading) for each in deadline.alternatives] == [
        (day("2027-07-05"), "if Mon Jul 5 (Independence Day, observed) is no legal holiday")
    ]
    assert Warn.HOLIDAY_UNSETTLED in codes(deadline)


def test_closures_that_fall_together_are_named_together() -> None:
    (other,) = before("2026-01-09T10:00").alternatives

    assert other.reading == (
        "if Fri Dec 26 (day after Christmas, closed by the President) and "
        "Wed Dec 24 (Christmas Eve, closed by the President) are each a legal holiday"
    )


def test_a_state_holiday_among_business_days_shows_both_days() -> None:
    rule = DayCount(5, Unit.BUSINESS_DAYS, Direction.BEFORE, Anchor.CONFERENCE)

    deadline = compute(rule, Anchors(court("2024-11-07T10:00")), NEW_YORK)

    assert deadline.disputed
    assert [(each.date, each.reading) for each in deadline.alternatives] == [
        (day("2024-10-30"), "if Tue Nov 5 (Election Day, a New York holiday) is not a business day")
    ]
    assert Warn.BUSINESS_DAY_UNSETTLED in codes(deadline)


@pytest.mark.parametrize(
    ("conference", "readings"),
    [
        (
            "2026-07-09T10:00",
            {day("2026-07-02"): "if Fri Jul 3 (Independence Day, observed) is a business day"},
        ),
        (
            "2028-01-05T10:00",
            {day("2027-12-29"): "if Fri Dec 31 (New Year's Day, observed) is a business day"},
        ),
    ],
)
def test_a_day_on_which_a_holiday_is_only_observed_may_be_a_business_day(
    conference: str, readings: dict[dt.date, str]
) -> None:
    rule = DayCount(5, Unit.BUSINESS_DAYS, Direction.BEFORE, Anchor.CONFERENCE)

    deadline = compute(rule, Anchors(court(conference)), NEW_YORK)

    assert deadline.disputed
    assert {each.date: each.reading for each in deadline.alternatives} == readings


def test_an_observed_monday_that_the_state_keeps_too_is_no_business_day_going_forward() -> None:
    rule = DayCount(3, Unit.BUSINESS_DAYS, Direction.AFTER, Anchor.OTHER)

    deadline = compute(rule, Anchors(event=day("2027-07-01")), NEW_YORK)

    assert (deadline.due, deadline.disputed) == (day("2027-07-07"), False)


def test_two_observed_days_in_a_span_are_told_together() -> None:
    rule = DayCount(10, Unit.BUSINESS_DAYS, Direction.BEFORE, Anchor.CONFERENCE)

    deadline = compute(rule, Anchors(court("2028-01-05T10:00")), NEW_YORK)

    told = "if Fri Dec 31 (New Year's Day, observed) and Fri Dec 24 (Christmas Day, observed) are business days"
    assert told in {each.reading for each in deadline.alternatives}


def test_a_settled_count_is_not_called_disputed() -> None:
    deadline = before("2026-02-02T10:00")

    assert not deadline.disputed
    assert deadline.alternatives == ()
    assert deadline.warnings == ()


# --- "thereafter"


def test_the_response_follows_the_demand_that_was_made_and_shows_the_other_reading() -> None:
    deadline = thereafter("2027-01-15T10:00", "2026-12-22")

    assert (deadline.due, deadline.earliest, deadline.disputed) == (day("2026-12-29"), day("2026-12-29"), True)
    assert [(each.date, each.reading) for each in deadline.alternatives] == [
        (day("2027-01-07"), "counted from Thu Dec 31 as the last day for the demand"),
        (day("2027-01-08"), "counted from Fri Jan 1 as the last day for the demand"),
    ]


def test_a_demand_made_on_its_last_day_leaves_one_reading() -> None:
    assert thereafter("2027-03-16T10:00", "2027-03-02").alternatives == ()


def test_a_late_demand_may_have_an_earlier_answer_so_the_day_is_disputed() -> None:
    deadline = thereafter("2027-03-16T10:00", "2027-03-04")

    assert (deadline.due, deadline.earliest, deadline.disputed) == (day("2027-03-11"), day("2027-03-09"), True)
    assert deadline.working_day() == day("2027-03-11")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("2027-02-24", "“Thereafter” is read as from the demand made, unless counsel says otherwise."),
        (
            "2027-03-04",
            (
                "“Thereafter” is read as from the demand made, unless counsel says otherwise. "
                "The earliest reading is Tue Mar 9."
            ),
        ),
    ],
)
def test_how_thereafter_is_read_after_a_demand_is_said_in_one_sentence(made: str, said: str) -> None:
    deadline = thereafter("2027-03-16T10:00", made)

    assert [each.text for each in deadline.warnings if each.code == Warn.THEREAFTER] == [said]


def test_a_team_works_to_the_day_it_chose_as_long_as_some_reading_gives_it() -> None:
    deadline = thereafter("2027-01-15T10:00", "2026-12-22")

    assert deadline.working_day(day("2027-01-08")) == day("2027-01-08")
    assert deadline.working_day(day("2027-01-11")) == day("2026-12-29")


def test_a_team_works_to_the_earlier_day_where_only_a_holiday_is_open() -> None:
    deadline = thereafter("2028-02-10T10:00", "2027-12-17")

    assert (deadline.due, deadline.working_day()) == (day("2027-12-27"), day("2027-12-24"))


def test_an_answer_is_never_due_before_its_demand_was_made() -> None:
    deadline = thereafter("2027-03-16T10:00", "2027-03-10")

    assert (deadline.due, deadline.alternatives) == (day("2027-03-17"), ())


def test_the_day_of_receipt_is_another_reading_of_thereafter() -> None:
    deadline = thereafter("2027-03-16T10:00", "2027-02-24", demand_received=day("2027-02-25"))

    assert deadline.due == day("2027-03-03")
    assert day("2027-03-04") in {each.date for each in deadline.alternatives}


def test_without_the_demands_day_the_response_is_counted_from_the_last_day_and_left_open() -> None:
    deadline = thereafter("2027-01-15T10:00")

    assert (deadline.due, deadline.disputed) == (day("2027-01-07"), True)
    assert [each.date for each in deadline.alternatives] == [day("2027-01-08")]
    assert Warn.THEREAFTER in codes(deadline)


def test_an_order_that_counts_from_the_demand_itself_has_one_reading() -> None:
    rule = DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.DEMAND)
    made = Anchors(court("2027-01-15T10:00"), demand_made=day("2026-12-22"), demand_due=before("2027-01-15T10:00"))
    not_yet = Anchors(court("2027-03-16T10:00"), demand_due=before("2027-03-16T10:00"))

    assert compute(rule, made, NEW_YORK).alternatives == ()
    open_day = compute(rule, not_yet, NEW_YORK)
    assert (open_day.due, open_day.disputed, codes(open_day)) == (day("2027-03-09"), False, {Warn.DEMAND_DAY_UNKNOWN})


def test_an_order_that_counts_from_receipt_says_when_only_the_making_is_known() -> None:
    rule = DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.DEMAND_RECEIVED)
    made = Anchors(demand_made=day("2026-12-22"))
    received = Anchors(demand_made=day("2026-12-22"), demand_received=day("2026-12-23"))

    assert codes(compute(rule, made, NEW_YORK)) == {Warn.RECEIPT_UNKNOWN}
    assert compute(rule, received, NEW_YORK).due == day("2026-12-30")


# --- warnings


def test_a_day_before_the_order_is_warned_about() -> None:
    assert codes(before("2023-12-13T14:30", order=day("2023-12-07"))) == {Warn.BEFORE_ORDER}


def test_a_day_on_the_orders_own_date_is_not() -> None:
    assert codes(before("2023-12-13T14:30", order=day("2023-11-29"))) == set()


def test_a_day_that_has_passed_is_warned_about_only_when_today_is_known() -> None:
    anchors = Anchors(court("2027-03-16T10:00"))

    assert codes(compute(BEFORE, anchors, NEW_YORK, today=day("2027-03-03"))) == {Warn.BEFORE_TODAY}
    assert codes(compute(BEFORE, anchors, NEW_YORK, today=day("2027-03-02"))) == set()
    assert codes(compute(BEFORE, anchors, NEW_YORK)) == set()


@pytest.mark.parametrize("made", ["2027-03-09", "2027-03-10", "2027-03-16"])
def test_a_response_not_before_the_conference_is_warned_about(made: str) -> None:
    assert Warn.RESPONSE_NOT_BEFORE_CONFERENCE in codes(thereafter("2027-03-16T10:00", made))


def test_a_response_the_day_before_the_conference_is_not() -> None:
    assert Warn.RESPONSE_NOT_BEFORE_CONFERENCE not in codes(thereafter("2027-03-16T10:00", "2027-03-08"))


def test_a_demand_still_to_be_made_too_late_for_its_answer_is_warned_about() -> None:
    assert Warn.RESPONSE_NOT_BEFORE_CONFERENCE in codes(thereafter("2023-12-13T14:30", order=day("2023-12-07")))
    assert Warn.RESPONSE_NOT_BEFORE_CONFERENCE in codes(thereafter("2027-03-16T10:00", today="2027-03-10"))
    assert Warn.RESPONSE_NOT_BEFORE_CONFERENCE not in codes(thereafter("2027-03-16T10:00", today="2027-03-08"))


@pytest.mark.parametrize(
    ("rule", "warned"),
    [
        (NamedDay(dt.date(2027, 3, 17)), True),
        (NamedDay(dt.date(2027, 3, 16)), True),
        (NamedDay(dt.date(2027, 3, 16), dt.time(9)), False),
        (NamedDay(dt.date(2027, 3, 16), dt.time(10)), True),
        (NamedDay(dt.date(2027, 3, 15)), False),
        (DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.CONFERENCE), False),
        (DayCount(0, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE), True),
    ],
)
def test_a_day_not_before_the_conference_is_warned_about_unless_it_is_meant_to_follow_it(
    rule: DueRule, warned: bool
) -> None:
    deadline = compute(rule, Anchors(court("2027-03-16T10:00")), FEDERAL)

    assert (Warn.NOT_BEFORE_CONFERENCE in codes(deadline)) is warned


@pytest.mark.parametrize("named", ["2027-07-04", "2026-12-25", "2027-06-18", "2026-11-28", "2025-12-24"])
def test_a_named_day_stays_on_a_weekend_holiday_or_closure_and_is_warned_about(named: str) -> None:
    deadline = compute(NamedDay(day(named)), Anchors(), NEW_YORK)

    assert (deadline.due, deadline.earliest, deadline.disputed) == (day(named), day(named), False)
    assert codes(deadline) == {Warn.NAMED_DAY_CLOSED}


def test_a_named_days_warning_says_what_the_day_is_and_which_business_day_is_before_it() -> None:
    (doubt,) = compute(NamedDay(day("2026-12-25")), Anchors(), NEW_YORK).warnings

    assert doubt.text == (
        "The order names Fri Dec 25, 2026, Christmas Day. A day the order names does not move; "
        "the business day before is Thu Dec 24."
    )


def test_a_named_day_on_a_working_day_is_not_remarked_on() -> None:
    assert compute(NamedDay(day("2023-12-11")), Anchors(), NEW_YORK).warnings == ()


def test_a_weekday_that_disagrees_with_a_named_day_leaves_both_days() -> None:
    deadline = with_weekday(compute(NamedDay(day("2027-01-14")), Anchors(), NEW_YORK), 4)

    assert (deadline.due, deadline.disputed) == (day("2027-01-14"), True)
    assert [each.date for each in deadline.alternatives] == [day("2027-01-15")]
    assert codes(deadline) == {Warn.WEEKDAY_DISAGREES}


def test_a_weekday_that_agrees_changes_nothing() -> None:
    deadline = compute(NamedDay(day("2027-01-14")), Anchors(), NEW_YORK)

    assert with_weekday(deadline, 3) == deadline


def test_a_day_printed_beside_a_count_governs_and_the_count_is_shown() -> None:
    printed = DayCount(5, Unit.BUSINESS_DAYS, Direction.BEFORE, Anchor.CONFERENCE, date=day("2024-10-30"))

    deadline = compute(printed, Anchors(court("2024-11-07T10:00")), FEDERAL)

    assert (deadline.due, deadline.named, deadline.disputed) == (day("2024-10-30"), True, True)
    assert [each.date for each in deadline.alternatives] == [day("2024-10-31")]
    assert Warn.PRINTED_DAY_DIFFERS in codes(deadline)


def test_a_day_printed_as_counted_is_only_the_count() -> None:
    printed = DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE, date=day("2023-11-29"))

    assert compute(printed, Anchors(court("2023-12-13T14:30")), NEW_YORK) == before("2023-12-13T14:30")


def test_closed_counters_are_mentioned() -> None:
    rule = DayCount(7, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE)

    assert codes(compute(rule, Anchors(court("2025-11-21T10:00")), NEW_YORK)) == {Warn.COUNTERS_CLOSED}


def test_a_state_whose_holidays_are_not_known_is_mentioned_going_forward_only() -> None:
    elsewhere = calendar_for("Northern District of Illinois")
    forward = DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.ORDER)

    assert codes(compute(forward, Anchors(order=day("2027-03-01")), elsewhere)) == {Warn.STATE_UNKNOWN}
    assert codes(compute(BEFORE, Anchors(court("2027-03-16T10:00")), elsewhere)) == set()


# --- hours


def test_an_hour_the_order_gives_is_kept_beside_the_day() -> None:
    rule = DayCount(7, Unit.DAYS, Direction.BEFORE, Anchor.CONFERENCE, time=dt.time(17))

    assert compute(rule, Anchors(court("2027-03-16T10:00")), NEW_YORK).time == dt.time(17)


def test_no_hour_is_invented() -> None:
    assert before("2027-03-16T10:00").time is None


@pytest.mark.parametrize(
    ("conference", "hours", "due", "hour"),
    [
        ("2027-03-16T10:00", 48, "2027-03-12", dt.time(10)),
        ("2027-03-16T10:00", 72, "2027-03-12", dt.time(9)),
        ("2026-11-03T10:00", 72, "2026-10-30", dt.time(11)),
        ("2027-01-15T10:00", 24, "2027-01-14", dt.time(10)),
    ],
)
def test_hours_before_are_elapsed_hours_back_to_an_open_day(
    conference: str, hours: int, due: str, hour: dt.time
) -> None:
    rule = DayCount(hours, Unit.HOURS, Direction.BEFORE, Anchor.CONFERENCE)

    for at in (court(conference), court(conference).replace(tzinfo=ZoneInfo("America/New_York"))):
        deadline = compute(rule, Anchors(at, "America/New_York"), NEW_YORK)
        assert (deadline.due, deadline.time) == (day(due), hour)


# --- what cannot be counted


@pytest.mark.parametrize(
    ("rule", "anchors"),
    [
        (BEFORE, Anchors()),
        (THEREAFTER, Anchors()),
        (DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.ORDER), Anchors()),
        (DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.LETTER), Anchors()),
        (DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.OTHER), Anchors()),
        (DayCount(24, Unit.HOURS, Direction.AFTER, Anchor.ORDER), Anchors(order=dt.date(2027, 1, 4))),
        (DayCount(-1, Unit.DAYS, Direction.AFTER, Anchor.ORDER), Anchors(order=dt.date(2027, 1, 4))),
        (DayCount(MOST + 1, Unit.DAYS, Direction.AFTER, Anchor.ORDER), Anchors(order=dt.date(2027, 1, 4))),
        (DayCount(MOST, Unit.WEEKS, Direction.AFTER, Anchor.ORDER), Anchors(order=dt.date(2190, 1, 4))),
        (DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.ORDER), Anchors(order=dt.date(1066, 10, 14))),
        (DayCount(9, Unit.BUSINESS_DAYS, Direction.AFTER, Anchor.ORDER), Anchors(order=dt.date.max)),
        (NamedDay(dt.date.min), Anchors()),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_sentence(rule: DueRule, anchors: Anchors) -> None:
    with pytest.raises(Uncountable) as refused:
        compute(rule, anchors, NEW_YORK)

    assert str(refused.value).endswith(".")


# --- properties

days = st.dates(dt.date(2021, 1, 1), dt.date(2030, 12, 31))


def period(n: int, unit: Unit, direction: Direction) -> DayCount:
    return DayCount(n, unit, direction, Anchor.OTHER)


def ordinary(each: dt.date) -> bool:
    return not NEW_YORK.closed(each, Direction.AFTER)


@given(days, st.integers(0, 8))
def test_a_week_added_and_taken_away_again_returns_among_ordinary_days(start: dt.date, weeks: int) -> None:
    there = compute(period(weeks, Unit.WEEKS, Direction.AFTER), Anchors(event=start), NEW_YORK)
    back = compute(period(weeks, Unit.WEEKS, Direction.BEFORE), Anchors(event=there.due), NEW_YORK)

    if ordinary(start) and there.nominal == there.due:
        assert back.due == start


@given(days, st.integers(0, 400))
def test_weeks_are_seven_days_each(start: dt.date, weeks: int) -> None:
    in_weeks = compute(period(weeks, Unit.WEEKS, Direction.AFTER), Anchors(event=start), NEW_YORK)
    in_days = compute(period(7 * weeks, Unit.DAYS, Direction.AFTER), Anchors(event=start), NEW_YORK)

    assert (in_weeks.due, in_weeks.alternatives) == (in_days.due, in_days.alternatives)


@given(days, st.integers(0, 400), st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.BUSINESS_DAYS]))
def test_a_longer_period_is_never_due_nearer(start: dt.date, n: int, unit: Unit) -> None:
    anchors = Anchors(event=start)

    def due(length: int, direction: Direction) -> dt.date:
        return compute(period(length, unit, direction), anchors, NEW_YORK).due

    assert due(n + 1, Direction.AFTER) >= due(n, Direction.AFTER)
    assert due(n + 1, Direction.BEFORE) <= due(n, Direction.BEFORE)


@given(days, st.integers(0, 400), st.sampled_from([Unit.DAYS, Unit.WEEKS]), st.sampled_from(Direction))
def test_every_computed_day_is_an_open_day_and_the_earliest_is_the_least(
    start: dt.date, n: int, unit: Unit, direction: Direction
) -> None:
    deadline = compute(period(n, unit, direction), Anchors(event=start), NEW_YORK)

    assert not NEW_YORK.closed(deadline.due, direction)
    assert deadline.earliest == min([deadline.due, *(each.date for each in deadline.alternatives)])
    assert deadline.due not in {each.date for each in deadline.alternatives}
    assert deadline.disputed is bool(deadline.alternatives)
