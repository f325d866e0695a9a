"""Whether an entry is taken for a name, on entries nobody tuned the rules to and on those they learned from."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import is_entity, judge_name

HERE = Path(__file__).parent
MOST_ERRORS = 0.02


def entries(filename: str) -> list[str]:
    lines = (HERE / filename).read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.strip()]


@pytest.mark.parametrize("filename", ["names_that_pass.txt", "names_that_pass_2.txt", "names_to_learn_pass.txt"])
def test_human_names_of_every_kind_are_accepted(filename: str) -> None:
    names = entries(filename)
    refused = [name for name in names if not judge_name(name).accepted]
    assert len(names) > 150
    assert len(refused) <= MOST_ERRORS * len(names), refused


@pytest.mark.parametrize(
    "filename", ["names_that_are_questioned.txt", "names_that_are_questioned_2.txt", "names_to_learn_question.txt"]
)
def test_what_is_no_name_is_questioned(filename: str) -> None:
    others = entries(filename)
    passed = [other for other in others if judge_name(other).accepted]
    assert len(others) > 150
    assert len(passed) <= MOST_ERRORS * len(others), passed


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("", "empty"),
        ("TBD", "placeholder"),
        ("T\u200bBD", "placeholder"),
        ("the GC", "role"),
        ("Hale Barrett LLP", "entity"),
        ("Dana Hall or Chris Poole", "several"),
        ("ask Dana", "sentence"),
        ("Dana Hall?", "unsure"),
        ("dana@firm.example", "contact"),
        ("Dana 2", "number"),
        ("next Friday", "date"),
        ("!!!", "symbols"),
        ("=SUM(A1)", "code"),
        ("D\u0430na Hall", "mixed_letters"),
        ("Usual Procedure", "words"),
        ("Dana " * 100, "long"),
    ],
)
def test_each_kind_of_question_has_its_own_code(entry: str, code: str) -> None:
    assert judge_name(entry).code == code


def test_every_question_says_the_way_on() -> None:
    for entry in ("", "TBD", "the GC", "Acme Corp.", "ask Dana", "dana@firm.example", "2", "🙂"):
        assert "“Not named yet”" in judge_name(entry).why


@pytest.mark.parametrize(
    ("entry", "party"),
    [
        ("Krasne Industries", "Krasne Industries Inc."),
        ("Krasne", "Krasne Industries Inc."),
        ("Acme Widgets, Inc.", "ACME WIDGETS, INC."),
        ("Harold Finn", "Estate of Harold Finn"),
        ("NYTA", "New York Transit Authority"),
        ("Smith", "Smith & Sons"),
        ("Ostrander Mill", "Ostrander Milling Co."),
        ("Ostrander-Milling", "Ostrander Milling Co."),
        ("Obsidian's president", "Obsidian Freight Lines LLC"),
    ],
)
def test_an_organisation_is_not_its_own_decider(entry: str, party: str) -> None:
    assert not judge_name(entry, party).accepted


@pytest.mark.parametrize(
    ("entry", "party"),
    [
        ("Krasne", "Krasne"),
        ("Jane Doe", "Jane Doe"),
        ("Young Park", "Young Park"),
        ("John Smith", "John Smith d/b/a Smith Plumbing"),
        ("Jane Doe", "Jane Doe, as executor of the estate of Harold Finn"),
        ("Tom Krasne", "Krasne Industries Inc."),
    ],
)
def test_a_natural_person_may_decide_for_themselves(entry: str, party: str) -> None:
    assert judge_name(entry, party).accepted


def test_what_is_known_of_a_party_goes_before_what_its_name_shows() -> None:
    assert judge_name("Krasne", "Krasne").accepted
    assert judge_name("Krasne", "Krasne", entity=True).code == "party"


@pytest.mark.parametrize(
    "surname", ["Church", "Price", "Bishop", "Law", "Banks", "Day", "Person", "Counsel", "Officer"]
)
@pytest.mark.parametrize("form", ["Maria {}", "MARIA {}", "{}, Maria", "Dr. Maria {}", "Maria {}, Esq."])
def test_an_ordinary_word_behind_a_given_name_is_a_surname(form: str, surname: str) -> None:
    name = form.format(surname.upper() if form.isupper() else surname)
    assert judge_name(name).accepted


@pytest.mark.parametrize(
    ("entry", "counsel"),
    [
        ("Jane Smith", "Jane Smith"),
        ("JANE SMITH", "Jane A. Smith, Esq."),
        ("J. Smith", "Jane Smith"),
        ("Smith, Jane", "Jane Smith (Hale Barrett LLP)"),
        ("Bob Kessler", "Robert Kessler"),
        ("José Núñez", "Jose Nunez"),
        ("Wei Li", "Li Wei"),
        ("Ms. Smith", "Jane Smith"),
        ("Ana Ruiz", "Ana Ruiz-Delgado"),
        ("王小明", "王小明"),
        ("Roz Quill", "Rosalind Quill"),
        ("T. Rosalind Quill", "Rosalind Quill"),
        ("Quill R.", "Rosalind Quill"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Søren Kjær", "Soren Kjaer"),
    ],
)
def test_counsel_is_asked_about(entry: str, counsel: str) -> None:
    assert judge_name(entry, "Acme Corp.", [counsel]).code == "counsel"


@pytest.mark.parametrize(
    ("entry", "counsel"),
    [
        ("Maria Smith", "Jane Smith"),
        ("Jane Smyth", "Jane Smith"),
        ("Jane Smith", "Smith & Jones LLP"),
        ("Jane Smith", "Smith, Lund & Cho LLP"),
        ("Jane Smith", ""),
    ],
)
def test_someone_else_than_counsel_is_not_asked_about(entry: str, counsel: str) -> None:
    assert judge_name(entry, "Acme Corp.", [counsel]).accepted


@pytest.mark.parametrize(
    "party",
    [
        "City of Yonkers",
        "Acme Corp.",
        "First Baptist Church",
        "Emigrant Bank",
        "Alvarez Brothers",
        "Allstate",
        "株式会社山田",
    ],
)
def test_organisations_are_known_by_their_names(party: str) -> None:
    assert is_entity(party)


@pytest.mark.parametrize("party", ["Krasne", "Jane Roe", "Faith Church", "John Smith, as trustee of the Smith Trust"])
def test_people_are_not_taken_for_organisations(party: str) -> None:
    assert not is_entity(party)


@given(st.text(max_size=80), st.text(max_size=40), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_gets_a_verdict_with_a_sentence(name: str, party: str, counsel: list[str]) -> None:
    verdict = judge_name(name, party, counsel)
    assert verdict.why.endswith(".")
    assert verdict.accepted == (verdict.code == "person")
