"""Cards and forms as HTML. Everything that comes from a person or an order is escaped."""

from markupsafe import Markup, escape

from bot.conversation import wire
from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
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
    Span,
    Strong,
    Text,
)
from bot.conversation.forms import ChoiceField, Field, FileField, Form, TextField

NOTHING = Markup("")


def card_html(card: Card) -> Markup:
    """A card."""
    title = Markup('<h3 class="card-title">{}</h3>').format(card.title) if card.title else NOTHING
    return Markup('<div class="card">{}{}</div>').format(title, _joined(element_html(each) for each in card.elements))


def spoken_html(text: str) -> Markup:
    """What a person typed."""
    return Markup('<div class="spoken">{}</div>').format(text)


def element_html(element: Element) -> Markup:
    """One element of a card."""
    match element:
        case Text(line):
            return Markup("<p>{}</p>").format(_line(line))
        case Small(line):
            return Markup('<p class="small">{}</p>').format(_line(line))
        case Facts(facts):
            return Markup("<dl>{}</dl>").format(_joined(_fact(each) for each in facts))
        case Quote(words, paragraph):
            cite = Markup("<cite>¶ {}</cite>").format(paragraph) if paragraph and paragraph != "0" else NOTHING
            return Markup("<blockquote><p>{}</p>{}</blockquote>").format(words, cite)
        case Items(lines, numbered):
            tag = Markup("ol") if numbered else Markup("ul")
            return Markup("<{}>{}</{}>").format(
                tag, _joined(Markup("<li>{}</li>").format(_line(each)) for each in lines), tag
            )
        case Copyable(text):
            return Markup(
                '<div class="copyable"><pre tabindex="0">{}</pre><button type="button" data-copy>Copy</button></div>'
            ).format(text)
        case Buttons(buttons):
            return Markup('<div class="buttons">{}</div>').format(_joined(_button(each) for each in buttons))
        case Divider():
            return Markup("<hr>")


def _fact(fact: Fact) -> Markup:
    source = Markup(' <span class="source">{}</span>').format(fact.source) if fact.source else NOTHING
    return Markup("<div><dt>{}</dt><dd>{}{}</dd></div>").format(fact.label, _line(fact.value), source)


def _button(button: Button) -> Markup:
    confirm = NOTHING
    if button.confirm:
        confirm = Markup(' data-title="{}" data-text="{}" data-yes="{}" data-no="{}"').format(
            button.confirm.title, button.confirm.text, button.confirm.yes, button.confirm.no
        )
    return Markup('<button type="button" class="{}" data-request="{}"{}>{}</button>').format(
        button.style.value, wire.encode(button.request), confirm, button.label
    )


def _line(line: Line) -> Markup:
    return _joined(_span(each) for each in line)


def _span(span: Span) -> Markup:
    match span:
        case str():
            return escape(span).replace("\n", Markup("<br>"))
        case Strong(text):
            return Markup("<strong>{}</strong>").format(text)
        case Mention(name=name):
            return Markup('<span class="mention">@{}</span>').format(name)


def form_html(form: Form) -> Markup:
    """A form, to stand in a dialog. Errors stand beside their fields; what was typed is kept."""
    intro = _joined(element_html(each) for each in form.intro)
    fields = _joined(_field(each, form.errors.get(each.name)) for each in form.fields)
    return Markup(
        '<form class="dialog-form" data-request="{}" novalidate><h2 id="dialog-title">{}</h2>{}{}'
        '<p class="form-error" role="alert" hidden></p>'
        '<div class="buttons"><button type="submit" class="primary">{}</button>'
        '<button type="button" class="plain" data-close>Cancel</button></div></form>'
    ).format(wire.encode(form.request), form.title, intro, fields, form.submit)


def _field(field: Field, error: str | None) -> Markup:
    name = Markup('id="field-{0}" name="{0}"').format(field.name)
    described = Markup(' aria-describedby="hint-{0} error-{0}"').format(field.name)
    invalid = Markup(' aria-invalid="true"') if error else NOTHING
    attributes = name + described + invalid + (NOTHING if field.optional else Markup(' aria-required="true"'))
    # A hint that says when the field is needed says more than "optional".
    free = field.optional and not field.hint.startswith("Needed")
    optional = Markup(' <span class="optional">optional</span>') if free else NOTHING
    return Markup(
        '<div class="field"><label for="field-{0}">{1}{2}</label>{3}'
        '<p class="hint" id="hint-{0}">{4}</p><p class="error" id="error-{0}">{5}</p></div>'
    ).format(field.name, field.label, optional, _control(field, attributes), field.hint, error or "")


def _control(field: Field, attributes: Markup) -> Markup:
    match field:
        case TextField(multiline=True):
            return Markup('<textarea {} rows="8" placeholder="{}" maxlength="{}">{}</textarea>').format(
                attributes, field.placeholder, field.max_length, field.value
            )
        case TextField():
            return Markup(
                '<input type="text" {} value="{}" placeholder="{}" maxlength="{}" autocomplete="off">'
            ).format(attributes, field.value, field.placeholder, field.max_length)
        case ChoiceField():
            nothing = (
                Markup('<option value=""{}>Choose</option>').format(NOTHING if field.value else Markup(" selected"))
                if field.optional or not field.value
                else NOTHING
            )
            options = _joined(
                Markup('<option value="{}"{}>{}</option>').format(
                    each.value, Markup(" selected") if each.value == field.value else NOTHING, each.label
                )
                for each in field.choices
            )
            return Markup("<select {}>{}{}</select>").format(attributes, nothing, options)
        case FileField():
            return Markup('<input type="file" {} accept=".pdf,.docx,.txt,.md">').format(attributes)


def _joined(parts: object) -> Markup:
    return NOTHING.join(parts)  # type: ignore[arg-type] # an iterable of Markup
