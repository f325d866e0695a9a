import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.confidences import Verdict, judge_text

HERE = Path(__file__).parent
OTHER_HANDS = [
    json.loads(line)
    for name in ("confidences.jsonl", "confidences_2.jsonl", "confidences_3.jsonl")
    for line in (HERE / name).read_text("utf-8").splitlines()
]
ENOUGH = {Verdict.CLEAN: 0.99, Verdict.FIGURE: 0.97, Verdict.LETTER: 0.9}
"""The share to be told. A piece of a letter can be a sentence that anybody might write."""


@pytest.mark.parametrize("verdict", list(Verdict))
def test_texts_written_by_someone_else_are_told_apart(verdict: Verdict) -> None:
    given_ = [each["text"] for each in OTHER_HANDS if each["verdict"] == verdict]
    right = sum(judge_text(text) is verdict for text in given_)
    assert right >= ENOUGH[verdict] * len(given_)


@pytest.mark.parametrize(
    "text",
    [
        "our number is $85,000",
        "they came down to 40k",
        "two hundred thousand, take it or leave it",
        "mid six figures is where this lands",
        "we would settle at 1.5m",
        "plaintiff's at 300 and won't budge",
        "authority up to seventy-five thousand",
    ],
)
def test_a_settlement_figure_is_told_however_it_is_written(text: str) -> None:
    assert judge_text(text) is Verdict.FIGURE


@pytest.mark.parametrize(
    "text",
    [
        "the filing fee is $405, right?",
        "is the limit 10 pages or 12?",
        "the conference is in room 520 at 300 Quarropas Street",
        "7:23-cv-07291-PMH",
        "does Rule 408 cover what we say?",
        "call in on 888-363-4749, code 1086415",
        "the demand is due 14 days before the conference",
        "move it to January 20, 2027 at 10:30",
        "the transcript cost $1,200",
        "a hundred and thirty pages of exhibits: does the letter still fit?",
    ],
)
def test_numbers_that_are_no_settlement_figure_are_clean(text: str) -> None:
    assert judge_text(text) is Verdict.CLEAN


def test_a_pasted_order_is_not_a_letter() -> None:
    order = (
        "ORDER. This matter is scheduled for a settlement conference before Magistrate Judge Anyone. No later than "
        "May 3, 2027, counsel must send the Court an ex parte letter with the party's evaluation of the "
        "settlement value "
        "of the case, and the history of settlement negotiations, including any prior offers or demands. SO ORDERED."
    )
    assert judge_text(order) is Verdict.CLEAN


def test_a_letter_to_chambers_is_told() -> None:
    letter = (
        "Dear Judge Anyone: We write on behalf of Plaintiff in advance of the settlement conference. Our client "
        "believes "
        "the settlement value reflects a strong liability case, though we recognise some litigation risk."
    )
    assert judge_text(letter) is Verdict.LETTER


@pytest.mark.parametrize(
    "text",
    [
        "The weakest part of our case is causation, and the treating physician will not repair it.",
        "Our client would drop the wage claim in exchange for a neutral reference.",
        "What we have not told the other side is that our expert has withdrawn.",
        "If plaintiff were to drop the injunction, we would pay the fees.",
    ],
)
def test_an_assessment_or_a_bottom_line_without_any_mark_of_a_letter_is_told(text: str) -> None:
    assert judge_text(text) is Verdict.LETTER


@pytest.mark.parametrize(
    "text",
    [
        "Should the letter discuss the weaknesses of our case as well as its strengths?",
        "what does the court mean by strengths and weaknesses of the case",
        "Our client cannot afford to travel to the courthouse.",
        "The weaknesses section of the letter still needs cites by Thursday.",
        "There are 14 claims in the complaint and 3 plaintiffs.",
    ],
)
def test_the_errands_of_a_matter_are_not_taken_for_what_its_letter_says(text: str) -> None:
    assert judge_text(text) is Verdict.CLEAN


@given(st.text(max_size=400))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert judge_text(text) in Verdict


def test_a_hostile_text_is_judged_without_running_on() -> None:
    hostile = ("offer 12,345," * 3000) + ("two " * 20_000) + ("$" * 20_000)
    assert judge_text(hostile) in Verdict
