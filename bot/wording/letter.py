"""Help with the letter to chambers: what this order wants of it. Always private; nothing of a letter is ever kept."""

import re
from collections.abc import Iterator

from bot.conversation.cards import Button, Buttons, Card, Copyable, Element, Fact, Facts, Items, Line, Quote
from bot.conversation.forms import Form, TextField
from bot.conversation.requests import CheckPages, CountPages, MarkDone
from bot.domain.conference import LETTER, Conference, DutyState
from bot.domain.day_words import long_day
from bot.domain.matter_deadlines import MatterDeadline
from bot.domain.order import LetterService, OrderReading, Provision
from bot.wording.answer_text import shown
from bot.wording.order_values import unstated
from bot.wording.words import cited, note, say

_SERVICE = {
    LetterService.EX_PARTE: "not served on the other parties",
    LetterService.SERVED: "served on the other parties",
    LetterService.MIXED: "a part is served, a part is for the Court alone",
}


def checklist(conference: Conference, due: MatterDeadline | None) -> Card:
    """What the order wants of the letter, each with its paragraph."""
    order = conference.order
    name = letter_name(order)
    elements: list[Element] = [Facts(tuple(_facts(conference, due)))]
    if order.letter_contents:
        contents = order.provisions.get(Provision.LETTER_CONTENTS, ())
        elements.append(say(f"The order asks for, at least{cited(contents[0] if contents else None)}:"))
        elements.append(Items(tuple((each,) for each in order.letter_contents), numbered=True))
    if order.letter_marking:
        elements.append(say("Marked exactly:"))
        elements.append(Copyable(order.letter_marking))
    said = [*order.provisions.get(Provision.LETTER_FILING, ())[:1], *order.provisions.get(Provision.HARD_COPY, ())[:1]]
    elements.extend(Quote(shown(each.words), each.paragraph) for each in said)
    elements.append(Buttons(tuple(_buttons(conference))))
    return Card(f"{name}: checklist", tuple(elements), summary=f"{name}: checklist")


def letter_name(order: OrderReading) -> str:
    """What the order's letter is: "Ex parte letter" where it is for the Court alone, "Settlement letter" otherwise.

    Where nobody entered who sees it, it is taken for the Court's alone, unless an order is kept that never says so.
    """
    if order.letter_served is not None:
        return "Ex parte letter" if order.letter_served is LetterService.EX_PARTE else "Settlement letter"
    said = not order.text or re.search(r"\bex[\s*_-]*parte\b", order.text, re.IGNORECASE)
    return "Ex parte letter" if said else "Settlement letter"


def _facts(conference: Conference, due: MatterDeadline | None) -> Iterator[Fact]:
    order = conference.order
    yield Fact("Due", _due(conference, due), _paragraph(order, "letter_due"))
    yield Fact("Goes to", (order.letter_email or unstated(order),), _paragraph(order, "letter_email"))
    service = _SERVICE[order.letter_served] if order.letter_served else unstated(order)
    yield Fact("Service", (service,), _paragraph(order, "letter_served"))
    limit = order.page_limit
    excluding = f", {limit.excludes}" if limit and limit.excludes else ""
    pages = f"at most {limit.pages}{excluding}" if limit else unstated(order)
    yield Fact("Pages", (pages,), _paragraph(order, "page_limit"))


def _due(conference: Conference, due: MatterDeadline | None) -> Line:
    if conference.duty(LETTER).state is DutyState.DONE:
        return ("marked sent",)
    if due is None or due.deadline is None:
        return ("date not entered",)
    hour = "" if due.deadline.time else "; the order gives no hour"
    return (f"{long_day(due.deadline.due)}{hour}",)


def _paragraph(order: OrderReading, field: str) -> str | None:
    source = order.sources.get(field)
    return f"¶ {source.paragraph}" if source and source.paragraph not in ("", "0") else None


def _buttons(conference: Conference) -> Iterator[Button]:
    if conference.order.page_limit is not None:
        yield Button("Check the pages", CountPages(conference.id))
    if conference.active and conference.duty(LETTER).state is DutyState.OPEN:
        yield Button("Letter sent", MarkDone(conference.id, conference.revision, LETTER))


def pages_form(conference: str, values: dict[str, str] | None = None, errors: dict[str, str] | None = None) -> Form:
    """Asks for two numbers; the letter itself stays with its author."""
    given = values or {}
    return Form(
        "Check the pages",
        "Check",
        CheckPages(conference=conference),
        (
            TextField("letter", "Pages of the letter", given.get("letter", ""), "Not counting exhibits."),
            TextField("attachments", "Pages of attachments", given.get("attachments", ""), optional=True),
        ),
        intro=(say("Only the two numbers are asked for. They are not kept."),),
        errors=errors or {},
    )


WHOLE_NUMBER = "A whole number of pages is needed here, such as 9."


def pages_card(order: OrderReading, letter: int, attachments: int) -> Card:
    """How two numbers of pages stand to what the order says."""
    return note(_letter_pages(order, letter), _attachment_pages(order, attachments))


def _letter_pages(order: OrderReading, letter: int) -> str:
    limit = order.page_limit
    if limit is None:
        return "The order does not state a page limit."
    where = cited(order.sources.get("page_limit"))
    if letter <= limit.pages:
        return f"{letter} pages is within the order's limit of {limit.pages}{where}."
    permission = order.provisions.get(Provision.LETTER_PAGES_PERMISSION, ())
    leave = " unless the Court has granted permission" if permission else ""
    return f"{letter} pages is over the order's limit of {limit.pages}{leave}{where}."


def _attachment_pages(order: OrderReading, attachments: int) -> str:
    hard_copy = order.provisions.get(Provision.HARD_COPY, ())
    if not attachments or not hard_copy:
        return ""
    where, words = cited(hard_copy[0]), hard_copy[0].plain
    if order.hard_copy_over is None:
        return f"On attachments the order says “{words}”{where}."
    if attachments <= order.hard_copy_over:
        return f"{attachments} pages of attachments call for no hard copy{where}."
    return f"{attachments} pages of attachments exceed {order.hard_copy_over}. The order says “{words}”{where}."
