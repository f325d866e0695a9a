"""What a team sees: which messages, where, and when."""

import datetime as dt
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import metrics
from bot.conversation.cards import Card, Text
from bot.conversation.requests import AllowStatusOnly, CloseConference, Readable
from bot.domain.attendance import AttendanceState, Row, Side
from bot.domain.channel import Consent, Preferences
from bot.domain.conference import DEMAND, LETTER, Answer, Conference, Duty, DutyState, Status
from bot.domain.nudges import NudgeState
from bot.domain.outbox import Delivery, DeliveryState, Kind
from bot.domain.people import Address, Audience, Direct, Role
from bot.ports import Refused, RetryAfter, Store
from bot.router import Parley
from bot.services import closing, posting, welcoming
from bot.wording import concealing
from storage import migrate, open_store
from tests.builders import CHANNEL, EASTERN, REGISTRAR, context, moment
from tests.fakes.matters import conference, order, stamp
from tests.fakes.memory import MemoryStore
from tests.fakes.platform import no_fault
from tests.fakes.team import Team, in_channel, private, times

NEUTRAL, WITHDRAWN = concealing.neutral().text, concealing.withdrawn().text
PARTNER = Direct("web", "firm", "partner")
OWNED = (Duty(LETTER, owner=stamp(person="partner", name="Partner")),)


def letter_only(**fields: Any) -> Conference:
    return conference(order(demand=None, response=None), rows=(), **fields)


async def test_a_letter_nobody_marks_takes_five_posts_and_then_silence() -> None:
    team = Team()
    team.register(letter_only())
    posts = in_channel(await team.until("2027-01-13T23:00"))
    assert times(posts) == [
        "Tue 2027-01-05 09:00",
        "Fri 2027-01-08 09:00",
        "Mon 2027-01-11 09:00",
        "Tue 2027-01-12 09:00",
        "Wed 2027-01-13 09:00",
    ]
    assert "passed" in posts[-1].text


async def test_everything_due_on_one_day_is_one_post() -> None:
    team = Team()
    demand = Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date(2027, 1, 5), by=stamp())
    team.register(conference(rows=(), duties=(demand,)))
    posts = await team.at("2027-01-11T09:00")
    (post,) = in_channel(posts)
    assert "letter" in post.text.casefold()
    assert "Response" in post.text


async def test_there_is_at_most_one_post_a_day_however_often_things_change() -> None:
    team = Team("2027-01-05T08:00")
    team.register(letter_only())
    posts = await team.at("2027-01-05T09:00")
    for hour, day in itertools.product(("10", "13", "16"), ("2027-01-13", "2027-01-08", "2027-01-07")):
        team.clock.step_to(moment(f"2027-01-05T{hour}:00"))
        team.move("2027-01-15T10:00", letter=day)
        posts += await team.at(team.now)
    assert times(in_channel(posts)) == ["Tue 2027-01-05 09:00"]
    assert times(in_channel(await team.at("2027-01-06T09:00"))) == ["Wed 2027-01-06 09:00"]


@pytest.mark.parametrize(
    ("start", "end", "at"),
    [
        ("2026-12-21T10:00", "2027-01-16T00:00", "2027-01-15T10:00"),
        ("2027-03-01T10:00", "2027-03-24T00:00", "2027-03-22T10:00"),
        ("2026-10-19T10:00", "2026-11-13T00:00", "2026-11-10T10:00"),
    ],
    ids=["year end", "clocks forward", "clocks back"],
)
async def test_every_post_comes_at_nine_court_time_on_a_business_day(start: str, end: str, at: str) -> None:
    team = Team(start)
    letter = (dt.datetime.fromisoformat(at).date() - dt.timedelta(3)).isoformat()
    team.register(conference(order(at, letter, None), entered=start))
    posts = await team.until(end)
    local = [each.at.astimezone(EASTERN) for each in posts[1:]]
    assert len(local) > 5
    assert {(each.hour, each.minute) for each in local} == {(9, 0)}
    closed = {dt.date(2026, 12, 25), dt.date(2027, 1, 1), dt.date(2026, 11, 11)}
    assert not [each for each in local if each.weekday() > 4 or each.date() in closed]


async def test_an_owned_item_goes_to_its_owner_and_the_day_before_to_the_team_as_well() -> None:
    team = Team()
    team.register(letter_only(duties=OWNED))
    assert (in_channel(early := await team.at("2027-01-05T09:00")), times(early, PARTNER)) == (
        [],
        ["Tue 2027-01-05 09:00"],
    )
    day_before = await team.at("2027-01-11T09:00")
    assert "Owner: Partner" in in_channel(day_before)[0].text
    assert len(private(day_before, "partner")) == 1


async def test_open_confirmations_are_asked_of_owners_and_the_channel_sees_a_count_without_names() -> None:
    rows = (
        Row("p1", "Plaintiff A", Side.PLAINTIFF, owner=stamp(person="partner")),
        Row("p2", "Defendant B", Side.DEFENDANT),
    )
    team = Team()
    team.register(conference(order(demand=None, response=None, letter=None), rows=rows))
    week_before = await team.at("2027-01-08T09:00")
    assert in_channel(week_before) == []
    assert "Plaintiff A" in private(week_before, "partner")[0].text
    assert "Defendant B" in private(week_before, REGISTRAR.id)[0].text
    (post,) = in_channel(await team.at("2027-01-12T09:00"))
    assert "0 of 2" in post.text
    assert "Plaintiff A" not in post.text
    assert "Partner" not in post.text


async def test_the_question_how_it_ended_says_before_each_answer_when_the_record_goes() -> None:
    team = Team()
    team.record(preferences=Preferences(retention_days=90))
    team.register(letter_only(duties=(Duty(LETTER, DutyState.DONE, by=stamp()),)))
    await team.until("2027-01-15T12:00")
    (asked,) = private(await team.until("2027-01-20T00:00"))
    closings = [each for each in asked.card.buttons if isinstance(each.request, CloseConference)]
    assert len(closings) == 3
    assert all(each.confirm and "90 days after closing" in each.confirm.text for each in closings)


@pytest.mark.parametrize(
    ("discreet", "begins"), [(True, "Ex parte letter: "), (False, "Plaintiff A v. Defendant B: Ex parte letter: ")]
)
async def test_an_owners_reminder_names_the_matter_on_a_lock_screen_only_where_the_settings_say_so(
    begins: str, *, discreet: bool
) -> None:
    team = Team()
    team.record(preferences=Preferences(discreet=discreet))
    team.register(letter_only(duties=OWNED))
    (first, *_) = private(await team.until("2027-01-06T23:00"), "partner")
    assert first.card.summary.startswith(begins)


async def test_no_message_ever_calls_everybody() -> None:
    team = Team()
    team.register(cards=True)
    posts = await team.until("2027-01-20T10:00")
    assert posts
    assert not [each for each in posts if "@channel" in each.text or "@here" in each.text or "checking in" in each.text]


async def test_nothing_is_sent_for_a_conference_that_moved_or_closed() -> None:
    team = Team("2027-01-05T08:00")
    team.register(letter_only())
    team.move("2027-02-11T10:00")
    assert await team.until("2027-01-20T00:00") == []
    team.close()
    assert await team.until("2027-02-20T00:00") == []


async def test_a_reminder_says_that_nobody_has_verified_the_dates() -> None:
    team = Team()
    team.register(letter_only(verified=False))
    (post,) = await team.at("2027-01-05T09:00")
    assert "Dates not yet verified." in post.text


async def test_the_readiness_line_says_who_comes_and_what_is_open_or_that_nothing_is() -> None:
    team = Team()
    team.register(letter_only())
    await team.until("2027-01-13T12:00")
    (open_post,) = await team.at("2027-01-14T09:00")
    assert open_post.text.startswith("Tomorrow, 10:00 am ET.")
    assert "Nothing open" not in open_post.text
    ready = Team()
    ready.register(letter_only(duties=(Duty(LETTER, DutyState.DONE, by=stamp("2027-01-12T10:00")),)))
    (post,) = await ready.at("2027-01-14T09:00")
    assert "marked sent Tue Jan 12" in post.text
    assert "Nothing open." in post.text


async def test_of_many_parties_the_readiness_line_counts_and_names_only_who_is_outstanding() -> None:
    named = Row("p0", "Named Co.", Side.PLAINTIFF, state=AttendanceState.CONFIRMED)
    rows = (named, *(Row(f"p{n}", f"Party {n}", Side.DEFENDANT) for n in range(1, 5)))
    team = Team()
    team.register(conference(order(demand=None, response=None, letter=None), rows=rows))
    await team.until("2027-01-13T12:00")
    (post,) = in_channel(await team.at("2027-01-14T09:00"))
    assert "Attendance: 1 of 5 parties confirmed.\nOutstanding: Party 1; Party 2; Party 3; Party 4." in post.text
    assert "Named Co." not in post.text


async def test_an_overdue_letter_is_told_once_in_one_post() -> None:
    team = Team()
    team.register(conference(order(letter="2027-01-13", demand=None, response=None)))
    await team.until("2027-01-13T12:00")
    (post,) = in_channel(await team.at("2027-01-14T09:00"))
    assert post.text.count("Ex parte letter") == 1
    assert "Nothing open" not in post.text


async def test_after_the_conference_the_registrar_alone_is_asked_how_it_ended() -> None:
    team = Team()
    team.register(letter_only(duties=(Duty(LETTER, DutyState.DONE, by=stamp()),)))
    await team.until("2027-01-15T12:00")
    posts = await team.until("2027-02-15T00:00")
    assert times(posts) == ["Tue 2027-01-19 09:00"]
    assert "Held" in private(posts, REGISTRAR.id)[0].text


async def test_after_an_outage_each_item_is_sent_once_saying_that_it_is_late() -> None:
    team = Team()
    team.register(letter_only())
    (post,) = await team.at("2027-01-11T12:04")
    assert "Sent 3 hours late: due 9:00 am, sent 12:04 pm" in post.text
    assert [each.state for each in team.nudges() if each.rung in ("7", "3", "1")] == [NudgeState.SENT] * 3


async def test_an_outage_that_ends_at_night_is_caught_up_in_the_morning() -> None:
    team = Team()
    team.register(letter_only())
    assert await team.at("2027-01-08T21:30") == []
    posts = await team.until("2027-01-11T12:00")
    assert times(posts) == ["Mon 2027-01-11 09:00"]


async def test_what_came_too_late_is_missed_and_only_its_passing_is_told() -> None:
    team = Team()
    team.register(letter_only())
    missed = metrics.PASSED_OVER.labels("missed")
    before = missed._value.get()
    (post,) = in_channel(await team.at("2027-01-13T12:00"))
    assert "has passed" in post.text
    assert missed._value.get() - before == 4
    states = {each.rung: each.state for each in team.nudges() if each.item == LETTER}
    assert states == {**dict.fromkeys(("7", "3", "1", "0"), NudgeState.MISSED), "passed": NudgeState.SENT}


class TestARestoredBackup:
    """A copy of the database, put back after its original went on for a while."""

    async def restored(self, tmp_path: Path, copied: str, restored: str, *, blind: bool = False) -> Team:
        url, copy = f"sqlite:///{tmp_path / 'parley.db'}", tmp_path / "copy.db"
        migrate(url)
        team, rows = Team(store=open_store(url)), (Row("p1", "Plaintiff A", Side.PLAINTIFF),)
        team.register(conference(order(demand=None, response=None), rows=rows, entered=team.now), cards=True)
        await team.until(copied)
        team.store.backup(copy)  # type: ignore[attr-defined] # a database's
        await team.until(restored)
        team.store.dispose()  # type: ignore[attr-defined] # a database's
        team.store, team.web.blind = open_store(f"sqlite:///{copy}"), blind
        team.restart()
        return team

    @pytest.mark.parametrize(
        ("copied", "restored"),
        [
            ("2027-01-04T12:00", "2027-01-05T12:00"),
            ("2027-01-04T12:00", "2027-01-06T12:00"),
            ("2027-01-07T12:00", "2027-01-08T12:00"),
            ("2027-01-10T12:00", "2027-01-12T12:00"),
        ],
        ids=["the same day", "a day later", "privately as well", "two days of reminders"],
    )
    async def test_sends_nothing_a_second_time(self, tmp_path: Path, copied: str, restored: str) -> None:
        team = await self.restored(tmp_path, copied, restored)
        assert [each.text for each in await team.at(team.now)] == []
        assert times(in_channel(await team.until("2027-01-14T12:00")))[-1] == "Thu 2027-01-14 09:00"
        team.store.dispose()  # type: ignore[attr-defined] # a database's

    async def test_where_history_cannot_be_looked_at_says_once_that_it_is_late(self, tmp_path: Path) -> None:
        team = await self.restored(tmp_path, "2027-01-04T12:00", "2027-01-06T12:00", blind=True)
        (post,) = await team.at(team.now)
        assert "late" in post.text
        team.store.dispose()  # type: ignore[attr-defined] # a database's

    async def test_what_was_not_sent_before_an_outage_is_sent_after_it(self, tmp_path: Path) -> None:
        team = await self.restored(tmp_path, "2027-01-04T12:00", "2027-01-04T13:00")
        team.clock.step_to(moment("2027-01-06T12:00"))
        team.restart()
        (post,) = await team.at(team.now)
        assert "1 day late" in post.text
        team.store.dispose()  # type: ignore[attr-defined] # a database's


async def test_a_platform_that_asks_to_wait_is_not_asked_again_what_was_sent_before() -> None:
    team = Team()
    for number in range(3):
        team.register(letter_only(id=f"c{number}", home=replace(CHANNEL, id=f"{number}")))
    team.clock.step_to(moment("2027-01-06T12:00"))
    team.timing, looks = replace(team.timing, together=1), list[str]()

    def wait(call: str, _: Address) -> BaseException | None:
        looks.extend([call] if call == "find" else ())
        return RetryAfter(60) if call == "find" else None

    team.web.fault = wait
    team.restart()
    assert len(in_channel(await team.at(team.now))) == 3
    assert len(looks) == 1


async def test_what_was_held_up_until_night_goes_out_with_the_next_mornings_post() -> None:
    team = Team()
    team.register(letter_only())
    left = [RetryAfter(10 * 3600)]
    team.web.fault = lambda call, _: left.pop() if call == "post" and left else None
    await team.at("2027-01-08T09:00")
    posts = await team.until("2027-01-11T12:00")
    assert times(posts) == ["Mon 2027-01-11 09:00"]


class TestSharedChannels:
    def shared(self, *, consent: bool) -> Team:
        team = Team("2027-01-08T08:00")
        team.record(consent=Consent(stamp()) if consent else None)
        demand = Duty(DEMAND, DutyState.DONE, Answer.YES, dt.date(2027, 1, 5), by=stamp())
        team.register(conference(rows=(), duties=(demand,), entered="2027-01-04T10:00"))
        team.web.audiences[CHANNEL] = Audience.SHARED
        return team

    async def test_without_consent_nothing_goes_to_the_channel_and_the_registrar_gets_it(self) -> None:
        team = self.shared(consent=False)
        posts = await team.at("2027-01-11T09:00")
        assert in_channel(posts) == []
        (told,) = private(posts, REGISTRAR.id)
        assert "another organisation" in told.text
        assert "letter" in told.text

    async def test_with_consent_the_channel_gets_dates_and_the_letter_goes_privately(self) -> None:
        team = self.shared(consent=True)
        posts = await team.at("2027-01-11T09:00")
        (post,) = in_channel(posts)
        assert "Response" in post.text
        assert "letter" not in post.text.casefold()
        assert post.card.buttons == ()
        assert "Ex parte letter" in private(posts, REGISTRAR.id)[0].text

    async def test_an_audience_that_is_not_known_counts_as_shared(self) -> None:
        team = self.shared(consent=True)
        team.web.audiences[CHANNEL] = Audience.UNKNOWN
        posts = await team.at("2027-01-11T09:00")
        assert in_channel(posts) == []
        assert "could not tell" in private(posts, REGISTRAR.id)[0].text

    async def test_a_channel_shared_between_two_reminders_is_noticed_at_the_second(self) -> None:
        team = self.shared(consent=False)
        team.web.audiences.clear()
        assert len(in_channel(await team.at("2027-01-08T09:00"))) == 1
        team.web.audiences[CHANNEL] = Audience.SHARED
        assert in_channel(await team.at("2027-01-11T09:00")) == []

    async def test_thread_lines_and_posts_stay_out_and_the_registrar_hears_once(self) -> None:
        team = self.shared(consent=False)
        await team.at(team.now)
        found = team.conference()
        line = Card("", (Text(("The letter is out.",)),))
        for _ in range(2):
            team.do(lambda uow: posting.thread_line(uow, found, line, team.now))
            team.do(lambda uow: posting.post(uow, CHANNEL, line, team.now, conference=found))
        posts = await team.at(team.now)
        assert in_channel(posts) == []
        assert len(private(posts, REGISTRAR.id)) == 1

    async def test_a_card_posted_before_is_reduced_to_what_others_may_read(self) -> None:
        team = Team("2027-01-04T10:00")
        found = team.register(conference(entered="2027-01-04T10:00"), cards=True)
        await team.at(team.now)
        headline = next(each for each in team.web.standing(CHANNEL) if each.pinned)
        assert "Letter" in headline.text
        team.web.audiences[CHANNEL] = Audience.SHARED
        team.do(lambda uow: posting.refresh_headline(uow, found, team.now))
        await team.at(team.now)
        assert "Letter" not in headline.text


class TestAChannelThatBecomesShared:
    async def posted(self, store: Store | None = None) -> Team:
        """A channel of the firm's own with cards, a reminder, a line and a post, which then becomes shared."""
        team = Team("2027-01-08T08:00", store=store or MemoryStore())
        found = team.register(letter_only(entered="2027-01-04T10:00"), cards=True)
        await team.at(team.now)
        line = Card("", (Text(("The letter of Plaintiff A is out.",)),))
        team.do(lambda uow: posting.thread_line(uow, found, line, team.now))
        team.do(lambda uow: posting.post(uow, CHANNEL, line, team.now, conference=found))
        await team.at("2027-01-08T09:00")
        assert len(in_channel(team.web.standing(CHANNEL))) == 5
        team.web.audiences[CHANNEL] = Audience.SHARED
        return team

    @staticmethod
    def texts(team: Team) -> set[str]:
        return {each.text for each in team.web.standing(CHANNEL)}

    async def test_the_next_look_replaces_everything_that_stands_there_and_tells_the_registrar_once(
        self, sql_store: Store
    ) -> None:
        team = await self.posted(sql_store)
        told = private(await team.until("2027-01-11T12:00"), REGISTRAR.id)
        assert self.texts(team) == {NEUTRAL, WITHDRAWN}
        assert all(each.card.buttons == () for each in team.web.standing(CHANNEL))
        assert ["older messages stay" in each.text for each in told].count(True) == 1

    async def test_the_platforms_word_that_it_is_shared_does_so_at_once(self) -> None:
        team = await self.posted()
        Parley(team.store, welcoming.HANDLERS).handle(Readable(), context(now=team.now, audience=Audience.SHARED))
        told = private(await team.at(team.now), REGISTRAR.id)
        assert self.texts(team) == {NEUTRAL, WITHDRAWN}
        assert len(told) == 1
        await team.until("2027-01-11T12:00")
        assert self.texts(team) == {NEUTRAL, WITHDRAWN}

    async def test_once_somebody_agrees_the_cards_show_dates_and_status_alone(self) -> None:
        team = await self.posted()
        parley = Parley(team.store, welcoming.HANDLERS)
        parley.handle(Readable(), context(now=team.now, audience=Audience.SHARED))
        await team.at(team.now)
        parley.handle(AllowStatusOnly(), context(now=team.now, audience=Audience.SHARED))
        await team.at(team.now)
        headline = next(each for each in team.web.standing(CHANNEL) if each.pinned)
        assert "Jan 15" in headline.text
        assert "letter" not in headline.text.casefold()
        assert WITHDRAWN in self.texts(team)

    @pytest.mark.parametrize("noticed", ["by the platform's word", "by the next look"])
    async def test_shared_again_after_it_was_the_firms_own_it_is_silent_until_somebody_agrees_again(
        self, noticed: str
    ) -> None:
        team = await self.posted()
        parley = Parley(team.store, welcoming.HANDLERS)
        parley.handle(AllowStatusOnly(), context(now=team.now, audience=Audience.SHARED))
        await team.at(team.now)
        team.web.audiences.clear()
        if noticed == "by the platform's word":
            parley.handle(Readable(), context(now=team.now))
        found = team.conference()
        team.do(lambda uow: posting.refresh_headline(uow, found, team.now))
        await team.at(team.now)
        assert "letter" in "".join(self.texts(team)).casefold()
        team.web.audiences[CHANNEL] = Audience.SHARED
        posts = await team.until("2027-01-12T12:00")
        assert self.texts(team) == {NEUTRAL, WITHDRAWN}
        assert in_channel(posts) == []
        assert any("another organisation" in each.text for each in private(posts, REGISTRAR.id))

    async def test_when_it_is_the_firms_own_again_the_cards_come_back(self) -> None:
        team = await self.posted()
        before = next(each for each in team.web.standing(CHANNEL) if each.pinned).text
        await team.until("2027-01-11T12:00")
        team.web.audiences.clear()
        await team.until("2027-01-12T12:00")
        after = next(each for each in team.web.standing(CHANNEL) if each.pinned).text
        assert before.splitlines()[0] in after

    async def test_where_it_is_only_not_known_who_reads_nothing_is_taken_back(self) -> None:
        team = await self.posted()
        before = self.texts(team)
        team.web.audiences[CHANNEL] = Audience.UNKNOWN
        await team.until("2027-01-11T12:00")
        assert self.texts(team) == before

    async def test_a_message_that_cannot_be_replaced_is_named_to_the_registrar(self) -> None:
        team = await self.posted()
        refused = [Refused("edit_window_closed")]
        real = team.web.update

        async def update(address: Address, message: str, card: Card) -> None:
            if card.text == WITHDRAWN and refused:
                raise refused.pop()
            await real(address, message, card)

        team.web.update = update  # type: ignore[method-assign] # this platform lets one message stand
        told = private(await team.until("2027-01-11T12:00"), REGISTRAR.id)
        (remaining,) = [each.text for each in told if "could not replace" in each.text]
        assert "its message of Fri Jan 8, 2027" in remaining
        assert team.record().unreachable is None


@pytest.mark.parametrize("audience", list(Audience))
async def test_a_deleted_record_leaves_no_card_on_any_database_whoever_reads_the_channel(
    sql_store: Store, audience: Audience
) -> None:
    team = Team(store=sql_store)
    team.register(cards=True)
    await team.at(team.now)
    team.web.audiences[CHANNEL] = audience
    team.change(status=Status.SETTLED, delete_on=dt.date(2026, 12, 23))
    team.do(lambda uow: closing.purge_due(uow, moment("2026-12-24T10:00")))
    await team.at("2026-12-24T10:01")
    assert {each.text.partition(".")[0] for each in team.web.standing(CHANNEL)} == {"Record deleted"}


class TestDeadChannels:
    def refusing(self) -> Team:
        team = Team("2027-01-05T08:00")
        team.register(letter_only())
        other = replace(CHANNEL, id="other")
        team.register(letter_only(id="c2", home=other))
        team.web.fault = lambda call, address: (
            Refused("not_in_channel") if call == "post" and address == CHANNEL else None
        )
        return team

    async def test_the_registrar_gets_the_reminder_and_others_are_unaffected(self) -> None:
        team = self.refusing()
        posts = await team.at("2027-01-05T09:00")
        assert [each.address.id for each in in_channel(posts)] == ["other"]  # type: ignore[union-attr] # channels
        (told,) = private(posts, REGISTRAR.id)
        assert "no longer a member" in told.text
        assert "letter" in told.text
        record = team.record()
        assert (record.unreachable, record.unreachable_since) == ("not_in_channel", moment("2027-01-05T09:00"))

    async def test_posting_resumes_by_itself_once_parley_is_back(self) -> None:
        team = self.refusing()
        await team.at("2027-01-05T09:00")
        team.web.fault = no_fault
        posts = await team.at("2027-01-08T09:00")
        assert CHANNEL in [each.address for each in in_channel(posts)]
        assert team.record().unreachable is None

    async def test_a_registrar_who_cannot_be_reached_is_stood_in_for_by_an_editor(self) -> None:
        team = self.refusing()
        team.record(roles={"associate": Role.EDITOR})
        unreachable = (CHANNEL, Direct("web", "firm", REGISTRAR.id))
        team.web.fault = lambda call, address: Refused("gone") if call == "post" and address in unreachable else None
        posts = await team.at("2027-01-05T09:00")
        assert "letter" in private(posts, "associate")[0].text

    async def test_an_owner_who_cannot_be_reached_privately_is_named_in_the_channel(self) -> None:
        team = Team("2027-01-05T08:00")
        team.register(letter_only(duties=OWNED))
        team.web.fault = lambda call, address: Refused("403") if call == "post" and address == PARTNER else None
        (post,) = in_channel(await team.at("2027-01-05T09:00"))
        assert "Partner" in post.text

    async def test_what_became_of_each_delivery_is_on_record(self) -> None:
        team = self.refusing()
        await team.at("2027-01-05T09:00")
        states = {(each.kind, each.state) for each in team.deliveries()}
        assert states == {(Kind.NUDGE, DeliveryState.DEAD), (Kind.NUDGE, DeliveryState.SENT)}


async def test_a_message_that_another_version_wrote_does_not_hold_up_the_others() -> None:
    team = Team()
    unreadable = Delivery("a1", Kind.NOTICE, PARTNER, team.now, content='{"@":"CardOfTomorrow"}')
    team.do(lambda uow: uow.outbox.add(unreadable))
    team.do(lambda uow: posting.notify(uow, "partner", CHANNEL, Card("", (Text(("A notice.",)),)), team.now))
    assert [each.text for each in await team.at(team.now)] == ["A notice."]
    assert team.do(lambda uow: uow.outbox.look("a1")).state is DeliveryState.DEAD
