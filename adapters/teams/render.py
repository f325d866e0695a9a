"""Cards and forms as Adaptive Cards 1.5, and as the activities that carry them."""

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.teams.fields import block, inputs, paragraph
from adapters.teams.look import IN_A_DIALOG, OPENING, PLAIN, REFRESHED_FOR, REQUEST, Look
from adapters.teams.markdown import at, clean, escaped, mention_name, shown_flat
from adapters.teams.sizes import fitted
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
    Own,
    Quote,
    Small,
    Strong,
    Style,
    Text,
    plain,
)
from bot.conversation.forms import Form
from bot.conversation.requests import Request

Json = dict[str, Any]

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
VERSION = "1.5"
ACTIONS_IN_A_ROW = 6
"""Teams shows no more than six actions of one set."""
SUMMARY_LENGTH = 250
SHORT_LABEL, SHORT_VALUE = 16, 40
"""Characters that fit beside each other in a table of facts on a phone."""

STYLES: Mapping[Style, str] = {Style.PLAIN: "default", Style.PRIMARY: "positive", Style.DANGER: "destructive"}


def message(card: Card, look: Look = PLAIN) -> Json:
    """A message activity holding one card and nothing else, since text beside it would split it in two.

    ``summary`` is what a notification says.
    """
    return carrying(card_json(card, look), card.summary or card.text)


def form_message(form: Form, look: Look = PLAIN) -> Json:
    """A message activity holding a form."""
    return carrying(form_json(form, look), form.title)


def carrying(content: Json, summary: str) -> Json:
    """A message activity around a card already rendered."""
    line = " ".join(summary.split())
    short = line if len(line) <= SUMMARY_LENGTH else f"{line[: SUMMARY_LENGTH - 1]}…"
    return {"type": "message", "summary": short, "attachments": [attachment(content)]}


def attachment(content: Json) -> Json:
    """A card as an attachment."""
    return {"contentType": CARD_TYPE, "content": content}


def card_json(card: Card, look: Look = PLAIN) -> Json:
    """A card."""
    return _Composer(look).card(card)


def form_json(form: Form, look: Look = PLAIN) -> Json:
    """A form, to stand in a message, in one person's view of a message, or in a dialog."""
    return _Composer(look).form(form)


class _Composer:
    """One card in the making: where it will be seen, and the numbers of its confirmations."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._confirmations = 0

    def card(self, card: Card) -> Json:
        body = _heading(card.title) + self._elements(card.elements)
        refresh = _refresh(card.own, self._look.refreshed_for) if card.own else {}
        return _adaptive(body, card.text, _mentions(card.elements), refresh)

    def form(self, form: Form) -> Json:
        fields = [each for field in form.fields for each in inputs(field, form.errors.get(field.name))]
        submit = self._action(form.submit, form.request, Style.PRIMARY)
        body = [*_heading(form.title), *self._elements(form.intro), *fields, _action_set([submit])]
        return _adaptive(body, "\n".join([form.title, *(each.label for each in form.fields)]), _mentions(form.intro))

    def _elements(self, elements: Iterable[Element]) -> list[Json]:
        shown: list[Json] = []
        divided = False
        for element in elements:
            if isinstance(element, Divider):
                divided = bool(shown)
                continue
            made = self._element(element)
            if divided and made:
                made[0] |= {"separator": True, "spacing": "medium"}
                divided = False
            shown.extend(made)
        return shown

    def _element(self, element: Element) -> list[Json]:
        match element:
            case Text(line):
                return paragraph(line)
            case Small(line):
                return paragraph(line, size="small", isSubtle=True)
            case Facts(facts):
                return _facts(facts)
            case Quote(quoted, number):
                return _quote(quoted, number)
            case Items(lines, numbered):
                return _list(lines, numbered=numbered)
            case Copyable(text):
                return _copyable(text)
            case Buttons(buttons):
                return self._buttons(buttons)
            case Divider():
                return []

    def _buttons(self, buttons: tuple[Button, ...]) -> list[Json]:
        actions: list[Json] = []
        questions: list[Json] = []
        for button in buttons:
            if button.confirm is None:
                actions.append(self._action(button.label, button.request, button.style))
                continue
            question = self._question(button, button.confirm)
            questions.append(question)
            actions.append(_toggle(button.label, question["id"], button.style))
        rows = [actions[start : start + ACTIONS_IN_A_ROW] for start in range(0, len(actions), ACTIONS_IN_A_ROW)]
        return [_action_set(row) for row in rows] + questions

    def _question(self, button: Button, confirm: Confirm) -> Json:
        """The consequence and two verbs, hidden until the button is pressed; "no" hides it again, on the spot."""
        self._confirmations += 1
        own = f"confirm-{self._confirmations}"
        yes = self._action(confirm.yes, button.request, button.style)
        return {
            "type": "Container",
            "id": own,
            "isVisible": False,
            "style": "emphasis",
            "items": [
                *paragraph((confirm.title,), weight="bolder"),
                *paragraph((confirm.text,)),
                _action_set([yes, _toggle(confirm.no, own, Style.PLAIN)]),
            ],
        }

    def _action(self, label: str, request: Request, style: Style) -> Json:
        """A press: Action.Execute, and for clients without it the same as Action.Submit, as it always is in a dialog.

        What opens a dialog is a submission too; a client that has none sends it as one.
        """
        data = {REQUEST: wire.encode(request)} | self._look.marks
        common: Json = {"title": clean(label), "style": STYLES[style], "data": data}
        submit = {"type": "Action.Submit"} | common
        if self._look.dialog:
            return submit
        if self._look.dialogs and isinstance(request, IN_A_DIALOG):
            return submit | {"data": data | OPENING}
        return {"type": "Action.Execute", "verb": "parley", **common, "fallback": submit}


def _refresh(own: Own, people: tuple[str, ...]) -> Json:
    """Has Teams ask for these people's own view of a card; without naming them it would ask for everybody's."""
    if not people:
        return {}
    action = {"type": "Action.Execute", "verb": "parley", "data": {REQUEST: wire.encode(own.request)}}
    return {"refresh": {"action": action, "userIds": list(people[:REFRESHED_FOR])}}


def _adaptive(body: list[Json], text: str, mentions: list[Mention], refresh: Json | None = None) -> Json:
    # Full width is for desktops; a phone has one width.
    teams: Json = {"width": "Full"}
    if mentions:
        teams["entities"] = [_entity(each) for each in mentions]
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": clean(text),
        "body": body or [block(" ")],
        "msteams": teams,
        **(refresh or {}),
    }
    return fitted(card)


def _entity(mention: Mention) -> Json:
    return {"type": "mention", "text": at(mention), "mentioned": {"id": mention.person, "name": mention_name(mention)}}


def _mentions(elements: Iterable[Element]) -> list[Mention]:
    lines = [line for element in elements for line in _lines(element)]
    found = [span for line in lines for span in line if isinstance(span, Mention)]
    return list({at(each): each for each in found}.values())


def _lines(element: Element) -> tuple[Line, ...]:
    match element:
        case Text(line) | Small(line):
            return (line,)
        case Items(lines):
            return lines
        case Facts(facts):
            return tuple(each.value for each in facts)
        case Quote() | Copyable() | Buttons() | Divider():
            return ()


def _heading(title: str) -> list[Json]:
    return paragraph((title,), style="heading", size="medium", weight="bolder")


def _facts(facts: tuple[Fact, ...]) -> list[Json]:
    """A table where it fits beside its labels on a phone; else each fact on lines of its own."""
    if facts and all(len(each.label) <= SHORT_LABEL and len(plain(each.value)) <= SHORT_VALUE for each in facts):
        return [{"type": "FactSet", "facts": [_fact(each) for each in facts]}]
    lines = [paragraph(_stacked(each)) for each in facts]
    return [each | ({"spacing": "small"} if n else {}) for n, line in enumerate(lines) for each in line]


def _stacked(fact: Fact) -> Line:
    return (Strong(f"{fact.label}:"), " ", *fact.value, f" ({fact.source})" if fact.source else "")


def _fact(fact: Fact) -> Json:
    source = f" ({escaped(fact.source)})" if fact.source else ""
    return {"title": shown_flat((fact.label,)), "value": shown_flat(fact.value) + source}


def _quote(quoted: str, number: str | None) -> list[Json]:
    cite = paragraph((f"¶ {number}",), size="small", isSubtle=True) if number and number != "0" else []
    return [{"type": "Container", "style": "emphasis", "items": [*paragraph((f"“{quoted}”",)), *cite]}]


def _list(lines: tuple[Line, ...], *, numbered: bool) -> list[Json]:
    entries = [shown_flat(each) for each in lines]
    marked = [f"{n}. {each}" if numbered else f"- {each}" for n, each in enumerate(entries, 1)]
    return [block("\n".join(marked))] if marked else []


def _action_set(actions: list[Json]) -> Json:
    return {"type": "ActionSet", "actions": actions}


def _toggle(label: str, target: str, style: Style) -> Json:
    return {
        "type": "Action.ToggleVisibility",
        "title": clean(label),
        "style": STYLES[style],
        "targetElements": [target],
    }


def _copyable(text: str) -> list[Json]:
    """Runs of text are never read as Markdown, so what is copied is exactly what was meant."""
    blocks = [
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": each or " ", "fontType": "monospace"}]}
        for each in text.split("\n")
    ]
    return [{"type": "Container", "style": "emphasis", "items": blocks}]
