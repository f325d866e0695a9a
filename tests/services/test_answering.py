import datetime as dt
from dataclasses import replace

import pytest

from bot import orders
from bot.conversation.commands import addressed
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import (
    AnswerNotRight,
    AskQuestion,
    ChooseTopic,
    EnterByHand,
    ShareAnswer,
    ShowParagraph,
)
from bot.domain.channel import Consent
from bot.domain.conference import Status
from bot.domain.outbox import Kind
from bot.domain.people import Audience, Channel
from bot.services import answering, attending, helping, home, preferring
from tests.builders import ASSOCIATE, OUTSIDER, REGISTRAR, moment
from tests.matter import BY_HAND, SIGNED, Team, labels, order_text, text_of

LETTER = """Dear Judge Reznik: We write on behalf of the plaintiff in advance of the settlement conference.
Confidential Material for Use Only at Settlement Conference. The parties exchanged offers in the spring. Our client
would accept less than she has asked for so far, and we evaluate the settlement value of this case as follows.
Respectfully submitted, counsel for the plaintiff"""


@pytest.fixture
def team() -> Team:
    return Team(answering.HANDLERS, attending.HANDLERS, helping.HANDLERS, home.HANDLERS, preferring.HANDLERS)


def ask(team: Team, question: str, **where: object) -> Reply:
    return team.do(AskQuestion(question), **where)  # type: ignore[arg-type]  # named as in tests.builders.context


def stored(team: Team) -> str:
    return repr(vars(team.store))


# --- from the order


def test_an_answer_cites_its_paragraph_and_quotes_the_order_word_for_word(team: Team) -> None:
    team.register()
    said = text_of(ask(team, "What goes in the letter?"))
    assert "(¶ 2)" in said
    quoted = said.split("“")[1].split("”")[0]
    assert quoted in " ".join(orders.sample().text.replace("*", "").split())


def test_a_channels_date_is_its_own_and_never_the_sample_orders(team: Team) -> None:
    before = text_of(ask(team, "When is our letter due?"))
    assert "No conference is registered here, so I have no date for you." in before
    team.register()
    after = text_of(ask(team, "When is our letter due?"))
    assert "January 12, 2027" in after
    assert "2023" not in after


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When is our letter due?", "The letter was due Tuesday, January 12, 2027"),
        ("When is the conference?", "The conference was Friday, January 15, 2027"),
        ("When is the demand due?", "(the count ends Fri Jan 1, a holiday), which has passed (¶ 3)"),
    ],
)
def test_a_date_gone_by_is_said_to_be(team: Team, question: str, said: str) -> None:
    team.register()
    assert said not in text_of(ask(team, question))
    assert said in text_of(ask(team, question, now="2027-01-18T10:00"))


def test_the_same_question_has_the_same_answer(team: Team) -> None:
    team.register()
    assert ask(team, "Who has to attend?") == ask(team, "Who has to attend?")


def test_an_answer_in_the_firms_own_channel_is_for_its_thread_and_a_private_one_is_not(team: Team) -> None:
    team.register()
    assert ask(team, "Who has to attend?").visibility is Visibility.THREAD
    assert ask(team, "Who has to attend?", private=True).visibility is Visibility.PRIVATE
    assert ask(team, "Who has to attend?", audience=Audience.SHARED).visibility is Visibility.PRIVATE


def test_a_question_two_topics_fit_is_asked_back_once_with_buttons(team: Team) -> None:
    team.register()
    asked = ask(team, "When's the deadline?")
    assert "Which one?" in text_of(asked)
    answered = team.press(asked, labels(asked)[0])
    assert "Which one?" not in text_of(answered)


def test_a_whole_paragraph_is_shown_verbatim(team: Team) -> None:
    conference = team.register()
    paragraph = conference.order.paragraph("3")
    assert paragraph is not None
    assert paragraph.plain in text_of(team.do(ShowParagraph(conference.id, "3")))


def test_a_paragraph_the_order_does_not_have_is_said_to_be_missing(team: Team) -> None:
    assert "no paragraph of that number" in text_of(team.do(ShowParagraph(team.register().id, "99")))


def test_a_person_of_another_organisation_is_told_nothing_of_the_order(team: Team) -> None:
    team.register()
    said = text_of(team.do(AskQuestion("What goes in the letter?"), OUTSIDER, audience=Audience.SHARED))
    assert "nothing was changed or shown" in said
    assert "¶" not in said


def test_an_outsider_who_may_see_dates_is_told_how_instead_of_an_answer(team: Team) -> None:
    conference = team.register()
    with team.store.begin() as uow:
        uow.channels.save(replace(uow.channels.get(conference.home), consent=Consent(conference.entered)))
        uow.commit()
    said = text_of(team.do(AskQuestion("When is the conference?"), OUTSIDER, audience=Audience.SHARED))
    assert said.endswith("you may see too: type status.")
    assert "2027" not in said


# --- sharing, and answers that are not right


def test_a_private_answer_is_shared_on_request_and_says_who_asked(team: Team) -> None:
    team.register()
    answered = team.do(AskQuestion("Who has to attend?"), ASSOCIATE, private=True)
    team.press(answered, "Share with channel", ASSOCIATE)
    (post,) = [each for each in team.deliveries() if each.kind is Kind.POST]
    assert "Shared by Associate." in post.content


def test_nothing_is_shared_where_outsiders_can_read(team: Team) -> None:
    team.register()
    reply = team.do(ShareAnswer("attendance"), audience=Audience.UNKNOWN)
    assert "not shared there" in text_of(reply)
    assert not [each for each in team.deliveries() if each.kind is Kind.POST]


def test_an_answer_that_seems_wrong_is_told_to_the_registrar_by_name(team: Team) -> None:
    team.register()
    reply = team.do(AnswerNotRight("letter_due"), ASSOCIATE)
    assert "Told Paralegal" in text_of(reply)
    assert any("Associate thinks" in each for each in team.told(REGISTRAR))


def test_without_anyone_to_tell_the_asker_hears_so(team: Team) -> None:
    assert "no one to tell" in text_of(team.do(AnswerNotRight("letter_due"), ASSOCIATE))


# --- what is not kept


@pytest.mark.parametrize("figure", ["We can go to $450,000", "they offered 1.5m", "take two hundred thousand"])
def test_a_figure_is_neither_repeated_nor_kept(team: Team, figure: str) -> None:
    team.register()
    said = text_of(ask(team, figure))
    assert said.startswith("I don't keep settlement figures")
    assert figure not in said
    assert figure not in stored(team)


def test_a_letter_is_neither_read_nor_kept(team: Team) -> None:
    team.register()
    reply = ask(team, LETTER)
    assert text_of(reply).startswith("I haven't read or kept this.")
    assert "Checklist" in labels(reply)
    assert "exchanged offers in the spring" not in stored(team)


# --- orders, commands and states in words


def test_a_pasted_order_becomes_a_reading_to_confirm(team: Team) -> None:
    assert "Nothing is saved yet." in text_of(ask(team, order_text()))


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("move the conference to February 11", "Move the conference"),
        ("mark the letter as sent", "Letter sent"),
        ("close it, the conference was held", "Held"),
    ],
)
def test_a_command_in_words_changes_nothing_and_offers_its_button(team: Team, words: str, offered: str) -> None:
    before = team.register()
    reply = ask(team, words)
    assert any(offered in each for each in labels(reply)), labels(reply)
    assert team.active() == before


def test_a_command_about_the_conference_where_none_is_registered_says_so(team: Team) -> None:
    assert "No conference is registered here" in text_of(ask(team, "mark the letter as sent"))


def test_a_question_about_the_register_is_answered_from_it(team: Team) -> None:
    team.register()
    assert "Dates not yet verified" in text_of(ask(team, "have the dates been verified?"))


@pytest.mark.parametrize("words", ["When is our letter due?", "history", "export the record"])
def test_once_the_conference_is_closed_nothing_is_answered_from_another_order(team: Team, words: str) -> None:
    conference = team.register()
    with team.store.begin() as uow:
        uow.conferences.save(replace(conference, status=Status.HELD, closed=conference.entered))
        uow.commit()
    reply = team.do(addressed(words))
    assert "is closed as held" in text_of(reply)
    assert labels(reply) == ["Register a conference", "More on the last one"]


# --- follow-ups


@pytest.mark.parametrize(("minutes", "letter"), [(5, True), (90, False)])
def test_a_follow_up_leans_on_the_subject_before_it_until_the_conversation_goes_quiet(
    team: Team, minutes: int, letter: bool
) -> None:
    team.register()
    ask(team, "What goes in the letter?")
    following = text_of(ask(team, "when is it due?", now=moment(SIGNED) + dt.timedelta(minutes=minutes)))
    assert following.startswith("The letter is due Tuesday, January 12, 2027") is letter


def test_what_is_remembered_of_a_conversation_is_its_subject_and_none_of_its_words(team: Team) -> None:
    team.register()
    ask(team, "Does the letter have a peculiar page limit?")
    assert "peculiar" not in stored(team)


def test_a_topic_that_is_not_one_is_refused(team: Team) -> None:
    team.register()
    assert text_of(team.do(ChooseTopic("no such topic")))


def test_in_a_private_conversation_nothing_can_be_shared(team: Team) -> None:
    direct = Channel("web", "firm", "direct-paralegal")
    reply = team.do(ShareAnswer("attendance"), channel=direct, direct=True, private=True)
    assert "no channel to share this with" in text_of(reply)


# --- a conference entered by hand


def enter_by_hand(team: Team) -> None:
    team.press(team.fill(team.do(EnterByHand()), BY_HAND), "Save and ask for a second check")


def test_what_only_the_order_could_tell_offers_to_paste_it(team: Team) -> None:
    enter_by_hand(team)
    reply = ask(team, "How long may the letter be?")
    assert text_of(reply).startswith("I don't have the order's text, so I can't say.")
    assert "Paste the order" in labels(reply)


def test_a_date_entered_by_hand_says_so(team: Team) -> None:
    enter_by_hand(team)
    assert "Entered by hand: The conference is Friday, January 15, 2027" in text_of(
        ask(team, "When is the conference?")
    )


def test_undo_in_words_says_where_undo_is(team: Team) -> None:
    team.register()
    reply = ask(team, "undo")
    assert "Undo is a button" in text_of(reply)
    assert labels(reply) == ["Dates", "Attendance"]
