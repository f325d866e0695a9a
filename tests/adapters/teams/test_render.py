"""Cards and forms as Teams takes them."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.teams import render, sizes, words
from adapters.teams.look import REQUEST, Look
from bot.conversation import wire
from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Confirm,
    Copyable,
    Divider,
    Fact,
    Facts,
    Items,
    Mention,
    Quote,
    Small,
    Strong,
    Style,
    Text,
    plain,
)
from bot.conversation.forms import Choice, ChoiceField, FileField, Form, TextField
from bot.conversation.requests import NameAttendee, PurgeRecord, ReadOrder, SaveAttendee, ShowHelp
from tests.adapters.teams.anything import CARDS, FORMS
from tests.gallery.exhibits import exhibits

Json = dict[str, Any]


def body(*elements: Any, title: str = "") -> list[Json]:
    made: list[Json] = render.card_json(Card(title, elements))["body"]
    return made


def text(*line: Any) -> str:
    return str(body(Text(line))[0]["text"])


def test_a_title_is_a_heading_to_a_screen_reader() -> None:
    assert body(title="Deadlines")[0] | {"style": "heading"} == body(title="Deadlines")[0]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Smith & Co", "Smith & Co"),
        ("AT&T v. O'Neil (US) Ltd.", "AT&T v. O'Neil (US) Ltd."),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("&lt;at&gt;", r"\&lt;at\&gt;"),
        ("[x](http://y)", r"\[x\](http://y)"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("1. First", r"1\. First"),
        ("2023 was", "2023 was"),
        ("- x", r"\- x"),
        ("# x", r"\# x"),
        ("a - b # c", "a - b # c"),
        ("{{DATE(x)}}", r"\{\{DATE(x)\}\}"),
        ("one\ntwo", "one\n\ntwo"),
        ("\x00a\x07b", "ab"),
    ],
)
def test_what_a_person_typed_is_shown_as_it_stands(typed: str, shown: str) -> None:
    assert text(typed) == shown


def test_a_list_mark_put_together_from_two_spans_makes_no_list() -> None:
    assert text("1", ". January") == r"1\. January"


def test_strong_words_are_bold_whatever_they_hold() -> None:
    assert text("due ", Strong("*Tuesday* "), "at noon") == r"due **\*Tuesday\*** at noon"


def test_a_mention_is_a_tag_with_its_entity_and_nothing_a_name_could_break() -> None:
    card = render.card_json(Card("", (Text((Mention("aad-dana", "Dana <b>&[x]"), ": the letter")),)))
    assert card["body"][0]["text"] == "<at>Dana b x</at>: the letter"
    assert card["msteams"]["entities"] == [
        {"type": "mention", "text": "<at>Dana b x</at>", "mentioned": {"id": "aad-dana", "name": "Dana b x"}}
    ]


def test_a_name_in_a_text_mentions_nobody() -> None:
    card = render.card_json(Card("", (Text(("<at>Everyone</at>",)),)))
    assert "entities" not in card["msteams"]
    assert "<at>" not in card["body"][0]["text"].replace("\\<", "")


def test_facts_are_a_fact_set_with_their_source() -> None:
    assert body(Facts((Fact("Letter", (Strong("Tue"),), "¶ 2"),))) == [
        {"type": "FactSet", "facts": [{"title": "Letter", "value": "**Tue** (¶ 2)"}]}
    ]


@pytest.mark.parametrize(
    "fact",
    [
        Fact("Hudson Valley Logistics LLC", ("not named.",)),
        Fact("Letter", ("Tuesday, January 12, 2027. The order states no hour", ".")),
    ],
)
def test_facts_too_long_for_a_table_on_a_phone_stand_on_lines_of_their_own(fact: Fact) -> None:
    first, second = body(Facts((Fact("Held by", ("Teams",), "¶ 1"), fact)))
    assert first["text"] == "**Held by:** Teams (¶ 1)"
    assert second["text"].startswith(f"**{fact.label}:** {plain(fact.value)}")
    assert second["spacing"] == "small"


def test_what_is_said_of_a_field_stands_closer_to_it_than_to_the_field_before() -> None:
    blocks = render.form_json(FORM)["body"]
    at = next(n for n, each in enumerate(blocks) if each.get("id") == "name")
    assert (blocks[at - 1]["spacing"], blocks[at]["spacing"]) == ("large", "small")


def test_a_quotation_stands_apart_with_its_paragraph() -> None:
    (container,) = body(Quote("The parties shall appear.", "4"))
    assert container["style"] == "emphasis"
    assert [each["text"] for each in container["items"]] == ["“The parties shall appear.”", "¶ 4"]


def test_lists_are_lists() -> None:
    assert body(Items((("one",), ("two\nlines",)), numbered=True))[0]["text"] == "1. one\n2. two lines"
    assert body(Items((("one",), ("two",))))[0]["text"] == "- one\n- two"


def test_what_is_to_be_copied_is_exact_and_never_read_as_markdown() -> None:
    (container,) = body(Copyable("*SUBMITTED EX PARTE*\nline two"))
    runs = [each["inlines"][0]["text"] for each in container["items"]]
    assert runs == ["*SUBMITTED EX PARTE*", "line two"]


def test_a_divider_separates_what_follows_and_nothing_when_nothing_does() -> None:
    first, second = body(Text(("a",)), Divider(), Text(("b",)), Divider())
    assert "separator" not in first
    assert second["separator"] is True


def test_small_print_is_small() -> None:
    assert body(Small(("not verified",)))[0] | {"size": "small", "isSubtle": True} == body(Small(("not verified",)))[0]


def test_a_button_executes_and_falls_back_to_submitting_the_same() -> None:
    request = NameAttendee("c", 1, "p")
    action = body(Buttons((Button("Name", request, Style.PRIMARY),)))[0]["actions"][0]
    assert (action["type"], action["style"]) == ("Action.Execute", "positive")
    assert wire.decode(action["data"][REQUEST]) == request
    assert action["fallback"]["type"] == "Action.Submit"
    assert action["fallback"]["data"] == action["data"]


def test_more_than_six_buttons_are_shown_in_rows() -> None:
    rows = body(Buttons(tuple(Button(str(n), ShowHelp()) for n in range(14))))
    assert [len(each["actions"]) for each in rows] == [6, 6, 2]


def test_a_confirmation_states_the_consequence_before_anything_is_sent() -> None:
    confirm = Confirm("Delete the record?", "It cannot be undone.", "Delete record", "Keep")
    row, question = body(Buttons((Button("Delete", PurgeRecord("c"), Style.DANGER, confirm),)))
    assert row["actions"][0]["type"] == "Action.ToggleVisibility"
    assert row["actions"][0]["targetElements"] == [question["id"]]
    assert question["isVisible"] is False
    title, consequence, choice = question["items"]
    assert (title["text"], consequence["text"]) == ("Delete the record?", "It cannot be undone.")
    yes, no = choice["actions"]
    assert (yes["title"], yes["type"]) == ("Delete record", "Action.Execute")
    assert (no["title"], no["type"]) == ("Keep", "Action.ToggleVisibility")


FIELDS = (
    TextField("name", "Person", value="TBD", placeholder="First and last name", max_length=200),
    TextField("others", "Others", optional=True, multiline=True, hint="One to a line"),
    ChoiceField("mode", "How", (Choice("attends", "Attends"), Choice("by_phone", "By phone")), value="attends"),
    FileField("file", "Order"),
)
FORM = Form(
    "Defendant B",
    "Save",
    SaveAttendee(conference="c", revision=1, party="p"),
    FIELDS,
    errors={"name": "A name is needed."},
)


def test_every_input_has_a_label_and_says_what_is_missing() -> None:
    inputs = [each for each in render.form_json(FORM)["body"] if each["type"].startswith("Input.")]
    assert [each["label"] for each in inputs] == ["Person", "Others (optional)", "How"]
    assert [(each.get("isRequired"), each.get("errorMessage")) for each in inputs] == [
        (True, words.NEEDED),
        (None, None),
        (True, words.CHOOSE),
    ]


def test_an_error_stands_before_its_field_and_what_was_typed_is_kept() -> None:
    blocks = render.form_json(FORM)["body"]
    at = next(n for n, each in enumerate(blocks) if each.get("id") == "name")
    assert blocks[at - 1]["text"] == "A name is needed."
    assert blocks[at]["value"] == "TBD"


def test_a_file_field_says_where_a_file_can_be_given() -> None:
    assert "Attach it to a message" in str(render.form_json(FORM)["body"])


def test_a_form_is_sent_by_its_own_verb() -> None:
    action = render.form_json(FORM)["body"][-1]["actions"][0]
    assert action["title"] == "Save"
    assert wire.decode(action["data"][REQUEST]) == FORM.request


def test_in_a_dialog_everything_is_submitted_plainly() -> None:
    assert render.form_json(FORM, Look(dialog=True))["body"][-1]["actions"][0]["type"] == "Action.Submit"


def attendance(parties: int) -> Card:
    rows = tuple(
        Fact(
            f"Defendant {n}, a limited liability company",
            (Strong(f"Person {n}, Vice President"), ", available by phone. Confirmed by Associate, January 6."),
        )
        for n in range(parties)
    )
    conference = "0b6d4a5e-3c44-4c0e-9d3a-2f4c8a5f0e11"
    buttons = tuple(Button(f"Defendant {n}", NameAttendee(conference, 1, conference)) for n in range(parties))
    more = tuple(Button(f"Remind {n}", NameAttendee(conference, 1, conference)) for n in range(parties))
    return Card("Attendance, January 15", (Text(("The order asks …",)), Facts(rows), Buttons(buttons), Buttons(more)))


def test_a_card_with_twenty_parties_stays_whole_under_28_kb() -> None:
    card = render.card_json(attendance(20))
    assert sizes.size(card) < 28 * 1024
    named = [each["text"] for each in card["body"] if "limited liability company:" in str(each.get("text"))]
    assert len(named) == 20
    assert words.SHORTENED not in str(card)


def test_a_card_beyond_all_measure_is_shortened_and_says_so() -> None:
    card = render.card_json(attendance(400))
    assert sizes.size(card) <= 28 * 1024
    assert card["body"][-1]["text"] == words.SHORTENED


def test_a_long_order_typed_into_a_form_is_kept_as_long_as_a_message_bears_it() -> None:
    def form(length: int) -> Json:
        return render.form_json(Form("Read", "Read", ReadOrder(), (TextField("order", "Text", value="x" * length),)))

    assert len(form(30_000)["body"][1]["value"]) == 30_000
    assert "value" not in form(200_000)["body"][1]


@pytest.mark.parametrize("name", sorted(exhibits()))
def test_every_exhibit_of_the_gallery_stays_whole_and_small(name: str) -> None:
    shown = exhibits()[name]
    card = render.card_json(shown) if isinstance(shown, Card) else render.form_json(shown)
    _check(card)
    assert sizes.size(card) < 14 * 1024
    assert words.SHORTENED not in str(card)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CARDS)
def test_every_card_fits_and_keeps_teams_rules(card: Card) -> None:
    _check(render.message(card)["attachments"][0]["content"])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FORMS)
def test_every_form_fits_and_keeps_teams_rules(form: Form) -> None:
    _check(render.form_json(form))


def _check(card: Json) -> None:
    assert sizes.size(card) <= 28 * 1024
    assert card["version"] == "1.5"
    assert card["body"]
    nodes = list(sizes._nodes(card["body"]))
    ids = [each["id"] for each in nodes if "id" in each and "type" in each]
    assert len(ids) == len(set(ids))
    for node in nodes:
        assert len(node.get("actions", ())) <= 6
        assert node.get("text", "x") != ""
        if str(node.get("type")).startswith("Input."):
            assert "label" in node
            assert not node.get("isRequired") or node["errorMessage"]
        for target in node.get("targetElements", ()):
            assert target in ids
