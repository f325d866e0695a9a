"""What an answer may hold: the order's words verbatim, its numbers, and what is counted from them."""

import datetime as dt
import re
from collections.abc import Callable

import pytest

from bot.domain.court_days import calendar_for
from bot.domain.matter_deadlines import order_deadlines
from bot.domain.order import DocumentKind, OrderReading
from bot.orders import sample
from bot.questions import UNREGISTERED, MatterFacts, understand
from bot.questions.topics import Kind, Topic, topics
from bot.wording.answer_text import shown
from bot.wording.answers import Answer, AnswerKind, answer, answer_about, answer_topic

Orders = Callable[[str], OrderReading]

OF_ORDER = [name for name, topic in topics().items() if topic.of_order]
QUOTE = re.compile(r"“([^“”]*(?:“[^“”]*”[^“”]*)*)”")
NUMBER = re.compile(r"\d+")
NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20",
}  # fmt: skip


def flat(text: str) -> str:
    return shown(text).replace("‘", "'").replace("’", "'")


def numbers_known(order: OrderReading) -> set[str]:
    """Numbers the order prints, in figures or words, and those of the days counted from it."""
    text = order.text.lower()
    known = {str(int(each)) for each in NUMBER.findall(text)}
    known |= {figure for word, figure in NUMBER_WORDS.items() if re.search(rf"\b{word}\b", text)}
    for each in order_deadlines(order, order.tz or "America/New_York", calendar_for(order.court)):
        if each.deadline:
            days = [each.deadline.due, *(other.date for other in each.deadline.alternatives)]
            known |= {str(part) for day in days for part in (day.year, day.day)}
            known |= {str(int(number)) for number in NUMBER.findall(each.deadline.why)}
            known |= {str(each.deadline.time.hour % 12 or 12)} if each.deadline.time else set()
    rules = [order.letter_due, *(rule.due for rule in (order.demand_rule, order.response_rule) if rule)]
    known |= {str(rule.n) for rule in rules if rule is not None and hasattr(rule, "n")}
    known |= {str(at) for at in range(1, len(order.letter_contents) + 1)}
    return known | {number for paragraph in order.paragraphs for number in NUMBER.findall(paragraph.number)}


def test_every_quotation_in_every_answer_is_verbatim_in_its_order(any_order: OrderReading) -> None:
    whole = flat(any_order.text)
    for topic in OF_ORDER:
        reply = answer_topic(topic, any_order)
        for quote in reply.quotes:
            assert flat(quote.words) in whole
        for words in QUOTE.findall(reply.text):
            assert flat(words).rstrip(".") in whole or words in ("may", "thereafter"), topic


def test_every_paragraph_is_quotable_in_full(any_order: OrderReading) -> None:
    for paragraph in any_order.paragraphs:
        reply = answer_topic(f"show_paragraph:{paragraph.number}", any_order)
        assert flat(paragraph.text) in flat(reply.text)


def test_no_answer_holds_a_number_the_order_does_not_give_or_lead_to(any_order: OrderReading) -> None:
    known = numbers_known(any_order)
    for topic in OF_ORDER:
        found = {str(int(each)) for each in NUMBER.findall(answer_topic(topic, any_order).text)}
        assert found <= known, topic


def test_no_answer_holds_an_address_the_order_does_not_print(any_order: OrderReading) -> None:
    for topic in OF_ORDER:
        for address in re.findall(r"[\w.]+@[\w.]+\w", answer_topic(topic, any_order).text):
            assert address in any_order.text


def test_an_answer_cites_only_paragraphs_the_order_has(any_order: OrderReading) -> None:
    numbers = {each.number for each in any_order.paragraphs} | {"0"}
    for topic in OF_ORDER:
        assert set(answer_topic(topic, any_order).paragraphs) <= numbers


def test_an_answer_states_nothing_without_a_paragraph(any_order: OrderReading) -> None:
    for topic in OF_ORDER:
        reply = answer_topic(topic, any_order)
        assert reply.paragraphs or not reply.answered, topic


def test_no_answer_opens_with_yes_or_no(any_order: OrderReading) -> None:
    for topic in OF_ORDER:
        assert not re.match(r"(?i)(yes|no)\b(?! one)", answer_topic(topic, any_order).text)


@pytest.mark.parametrize(
    "topic", [each for each in topics().values() if each.kind is not Kind.FACT], ids=lambda each: each.id
)
def test_the_voice_holds_in_every_set_sentence(topic: Topic) -> None:
    said = f"{topic.says} {topic.silent} {topic.next}"
    assert not re.search(r"!|\bsorry\b|\bjust\b|\bplease\b|you must", said, re.IGNORECASE)
    assert len(said.split()) <= 60


def test_the_same_question_gives_the_same_answer(orders: Orders) -> None:
    question = "by when is the letter due and does opposing counsel get a copy?"
    assert answer_about(question, orders("sample")) == answer_about(question, orders("sample"))


def test_a_channel_without_a_conference_is_never_given_the_samples_date_as_its_own(orders: Orders) -> None:
    for topic in ("letter_due", "conference_when", "demand", "response", "deadlines_all"):
        text = answer_topic(topic, orders("sample"), UNREGISTERED).text
        assert "No conference is registered here" in text


def test_a_channel_without_a_conference_hears_that_the_words_are_the_samples(orders: Orders) -> None:
    reply = answer_topic("letter_pages", orders("sample"), UNREGISTERED)
    assert reply.text.endswith("No conference is registered here; this is the sample order I was loaded with.")


def test_a_registered_channel_is_given_its_own_dates(orders: Orders) -> None:
    order = orders("sdny_business_days")
    deadlines = order_deadlines(order, "America/New_York", calendar_for(order.court))
    reply = answer_topic(
        "letter_due", order, MatterFacts(registered=True, zone="America/New_York", deadlines=deadlines)
    )
    assert reply.text.startswith(
        "The letter is due no later than 5 business days before the conference: Wednesday, October 9"
    )


def test_a_registered_conference_is_given_in_court_time(orders: Orders) -> None:
    order = orders("sample")
    deadlines = order_deadlines(order, "America/New_York", calendar_for(order.court))
    reply = answer_topic("conference_when", order, MatterFacts(True, "America/New_York", deadlines))
    assert "Wednesday, December 13, 2023 at 2:30 pm ET" in reply.text


def test_several_questions_are_answered_in_their_order(orders: Orders) -> None:
    asked = "How long can the letter be? Who must attend? Is the conference recorded?"
    text = answer(understand(asked), orders("sample")).text
    assert text.index("10 pages") < text.index("Parties attend") < text.index("recorded or transcribed")


def test_a_fourth_question_is_named_as_left_over(orders: Orders) -> None:
    asked = understand("When is the letter due? How long may it be? Who must attend? What is the docket number?")
    assert "Left unanswered: What is the docket number?" in answer(asked, orders("sample")).text


def test_an_unclear_question_is_asked_back_once_with_buttons(orders: Orders) -> None:
    reply = answer(understand("when's the deadline?"), orders("sample"))
    assert reply.kind is AnswerKind.CLARIFY
    assert len(reply.choices) > 1
    assert reply.text.count("Which one?") == 1


def test_a_greeting_before_a_question_is_passed_over(orders: Orders) -> None:
    assert answer_about("Good morning! When is the letter due?", orders("sample"))["kind"] == "answer"


def test_a_fact_an_order_does_not_state_is_said_to_be_missing(orders: Orders) -> None:
    reply = answer_topic("confidentiality", orders("conn_full_authority"))
    assert reply.kind is AnswerKind.NOT_ADDRESSED
    assert reply.text.startswith("The order does not say whether the conference is confidential.")


def test_a_silence_of_the_sample_is_answered_where_another_order_speaks(orders: Orders) -> None:
    assert answer_topic("insurers", orders("sample")).kind is AnswerKind.NOT_ADDRESSED
    assert answer_topic("insurers", orders("sdny_business_days")).kind is AnswerKind.ANSWER


def test_a_paragraph_the_order_does_not_have_is_not_made_up(orders: Orders) -> None:
    reply = answer_about("show me paragraph 9", orders("sample"))
    assert reply["text"] == "The order has no paragraph 9."


def test_a_command_in_words_names_the_service_that_handles_it(orders: Orders) -> None:
    reply = answer(understand("stop reminding us about the letter"), orders("sample"))
    assert reply.service == "cmd_stop_nudges"


def test_a_batch_answer_has_the_fixed_fields(orders: Orders) -> None:
    assert set(answer_about("when is the letter due", orders("sample"))) == {"answered", "kind", "paragraphs", "text"}


# --- a conference entered without its order

NEW_YORK = "America/New_York"
SPRING = dt.datetime.combine(dt.date(2027, 3, 16), dt.time(14, 30))


def by_hand(at: dt.datetime, *, reader: str | None = None) -> tuple[OrderReading, MatterFacts]:
    """A conference somebody entered, its order unseen."""
    order = OrderReading(DocumentKind.SETTLEMENT_CONFERENCE_ORDER, conference_at=at)
    deadlines = order_deadlines(order, NEW_YORK, calendar_for(None))
    return order, MatterFacts(True, NEW_YORK, deadlines, dt.date(2027, 3, 1), reader_zone=reader)


def test_nothing_is_said_of_an_order_nobody_has_shown() -> None:
    order, matter = by_hand(SPRING)
    for topic in OF_ORDER:
        text = answer_topic(topic, order, matter).text
        assert "he order does not" not in text, topic
        assert text.startswith(("I don't have the order's text", "Entered by hand:", "- Entered by hand:")), topic


def test_a_date_entered_by_hand_is_given_as_entered() -> None:
    order, matter = by_hand(SPRING)
    text = answer_topic("conference_when", order, matter).text
    assert text == "Entered by hand: The conference is Tuesday, March 16, 2027 at 2:30 pm ET."


def test_an_hour_is_court_time_after_the_clocks_change_and_the_readers_own() -> None:
    order, matter = by_hand(SPRING, reader="America/Los_Angeles")
    text = answer_topic("clock_change", order, matter).text
    assert "Tuesday, March 16, 2027 at 2:30 pm is court time on that day (ET)" in text
    assert "after the clocks change on March 14, 2027" in text
    assert "For you that is 11:30 am PT." in text


def test_the_readers_own_day_is_named_where_it_is_another() -> None:
    order, matter = by_hand(SPRING, reader="Asia/Tokyo")
    assert "For you that is Wednesday, March 17, 2027 at 3:30 am" in answer_topic("clock_change", order, matter).text


# --- short answers


def test_an_answer_shows_at_most_two_passages(any_order: OrderReading) -> None:
    for topic in OF_ORDER:
        assert len(answer_topic(topic, any_order).quotes) <= 2


@pytest.mark.parametrize("topic", ["authority", "by_phone", "attendance"])
def test_the_threat_of_sanctions_is_not_shown_under_who_attends(topic: str, orders: Orders) -> None:
    assert "sanctions" not in answer_topic(topic, orders("sample")).text


@pytest.mark.parametrize("topic", ["deadlines_all", "order_summary", "letter_due", "letter_hour"])
def test_that_nothing_is_registered_is_said_once(topic: str, orders: Orders) -> None:
    assert answer_topic(topic, orders("sample"), UNREGISTERED).text.count("No conference is registered here") == 1


def test_a_deadline_of_nothing_in_particular_is_asked_back_with_every_item() -> None:
    for before in (None, "letter_pages", "interpreter"):
        reply = answer_about_after("What's the deadline?", before)
        assert reply.text == "Which one? [Letter] [Demand] [Response] [Attendance]"


def answer_about_after(question: str, before: str | None) -> Answer:
    return answer(understand(question, before), sample())


def test_advice_is_left_to_counsel_with_what_the_order_says(orders: Orders) -> None:
    reply = answer(understand("what should we offer?"), orders("sample"), UNREGISTERED)
    assert reply.text.startswith("That's for counsel.")
    assert reply.paragraphs == ("3",)
    assert "14 days before the conference" in reply.text


def test_what_parley_does_not_do_is_sent_to_the_docketing_desk(orders: Orders) -> None:
    assert "ask your docketing desk" in answer(understand("book a court reporter"), orders("sample")).text


def test_undo_in_words_names_the_service_that_says_where_it_is(orders: Orders) -> None:
    assert answer(understand("undo"), orders("sample")).service == "cmd_undo"
