"""Cards and forms as Block Kit: within Slack's limits, complete, and inert."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.slack import forms, render
from bot.conversation import wire
from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Confirm,
    Copyable,
    Fact,
    Facts,
    Items,
    Mention,
    Quote,
    Small,
    Strong,
    Style,
    Text,
)
from bot.conversation.forms import Choice, ChoiceField, FileField, Form, TextField
from bot.conversation.requests import AskQuestion, NameAttendee, ReadOrder, SaveSettings, ShowMore, ShowStatus
from tests.adapters.slack import published, rules
from tests.adapters.slack.strategies import CARDS, FORMS
from tests.gallery.exhibits import exhibits

SEAT = forms.Seat("C0123456789", "1700000000.000100")
CAPTION = "Plaintiff Number One, Individually and on Behalf of All Others Similarly Situated, " * 20 + "v. Defendant B"
PARAGRAPH = ("The parties shall each submit an ex parte letter of no more than ten pages to chambers. " * 40)[:3000]
BOARD = Card(
    CAPTION,
    tuple(
        each
        for number in range(20)
        for each in (
            Text((Strong(f"Party {number}"), ": not named.")),
            Buttons((Button(f"Name Party {number}'s person", NameAttendee("c" * 36, 3, f"p{number}")),)),
        )
    ),
)
PLAIN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def surfaces(card: Card) -> dict[str, Any]:
    return {"Message": render.message(card), "Modal": forms.window(card, SEAT), "Home": forms.home(card)}


def buttons_in(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in (dict(part) for part in rules.parts(blocks)) if each.get("type") == "button"]


@given(CARDS)
@PLAIN
def test_whatever_a_card_holds_each_surface_stays_within_slacks_limits(card: Card) -> None:
    made = surfaces(card)

    assert rules.faults(made["Message"]["blocks"], 50) == []
    assert rules.faults(made["Modal"]["blocks"], 100) == []
    assert rules.faults(made["Home"]["blocks"], 100) == []
    assert 1 <= len(made["Message"]["text"]) <= 40_000


@given(FORMS)
@PLAIN
def test_whatever_a_form_holds_its_modal_stays_within_slacks_limits(form: Form) -> None:
    view = forms.modal(form, SEAT, files=True)

    assert rules.faults(view["blocks"], 100) == []
    assert all(1 <= rules.units(view[each]["text"]) <= 24 for each in ("title", "submit", "close"))
    assert len(view["private_metadata"]) <= 3000


@given(CARDS)
@PLAIN
def test_nothing_in_a_card_can_ping_or_link(card: Card) -> None:
    for payload in surfaces(card).values():
        kinds = {part.get("type") for part in rules.parts(payload)}
        assert not kinds & {"mrkdwn", "link", "broadcast", "usergroup", "channel", "emoji", "image", "section"}
        pinged = {part["user_id"] for part in rules.parts(payload) if part.get("type") == "user"}
        assert pinged <= _mentioned(card)
    assert not re.search(r"[<>]", render.spoken(card))


@given(CARDS)
@PLAIN
def test_every_button_survives_and_holds_its_request(card: Card) -> None:
    wanted = sorted(wire.encode(each.request) for each in card.buttons)

    for at_most in (50, 100):
        made = buttons_in(render.blocks(card, at_most))
        assert sorted(each["value"] for each in made) == wanted
        assert len({each["action_id"] for each in made}) == len(made)


@given(CARDS)
@PLAIN
def test_the_text_says_the_whole_card(card: Card) -> None:
    spoken = render.spoken(card).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    clean = card.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "").strip()
    assert len(card.text) > 30_000 or clean in spoken


@pytest.mark.node
@given(CARDS)
@settings(PLAIN, max_examples=30)
def test_generated_cards_pass_slacks_published_types(card: Card) -> None:
    for kind, payload in surfaces(card).items():
        assert published.faults(payload, kind) == ""


@pytest.mark.node
@given(FORMS)
@settings(PLAIN, max_examples=30)
def test_generated_forms_pass_slacks_published_types(form: Form) -> None:
    assert published.faults(forms.modal(form, SEAT, files=True), "Modal") == ""


@pytest.mark.node
def test_the_published_types_notice_what_slack_would_refuse() -> None:
    label = {"type": "plain_text", "text": "x" * 76, "emoji": False}
    button = {"type": "button", "text": label, "action_id": "a", "value": "v"}
    good = {"text": "x", "blocks": [{"type": "actions", "elements": [button | {"text": label | {"text": "x"}}]}]}
    bad: list[list[dict[str, Any]]] = [
        [{"type": "actions", "elements": [button]}],
        [{"type": "actions", "elements": [button | {"text": label | {"text": "x"}, "value": "v" * 2001}]}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "header", "text": label | {"text": "x" * 151}}],
        [{"type": "nonsense"}],
        [{"type": "divider", "unknown": 1}],
        [{"type": "actions", "elements": [good["blocks"][0]] * 26}],
        [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}],
    ]

    assert published.faults(good, "Message") == ""
    assert [
        index for index, blocks in enumerate(bad) if not published.faults({"text": "x", "blocks": blocks}, "Message")
    ] == []


@pytest.mark.node
@pytest.mark.parametrize(
    "card", [BOARD, Card("Order", (Quote(PARAGRAPH, "2"),))], ids=["twenty parties", "a paragraph"]
)
def test_large_cards_pass_slacks_published_types(card: Card) -> None:
    for kind, payload in surfaces(card).items():
        assert published.faults(payload, kind) == ""


@pytest.mark.node
def test_everything_parley_says_passes_slacks_published_types() -> None:
    wrong: dict[str, str] = {}
    for name, exhibit in exhibits().items():
        made = surfaces(exhibit) if isinstance(exhibit, Card) else {"Modal": forms.modal(exhibit, SEAT, files=True)}
        wrong |= {f"{name} as {kind}": fault for kind, each in made.items() if (fault := published.faults(each, kind))}

    assert wrong == {}


def test_everything_parley_says_stays_within_slacks_limits() -> None:
    for exhibit in exhibits().values():
        if isinstance(exhibit, Card):
            assert rules.faults(render.blocks(exhibit), 50) == []
            assert rules.faults(forms.window(exhibit, SEAT)["blocks"], 100) == []
        else:
            assert rules.faults(forms.modal(exhibit, SEAT, files=True)["blocks"], 100) == []


def test_a_board_of_twenty_parties_keeps_each_button_under_its_party() -> None:
    made = render.blocks(BOARD)

    assert len(made) <= 50
    assert [each["type"] for each in made[1:5]] == ["rich_text", "actions", "rich_text", "actions"]


def test_a_paragraph_of_three_thousand_characters_is_quoted_whole() -> None:
    [block] = render.blocks(Card("", (Quote(PARAGRAPH, "2"),)))

    [quote] = block["elements"]
    assert quote["type"] == "rich_text_quote"
    assert "".join(each["text"] for each in quote["elements"]) == f"“{PARAGRAPH}” (¶ 2)"


def test_a_long_title_is_shown_in_full_below_where_a_header_would_cut_it() -> None:
    title = "Plaintiff Number One " * 10

    [block] = render.blocks(Card(title, ()))

    assert block["type"] == "rich_text"
    assert title.strip() in json.dumps(block)


def test_emphasis_and_mentions_are_elements_and_not_marks() -> None:
    [block] = render.blocks(Card("", (Text(("Letter: ", Strong("January 12"), " ", Mention("U1PARA", "Para"))),)))

    [section] = block["elements"]
    assert section["elements"] == [
        {"type": "text", "text": "Letter: "},
        {"type": "text", "text": "January 12", "style": {"bold": True}},
        {"type": "text", "text": " "},
        {"type": "user", "user_id": "U1PARA"},
    ]


def test_what_is_to_be_copied_stands_alone_and_unchanged() -> None:
    marking = "EX PARTE: FOR JUDGE’S EYES ONLY"

    [block] = render.blocks(Card("", (Copyable(marking),)))

    [element] = block["elements"]
    assert element["type"] == "rich_text_preformatted"
    assert element["elements"] == [{"type": "text", "text": marking}]


def test_lists_are_numbered_where_their_order_matters() -> None:
    made = render.blocks(Card("", (Items((("one",), ("two",)), numbered=True), Items((("a",),)))))

    assert [each["elements"][0]["style"] for each in made] == ["ordered", "bullet"]


def test_facts_show_their_source() -> None:
    [block] = render.blocks(Card("", (Facts((Fact("Letter", ("January 12",), "¶ 2"), Fact("Judge", ("Doe",)))),)))

    shown = "".join(each["text"] for each in block["elements"][0]["elements"])
    assert shown == "Letter: January 12 (¶ 2)\nJudge: Doe"


def test_a_small_remark_that_mentions_someone_still_reaches_them() -> None:
    [block] = render.blocks(
        Card(
            "",
            (
                Small(
                    (Mention("U1PARA", "Para"), ", please look."),
                ),
            ),
        )
    )

    assert block["type"] == "rich_text"


def test_a_button_asks_before_it_deletes() -> None:
    confirm = Confirm("Delete Parley's record?", "It cannot be undone.", "Delete record", "Keep")
    card = Card("", (Buttons((Button("Delete now", ShowMore("c1"), Style.DANGER, confirm),)),))

    [[button]] = [each["elements"] for each in render.blocks(card)]

    assert button["style"] == "danger"
    assert button["confirm"]["confirm"]["text"] == "Delete record"
    assert button["confirm"]["deny"]["text"] == "Keep"


def test_a_request_too_large_for_a_button_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="AskQuestion"):
        render.blocks(Card("", (Buttons((Button("Ask", AskQuestion("x" * 2000)),)),)))


def test_a_cards_summary_comes_first_where_it_says_something_else() -> None:
    assert render.spoken(Card("Deadlines", (Text(("Letter.",)),), summary="Deadlines: A v. B")).startswith(
        "Deadlines: A v. B\nDeadlines\n"
    )
    assert render.spoken(Card("Deadlines", (Text(("Letter.",)),), summary="Deadlines")) == "Deadlines\nLetter."


# --- forms


def returned(view: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
    """The modal as Slack sends it back when nothing but ``typed`` was changed."""
    state = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            state[block["block_id"]] = {
                block["element"]["action_id"]: _left_alone(block["element"]) | typed.get(block["block_id"], {})
            }
    return view | {"state": {"values": state}}


def _left_alone(element: dict[str, Any]) -> dict[str, Any]:
    if element["type"] == "plain_text_input":
        return {"type": "plain_text_input", "value": element.get("initial_value")}
    return {"type": element["type"], "selected_option": element.get("initial_option")}


def test_what_stands_in_a_form_comes_back_unchanged() -> None:
    order = "IT IS ORDERED " * 400
    form = Form(
        "Settings",
        "Save",
        SaveSettings(),
        (
            TextField("order", "Order", order, multiline=True, max_length=60_000),
            TextField("hour", "Hour", "9"),
            ChoiceField("mode", "Mode", (Choice("in", "Attends"), Choice("phone", "By phone")), "phone"),
            ChoiceField("zone", "Zone", tuple(Choice(f"z{n}", f"Zone {n}") for n in range(250)), "z204"),
            TextField("empty", "Nothing yet", optional=True),
        ),
    )

    view = forms.modal(form, SEAT)

    assert forms.typed(returned(view, {})) == {
        "order": order,
        "hour": "9",
        "mode": "phone",
        "zone": "z204",
        "empty": "",
    }
    assert forms.seat_of(view) == SEAT
    assert wire.decode(forms.request_of(view), {}) == SaveSettings()


def test_a_text_longer_than_an_input_takes_several_of_which_the_first_alone_is_required() -> None:
    view = forms.modal(
        Form("Read", "Read", ReadOrder(), (TextField("order", "Text", multiline=True, max_length=60_000),)), SEAT
    )

    assert [each["block_id"] for each in view["blocks"]] == ["order", "order~1", "order~2"]
    assert [each["optional"] for each in view["blocks"]] == [False, True, True]


def test_an_error_stands_above_its_field_where_the_form_is_shown_anew() -> None:
    form = Form("Read", "Read", ReadOrder(), (TextField("order", "Text"),), errors={"order": "A name is needed here."})

    warning, field = forms.modal(form, SEAT)["blocks"]

    assert "A name is needed here." in json.dumps(warning)
    assert field["block_id"] == "order"


def test_a_file_field_stands_only_where_files_may_be_read() -> None:
    form = Form("Read", "Read", ReadOrder(), (FileField("file", "Order"),))

    assert forms.modal(form, SEAT)["blocks"] == []
    assert forms.modal(form, SEAT, files=True)["blocks"][0]["element"]["type"] == "file_input"


def test_a_choices_value_is_refused_and_not_cut_where_it_is_too_long() -> None:
    form = Form("Read", "Read", ReadOrder(), (ChoiceField("zone", "Zone", (Choice("z" * 76, "Zone"),)),))

    with pytest.raises(ValueError, match="75"):
        forms.modal(form, SEAT)


def test_a_card_without_anything_to_show_is_still_a_window() -> None:
    assert forms.window(Card("", ()), SEAT)["blocks"]


def test_a_card_in_a_window_has_its_title_once() -> None:
    short = forms.window(Card("Saved", (Text(("Noted.",)),)), SEAT)
    long = forms.window(Card("The conference was moved to another day", (Text(("Noted.",)),)), SEAT)

    assert (short["title"]["text"], len(short["blocks"])) == ("Saved", 1)
    assert (long["title"]["text"], len(long["blocks"])) == ("Parley", 2)


def test_private_metadata_holds_ids_only() -> None:
    form = Form("Read", "Read", ReadOrder(values={"order": "typed"}), (TextField("order", "Text", "typed"),))

    kept = json.loads(forms.modal(form, SEAT)["private_metadata"])

    assert kept == {"v": 1, "r": '["1","ReadOrder"]', "c": "C0123456789", "t": "1700000000.000100"}


def test_a_status_button_is_short() -> None:
    assert len(wire.encode(ShowStatus("c" * 36))) < 100


def _mentioned(card: Card) -> set[str]:
    return {
        span.person
        for element in card.elements
        for line in _lines(element)
        for span in line
        if isinstance(span, Mention)
    }


def _lines(element: Any) -> list[Any]:
    match element:
        case Text(line) | Small(line):
            return [line]
        case Facts(facts):
            return [each.value for each in facts]
        case Items(lines):
            return list(lines)
        case _:
            return []
