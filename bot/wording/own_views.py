"""What a shared card says to one person alone, beside the buttons it is about."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.cards import Button, Buttons, Card, Element, Strong, Text
from bot.conversation.requests import VerifyDates
from bot.domain.attendance import Row
from bot.wording.attendance import short
from bot.wording.words import counted, listed

CAN_VERIFY = "You did not enter these dates, so you can verify them. Compare each with the order first."
_ALONE = "For you alone: "
_NAMED = 3
"""Parties named in one line; of further ones only the number is told."""


def told(card: Card, sentence: str) -> Card:
    """The card with a sentence to one person before its first buttons."""
    at = next((n for n, each in enumerate(card.elements) if isinstance(each, Buttons)), len(card.elements))
    line = Text((Strong(_ALONE), sentence))
    return replace(card, elements=(*card.elements[:at], line, *card.elements[at:]))


def without_verifying(card: Card) -> Card:
    """The card without the button that a person may not press."""
    return replace(card, elements=tuple(map(_without_verifying, card.elements)))


def asked_for(rows: Sequence[Row]) -> str:
    """Which parties a person is to answer for, as in "You are asked to confirm for Fox and Hall."."""
    named = [short(row.party) for row in rows[:_NAMED]]
    if len(rows) > _NAMED:
        named.append(counted(len(rows) - _NAMED, "further party", "further parties"))
    return f"You are asked to confirm for {listed(named)}."


def _without_verifying(element: Element) -> Element:
    return Buttons(tuple(filter(_other, element.buttons))) if isinstance(element, Buttons) else element


def _other(button: Button) -> bool:
    return not isinstance(button.request, VerifyDates)
