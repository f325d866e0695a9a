import pytest

from bot.services.checking import check


def test_a_name_is_judged_with_its_party_and_counsel() -> None:
    case = {"id": 7, "name": "Jane Smith", "party": "Acme Corp.", "counsel": ["Jane A. Smith, Esq."]}
    answer = check(case)
    assert (answer["id"], answer["verdict"]) == (7, "question")
    assert "counsel" in str(answer["why"])


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        ({"name": "Jane Smith"}, "person"),
        ({"name": "Jane Smith", "party": None, "counsel": None}, "person"),
        ({"name": "Jane Smith", "counsel": "Jane Smith"}, "question"),
        ({"name": "TBD", "party": "Acme Corp.", "counsel": []}, "question"),
        ({"name": ""}, "question"),
        ({"text": "When is the letter due?"}, "clean"),
        ({"text": "They offered $50,000 to settle"}, "figure"),
    ],
)
def test_each_case_gets_its_verdict_and_a_reason(case: dict[str, object], verdict: str) -> None:
    answer = check({"id": "a", **case})
    assert answer["verdict"] == verdict
    assert str(answer["why"]).endswith(".")


@pytest.mark.parametrize("case", [{}, {"id": "a"}, {"name": 3}, {"text": ["a"]}, {"name": "A", "counsel": 3}])
def test_what_is_neither_a_name_nor_a_text_is_an_error(case: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check(case)
