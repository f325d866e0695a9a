"""Cards and forms of every shape, far beyond what wording writes."""

import dataclasses
import string
from typing import Any

from hypothesis import strategies as st

from bot.conversation import wire
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
    Line,
    Mention,
    Quote,
    Small,
    Strong,
    Style,
    Text,
)
from bot.conversation.forms import Choice, ChoiceField, Field, FileField, Form, TextField
from bot.conversation.requests import FormRequest, Request

NASTY = (
    "<!channel>",
    "<!here|here>",
    "<@U1PARA>",
    "<#C1|matter>",
    "<https://evil.example|court>",
    "https://evil.example",
    "@here",
    ":smile:",
    "*bold* _it_ ~s~ `c`",
    "&lt;!channel&gt;",
    "\0",
    "\ud800",
    "👩🏽‍⚖️" * 20,
    " ",
    "\n\n",
    "¶ § “quoted”",
)
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.text("ab \n", min_size=100, max_size=400).map(lambda each: each * 12),
)
IDS = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=36)


def _requests(kinds: type[Request]) -> st.SearchStrategy[Any]:
    return st.sampled_from([each for each in wire.BUTTONS.values() if issubclass(each, kinds)]).flatmap(_filled)


def _filled(kind: type[Request]) -> st.SearchStrategy[Any]:
    by_type = {"str": IDS, "int": st.integers(0, 9999), "bool": st.booleans()}
    fields = {
        each.name: by_type[str(getattr(each.type, "__name__", each.type))]
        for each in dataclasses.fields(kind)
        if each.name != "values"
    }
    return st.builds(kind, **fields)


LINES: st.SearchStrategy[Line] = st.lists(
    st.one_of(
        WORDS, st.builds(Strong, WORDS), st.builds(Mention, st.sampled_from(["U1PARA", "W2", "not an id"]), WORDS)
    ),
    max_size=4,
).map(tuple)
BUTTONS = st.builds(
    Button,
    WORDS,
    _requests(Request),
    st.sampled_from(Style),
    st.one_of(st.none(), st.builds(Confirm, WORDS, WORDS, WORDS, WORDS)),
)
ELEMENTS: st.SearchStrategy[Element] = st.one_of(
    st.builds(Text, LINES),
    st.builds(Small, LINES),
    st.builds(Facts, st.lists(st.builds(Fact, WORDS, LINES, st.one_of(st.none(), WORDS)), max_size=6).map(tuple)),
    st.builds(Quote, WORDS, st.one_of(st.none(), st.sampled_from(["0", "2", "11"]))),
    st.builds(Items, st.lists(LINES, max_size=6).map(tuple), st.booleans()),
    st.builds(Copyable, WORDS),
    st.builds(Buttons, st.lists(BUTTONS, max_size=4).map(tuple)),
    st.builds(Buttons, st.lists(BUTTONS, min_size=26, max_size=30).map(tuple)),
    st.builds(Divider),
)
CARDS = st.builds(
    Card,
    WORDS,
    st.one_of(st.lists(ELEMENTS, max_size=8), st.lists(ELEMENTS, min_size=52, max_size=60)).map(tuple),
    WORDS,
)
NAMES = st.text(string.ascii_lowercase + "_", min_size=1, max_size=20)
CHOICES = st.lists(st.builds(Choice, st.text("abcdef0123456789-", max_size=75), WORDS), max_size=12).map(tuple)
FIELDS: st.SearchStrategy[Field] = st.one_of(
    st.builds(
        TextField,
        NAMES,
        WORDS,
        WORDS,
        WORDS,
        WORDS,
        multiline=st.booleans(),
        optional=st.booleans(),
        max_length=st.integers(1, 60_000),
    ),
    st.builds(ChoiceField, NAMES, WORDS, CHOICES, st.text("abc", max_size=3), WORDS, st.booleans()),
    st.builds(FileField, NAMES, WORDS, WORDS),
)
FORMS = st.builds(
    Form,
    WORDS,
    WORDS,
    _requests(FormRequest),
    st.lists(FIELDS, max_size=14, unique_by=lambda each: each.name).map(tuple),
    st.lists(ELEMENTS, max_size=3).map(tuple),
    st.dictionaries(NAMES, WORDS, max_size=3),
)
