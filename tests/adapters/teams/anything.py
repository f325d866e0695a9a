"""Cards and forms of every kind and size, for tests that claim something about all of them."""

from hypothesis import strategies as st

from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Confirm,
    Copyable,
    Divider,
    Element,
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
from bot.conversation.requests import ReadOrder, ShowAttendance, ShowHelp, VerifyDates

NASTY = st.sampled_from(
    [
        "Smith & Co",
        "&lt;b&gt;",
        "<at>Everyone</at>",
        "<script>x</script>",
        "[a link](https://elsewhere.example)",
        "![x](y)",
        "**bold** _it_ `code` ~~gone~~",
        "# heading",
        "- item",
        "1. first",
        "> quoted",
        "{{DATE(2023-01-01T00:00:00Z)}}",
        "a\nb\n\nc",
        "    indented",
        "\\*",
        "---",
        "| a | b |",
        "O’Brien “Jr.” ¶ 4",
    ]
)
WORDS = st.one_of(NASTY, st.text(max_size=80))
SPANS = st.one_of(WORDS, WORDS.map(Strong), st.builds(Mention, st.just("aad-dana"), st.text(max_size=30)))
LINES = st.lists(SPANS, max_size=5).map(tuple)
REQUESTS = st.sampled_from([ShowHelp(), ShowAttendance("c", 2), VerifyDates("c" * 36, 3)])
BUTTONS = st.builds(
    Button, WORDS, REQUESTS, st.sampled_from(Style), st.none() | st.builds(Confirm, WORDS, WORDS, WORDS, WORDS)
)
ELEMENTS: st.SearchStrategy[Element] = st.one_of(
    st.builds(Text, LINES),
    st.builds(Small, LINES),
    st.builds(Facts, st.lists(st.builds(Fact, WORDS, LINES, st.none() | WORDS), max_size=25).map(tuple)),
    st.builds(Quote, st.one_of(WORDS, st.text(min_size=5000, max_size=6000)), st.none() | st.just("2")),
    st.builds(Items, st.lists(LINES, max_size=25).map(tuple), st.booleans()),
    st.builds(Copyable, WORDS),
    st.builds(Buttons, st.lists(BUTTONS, max_size=22).map(tuple)),
    st.just(Divider()),
)
CARDS = st.builds(Card, WORDS, st.lists(ELEMENTS, max_size=12).map(tuple), st.just("") | WORDS)

_CHOICES = st.lists(st.builds(Choice, st.uuids().map(str), NASTY), min_size=1, max_size=12).map(tuple)
_NAMES = st.uuids().map(str)
FIELDS = st.one_of(
    st.builds(TextField, _NAMES, NASTY, WORDS, WORDS, WORDS, st.booleans(), st.booleans()),
    st.builds(ChoiceField, _NAMES, NASTY, _CHOICES, st.just(""), WORDS, st.booleans()),
    st.builds(FileField, _NAMES, NASTY),
)
FORMS = st.builds(
    Form,
    WORDS,
    WORDS,
    st.just(ReadOrder()),
    st.lists(FIELDS, min_size=1, max_size=12, unique_by=lambda each: each.name).map(tuple),
    st.lists(ELEMENTS, max_size=2).map(tuple),
)
