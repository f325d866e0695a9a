"""What messages are taken for: the table of questions, follow-ups, other judges' orders, and the files behind it."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.domain.order import OrderReading
from bot.questions import Verdict, explain, understand
from bot.questions.examples import read
from bot.questions.model import model
from bot.questions.splitting import split
from bot.questions.templates import written_out
from bot.questions.text import plain, stem
from bot.questions.topics import topics
from bot.wording.answers import answer_about

HERE = Path(__file__).parent
TABLE: dict[str, list[str]] = tomllib.loads((HERE / "table.toml").read_text("utf-8"))
OTHERS: list[dict[str, Any]] = tomllib.loads((HERE / "other_judges.toml").read_text("utf-8"))["case"]


def taken_for(message: str, previous: str | None = None) -> list[str]:
    found = understand(message, previous)
    return ["?" if each.verdict is Verdict.UNCLEAR else each.topics[0] for each in found.questions]


@pytest.mark.parametrize("message", TABLE)
def test_a_message_of_the_table_is_taken_for_its_topics(message: str) -> None:
    assert taken_for(message) == TABLE[message]


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: f"{case['order']}: {case['q']}")
def test_another_judges_order_is_answered_by_its_own_words(
    case: dict[str, Any], orders: Callable[[str], OrderReading]
) -> None:
    reply = answer_about(case["q"], orders(case["order"]))
    text = str(reply["text"])
    assert (reply["kind"], reply["paragraphs"]) == (case["kind"], case["paragraphs"])
    assert all(words in text for words in case["holds"])
    assert not any(words in text for words in case.get("lacks", ()))


def test_a_follow_up_keeps_its_subject() -> None:
    assert taken_for("and the defendant?", "demand") == ["response"]
    assert taken_for("what about exhibits?", "letter_pages") == ["letter_exhibits"]
    assert taken_for("and by what hour?", "letter_due") == ["letter_hour"]


def test_a_whole_question_in_a_thread_has_its_own_subject() -> None:
    assert taken_for("is the conference recorded?", "letter_due") == ["recording"]


def test_small_talk_in_a_thread_stays_small_talk() -> None:
    assert taken_for("thanks", "letter_due") == ["chat_thanks"]


def test_an_unknown_subject_before_is_no_subject() -> None:
    assert taken_for("when is the letter due", "nothing_such") == ["letter_due"]


@pytest.mark.parametrize("message", ["", "   ", "?", "!!!", "\n", "a" * 5000, "¶" * 50, "\U0001f600", "letter " * 2000])
def test_no_message_is_too_odd_to_be_taken_for_something(message: str) -> None:
    assert 1 <= len(understand(message).questions) <= 3


def test_the_same_message_is_always_taken_for_the_same() -> None:
    assert understand("can the gc be on call?") == understand("can the gc be on call?")


def test_this_orders_judge_is_told_from_others(orders: Callable[[str], OrderReading]) -> None:
    warwick = orders("sdny_business_days")
    asked = "what is Judge Warwick's page limit for the letter?"
    assert understand(asked, order=warwick).questions[0].topics[0] == "letter_pages"
    assert understand(asked, order=orders("sample")).questions[0].topics[0] == "oos_other_judge"


def test_what_is_asked_of_another_proceeding_stays_there_while_it_is_meant() -> None:
    asked = "When is the deposition of Mr. Ames, and who has to attend it?"
    assert taken_for(asked) == ["oos_other_proceeding"]


def test_a_long_message_is_understood_by_what_leads_up_to_its_question() -> None:
    asked = "The partner wants nine pages of narrative and then the invoices behind tabs as exhibits. Does that fit?"
    assert taken_for(asked)[0] in ("letter_exhibits", "letter_pages")


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Three things: how many pages, which address, and do we serve it?", 3),
        ("page limit & who attends?", 2),
        ("First, the date for the letter. Second, whether exhibits count.", 2),
        ("so remind me, when is the letter due?", 1),
        ("the letter, which goes to chambers, is due when?", 1),
    ],
)
def test_a_message_is_split_into_what_it_asks(message: str, parts: int) -> None:
    assert len(split(message)) == parts


def test_spelling_is_corrected_towards_the_subject() -> None:
    assert taken_for("wen is the exparte leter du") == ["letter_due"]


def test_abbreviations_are_written_out() -> None:
    assert plain("ltr pp. limit w/o exhs?") == ["letter", "pages", "limit", "without", "exhibits", "?"]


def test_endings_do_not_tell_words_apart() -> None:
    assert stem("attended") == stem("attending") == stem("attends")


def test_dates_hours_and_sums_are_marks() -> None:
    assert plain("Dec. 11, 2:30 pm, $5,000") == ["#date", "#hour", "#sum"]


def test_every_example_names_topics_there_are() -> None:
    assert {topic for each in [*read(), *written_out()] for topic in each.topics} <= set(topics())


def test_the_weights_know_every_topic_that_has_examples() -> None:
    taught = {topic for each in [*read(), *written_out()] for topic in each.topics}
    assert set(model().topics) == taught


def test_two_in_five_of_the_examples_are_refusals_and_silences() -> None:
    examples = read()
    hard = [each for each in examples if topics()[each.topics[0]].kind in ("silence", "refusal")]
    assert len(examples) >= 1500
    assert len(hard) * 5 >= len(examples) * 2


def test_every_topic_points_to_topics_there_are() -> None:
    for topic in topics().values():
        assert {*topic.near, *topic.also, *topic.parts, *(then for _, then in topic.follow)} <= set(topics()), topic.id


def test_explaining_names_topic_distance_and_what_spoke() -> None:
    found: Any = explain("when is the letter due?")
    (question,) = found["questions"]
    assert question["topics"] == ["letter_due"]
    assert question["ahead_of_next_by"] > 0
    assert question["spoke_for_it"]


def test_a_list_that_does_not_even_ask_is_a_list_of_questions() -> None:
    assert taken_for("date, judge, page limit. thanks") == ["conference_when", "judge", "letter_pages"]


def test_a_list_of_people_is_none() -> None:
    assert len(understand("thanks, Maria, Tom").questions) == 1


def test_points_are_asked_with_what_leads_into_them() -> None:
    assert taken_for("Must the letter (a) go on ECF (b) go to opposing counsel?") == ["letter_filing", "letter_service"]


def test_an_item_and_a_question_in_one_breath_are_two() -> None:
    assert taken_for("the docket number, and who has to attend") == ["docket", "attendance"]


def test_a_part_that_asks_how_long_but_not_of_what_leans_on_the_one_before() -> None:
    first, *others = taken_for("How do we ask for an adjournment, and how far ahead?")
    assert first == "adjournment"
    assert set(others) <= {"adjournment"}


def test_a_question_after_another_cases_story_is_about_that_case() -> None:
    asked = "We also have a pretrial conference in a separate wage case. Do the parties have to attend, or only us?"
    assert taken_for(asked)[0].startswith("oos_")


def test_what_an_earlier_question_gives_is_not_given_again() -> None:
    found = understand("What goes in the ex parte letter, and how long may it be?").questions
    given = [name for each in found for name in each.topics]
    assert len(given) == len(set(given))


@pytest.mark.parametrize(
    "message", ["x" * 5000, "asdf qwer zxcv", "hola, ¿cuándo es la conferencia?", "wann ist die Verhandlung"]
)
def test_what_is_not_in_words_parley_knows_is_not_answered(message: str) -> None:
    assert taken_for(message) == ["oos_general"]


def test_a_list_in_a_sentence_is_asked_item_by_item() -> None:
    asked = "For local counsel: hour of the conference, last day for the ex parte letter, and the page limit"
    assert taken_for(asked) == ["conference_when", "letter_due", "letter_pages"]
