"""The inputs of a form, each with its label, its hint and what is wrong with it."""

from typing import Any

from adapters.teams import words
from adapters.teams.markdown import clean, escaped, shown
from bot.conversation.cards import Line
from bot.conversation.forms import ChoiceField, Field, FileField, TextField

Json = dict[str, Any]

EXPANDED_CHOICES = 5
"""Up to this many answers are shown as radio buttons, which a thumb finds more easily than a list."""


def block(words_shown: str, **look: object) -> Json:
    """A paragraph, its words as Markdown."""
    return {"type": "TextBlock", "text": words_shown, "wrap": True} | look


def paragraph(line: Line, **look: object) -> list[Json]:
    """A line as a paragraph; nothing for an empty one."""
    words_shown = shown(line)
    return [block(words_shown, **look)] if words_shown else []


def inputs(made: Field, error: str | None) -> list[Json]:
    """A field, with what is wrong and what is meant above it, where a screen reader comes first.

    They stand close together and apart from the field before, so that it is seen which field they are about.
    """
    wrong = paragraph((error,), color="attention", weight="bolder") if error else []
    meant = paragraph((made.hint,), size="small", isSubtle=True) if made.hint else []
    first, *others = [*wrong, *meant, _made(made)]
    return [first | {"spacing": "large"}, *(each | {"spacing": "small"} for each in others)]


def _made(made: Field) -> Json:
    match made:
        case TextField():
            return _text_input(made)
        case ChoiceField():
            return _choice_input(made)
        case FileField():
            return block(escaped(words.ATTACH_INSTEAD.format(made.label)))


def _input(field: TextField | ChoiceField, missing: str) -> Json:
    if field.optional:
        return {"id": field.name, "label": words.OPTIONAL.format(clean(field.label))}
    return {"id": field.name, "label": clean(field.label), "isRequired": True, "errorMessage": missing}


def _text_input(field: TextField) -> Json:
    return {
        "type": "Input.Text",
        **_input(field, words.NEEDED),
        "value": clean(field.value),
        "placeholder": clean(field.placeholder),
        "isMultiline": field.multiline,
        "maxLength": field.max_length,
    }


def _choice_input(field: ChoiceField) -> Json:
    few = len(field.choices) <= EXPANDED_CHOICES
    return {
        "type": "Input.ChoiceSet",
        **_input(field, words.CHOOSE),
        "style": "expanded" if few else "compact",
        "value": field.value,
        "choices": [{"title": clean(each.label), "value": each.value} for each in field.choices],
        "wrap": True,
    }
