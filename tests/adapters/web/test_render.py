from hypothesis import given
from hypothesis import strategies as st

from adapters.web.render import card_html, form_html
from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Confirm,
    Copyable,
    Fact,
    Facts,
    Items,
    Quote,
    Small,
    Strong,
    Text,
)
from bot.conversation.forms import Choice, ChoiceField, Form, TextField
from bot.conversation.requests import SaveAttendee, SaveSettings, ShowHelp

HOSTILE = "<script>alert(1)</script>\"' onclick=x"


@given(st.text() | st.just(HOSTILE))
def test_nothing_in_a_card_becomes_markup(words: str) -> None:
    button = Button(words, ShowHelp(), confirm=Confirm(words, words, words, words))
    card = Card(
        words,
        (
            Text((words, Strong(words))),
            Small((words,)),
            Facts((Fact(words, (words,), words),)),
            Quote(words, words),
            Items(((words,),)),
            Copyable(words),
            Buttons((button,)),
        ),
    )
    empty = card_html(Card("", ()))
    html = card_html(card)
    assert html.count("<script") == empty.count("<script") == 0
    assert html.count("<div") == html.count("</div")


def test_a_form_keeps_what_was_typed_and_puts_the_error_beside_its_field() -> None:
    form = Form(
        "Name the person",
        "Save",
        SaveAttendee(conference="c", revision=1, party="p"),
        (TextField("name", "Name", HOSTILE), ChoiceField("mode", "How", (Choice("attends", "Attends"),), "attends")),
        errors={"name": "A name is needed here."},
    )
    html = form_html(form)
    assert "<script" not in html
    assert '<p class="error" id="error-name">A name is needed here.</p>' in html
    assert html.count('aria-invalid="true"') == 1
    assert '<option value="attends" selected>' in html


def test_a_field_that_says_when_it_is_needed_is_not_called_optional_beside_it() -> None:
    fields = (
        TextField("a", "Name", hint="Needed with a title.", optional=True),
        TextField("b", "Title", optional=True),
    )
    html = form_html(Form("Form", "Save", SaveSettings(), fields))
    assert html.count('class="optional"') == 1
    assert 'Title <span class="optional">' in html
