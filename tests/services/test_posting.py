"""What services ask to be told to others."""

from bot.conversation.cards import Card, Text
from bot.domain.outbox import Kind
from bot.services import posting
from tests.builders import CHANNEL, REGISTRAR
from tests.fakes.team import Team, in_channel, private

LINE = Card("", (Text(("A line.",)),))


async def test_nothing_is_told_of_a_change_that_was_not_kept() -> None:
    team = Team()
    made = team.register()
    with team.store.begin() as uow:
        posting.thread_line(uow, made, LINE, team.now)
        posting.refresh_headline(uow, made, team.now)
        posting.notify(uow, REGISTRAR.id, CHANNEL, LINE, team.now)
    assert await team.at(team.now) == []


async def test_many_changes_before_sending_make_one_card_and_every_line() -> None:
    team = Team()
    made = team.register()
    with team.store.begin() as uow:
        for _ in range(3):
            posting.refresh_headline(uow, made, team.now)
            posting.thread_line(uow, made, LINE, team.now)
        uow.commit()
    posts = await team.at(team.now)
    assert [each.pinned for each in posts].count(True) == 1
    assert len([each for each in posts if each.thread]) == 3


async def test_a_notice_is_private_and_a_post_is_not() -> None:
    team = Team()
    made = team.register()
    team.do(lambda uow: posting.notify(uow, "partner", CHANNEL, LINE, team.now, conference=made))
    team.do(lambda uow: posting.post(uow, CHANNEL, LINE, team.now, conference=made))
    posts = await team.at(team.now)
    assert len(private(posts, "partner")) == len(in_channel(posts)) == 1


async def test_told_once_is_never_told_again() -> None:
    team = Team()
    made = team.register()
    for _ in range(2):
        team.do(lambda uow: posting.notify_once(uow, "partner", made, LINE, team.now, once=("news",)))
    team.do(lambda uow: posting.notify_once(uow, "partner", made, LINE, team.now, once=("other news",)))
    assert len(await team.at(team.now)) == 2


async def test_cards_show_the_state_at_sending_not_at_asking() -> None:
    team = Team()
    made = team.register()
    team.do(lambda uow: posting.refresh_headline(uow, made, team.now))
    team.change(verified=None)
    (headline,) = await team.at(team.now)
    assert "not yet verified" in headline.text
    assert {each.kind for each in team.deliveries()} == {Kind.HEADLINE}
