"""What the gate makes of belief: which reply is worth most."""

from math import log

import pytest

from bot.questions.deciding import SORTS, Gate, Question, Verdict, covered_by, decide
from bot.questions.topics import topics


def likelihoods(*wanted: float) -> Gate:
    """A gate that takes a message for each sort with these likelihoods, whatever the belief."""
    blind = ((0.0,) * 2 * len(SORTS),) * len(SORTS)
    return Gate(blind, tuple(log(each) for each in wanted))


SURELY_A_FACT = likelihoods(0.96, 0.01, 0.01, 0.01, 0.01)


def decided(gate: Gate, **belief: float) -> Question:
    """What is decided with this belief, the rest of it spread over all other topics."""
    rest = (1 - sum(belief.values())) / (len(topics()) - len(belief))
    shares = sorted(((name, belief.get(name, rest)) for name in topics()), key=lambda pair: (-pair[1], pair[0]))
    return decide("", shares, gate)


def test_a_fact_that_is_believed_is_answered_alone() -> None:
    assert decided(SURELY_A_FACT, letter_due=0.95).topics == ("letter_due",)


def test_belief_in_two_facts_has_both_answered() -> None:
    assert decided(SURELY_A_FACT, letter_due=0.5, hard_copy=0.4).topics == ("letter_due", "hard_copy")


def test_belief_spread_over_many_facts_asks_back() -> None:
    found = decided(SURELY_A_FACT, letter_due=0.05)
    assert found.verdict is Verdict.UNCLEAR
    assert len(found.topics) == 3


def test_a_question_back_never_offers_a_question_back() -> None:
    assert decided(SURELY_A_FACT, any_deadline=0.06, letter_due=0.05).topics == ("any_deadline",)


def test_a_fact_that_answers_its_neighbour_is_not_followed_by_it() -> None:
    assert "letter_filing" in covered_by("letter_service")
    assert decided(SURELY_A_FACT, letter_service=0.5, letter_filing=0.45).topics == ("letter_service",)


@pytest.mark.parametrize(("sort", "topic"), [(1, "recording"), (2, "oos_value"), (3, "state_next"), (4, "chat_thanks")])
def test_the_likeliest_sort_decides_where_no_fact_is_likely(sort: int, topic: str) -> None:
    likely = [0.05] * len(SORTS)
    likely[sort] = 0.8
    assert decided(likelihoods(*likely), letter_due=0.5, **{topic: 0.4}).topics == (topic,)


def test_a_refusal_none_stands_out_among_is_the_general_one() -> None:
    likely = likelihoods(0.02, 0.02, 0.92, 0.02, 0.02)
    assert decided(likely, oos_value=0.1, oos_law=0.09, oos_drafting=0.09).topics == ("oos_general",)
