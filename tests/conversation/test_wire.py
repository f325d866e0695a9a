import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Own,
    Quote,
    Small,
    Strong,
    Style,
    Text,
)
from bot.conversation.requests import FormRequest, Request, ShowHelp, VerifyDates

SAMPLES = {"str": "an-id", "int": 3, "bool": True}


def example(request_type: type[Request]) -> Request:
    carried = [each for each in dataclasses.fields(request_type) if each.name != "values"]
    return request_type(**{each.name: SAMPLES[getattr(each.type, "__name__", str(each.type))] for each in carried})


@pytest.mark.parametrize("name", sorted(wire.BUTTONS))
def test_every_request_survives_the_button(name: str) -> None:
    request = example(wire.REQUESTS[name])
    assert wire.decode(wire.encode(request)) == request


@pytest.mark.parametrize("name", sorted(wire.REQUESTS))
def test_what_was_typed_into_a_form_never_travels_in_the_button(name: str) -> None:
    request = example(wire.REQUESTS[name])
    if isinstance(request, FormRequest):
        request = dataclasses.replace(request, values={"name": "a typed secret"})
    assert "secret" not in wire.encode(request)


@pytest.mark.parametrize("name", sorted(wire.REQUESTS.keys() - wire.BUTTONS.keys()))
def test_what_only_a_platform_tells_is_not_believed_of_a_button(name: str) -> None:
    assert wire.decode(wire.encode(example(wire.REQUESTS[name]))) is None


def test_nobody_uninstalls_parley_with_a_press() -> None:
    assert wire.decode('["1","Uninstalled",9999999999]') is None


def test_values_typed_into_a_form_come_back_with_the_request() -> None:
    request = wire.REQUESTS["ReadOrder"]
    decoded = wire.decode(wire.encode(request()), {"order": "words"})
    assert isinstance(decoded, FormRequest)
    assert decoded.values == {"order": "words"}


@pytest.mark.parametrize(
    "value",
    [
        "",
        "null",
        "[]",
        "{}",
        '["1"]',
        '["2","ShowHelp",""]',
        '["1","Request"]',
        '["1","NoSuchThing"]',
        '["1","VerifyDates","c"]',
        '["1","VerifyDates","c","2"]',
        '["1","VerifyDates","c",true]',
        '["1","VerifyDates","c",2,3]',
        '["1",["VerifyDates"],"c",2]',
        "[" * 5000,
    ],
)
def test_a_value_that_is_not_exactly_a_request_is_none(value: str) -> None:
    assert wire.decode(value) is None


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_decoding_never_fails(value: object) -> None:
    decoded = wire.decode(json.dumps(value))
    assert decoded is None or isinstance(decoded, Request)


def test_a_card_survives_the_outbox() -> None:
    button = Button(
        "Verify dates", VerifyDates("c", 1), Style.PRIMARY, Confirm("Verify?", "It says so.", "Verify", "No")
    )
    card = Card(
        "A title",
        (
            Text(("It is ", Strong("Friday"), " for ", Mention("U1", "Someone"))),
            Small(("small",)),
            Facts((Fact("Letter", ("Tuesday",), "¶ 2"), Fact("Demand", ("Friday",)))),
            Quote("the words", "2"),
            Items((("one",), ("two",)), numbered=True),
            Copyable("exactly this"),
            Divider(),
            Buttons((button, Button("Help", ShowHelp()))),
        ),
        summary="One line",
        own=Own(ShowHelp(), ("dana", "alex")),
    )
    assert wire.load_card(wire.dump_card(card)) == card


def test_a_card_reads_as_plain_text_with_every_element() -> None:
    card = Card(
        "Title", (Text(("Hello ", Strong("there"))), Items((("one",), ("two",))), Buttons((Button("Go", ShowHelp()),)))
    )
    assert card.text == "Title\nHello there\n• one\n• two\n[Go]"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"@":"Text","line":["a line"]}',
        '{"@":"NoSuchElement"}',
        '{"@":"Card","title":"","elements":[{"@":"Text","words":"a field of another version"}]}',
        '{"@":"Card","title":"","elements":[{"@":"Request","value":"[\\"1\\",\\"NoSuchRequest\\"]"}]}',
    ],
)
def test_a_text_that_is_no_card_of_this_version_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which of them it is makes no difference
        wire.load_card(text)
