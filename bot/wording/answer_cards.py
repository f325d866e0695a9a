"""Answers as cards, and what is said to words Parley will not keep."""

from collections.abc import Iterator, Sequence

from bot.conversation.cards import Button, Buttons, Card, Element, Items, Quote, Small, Style, Text
from bot.conversation.requests import (
    AnswerNotRight,
    AskMadeOn,
    ChooseTopic,
    ShareAnswer,
    ShowAttendance,
    ShowChecklist,
    ShowDeadlines,
    ShowParagraph,
    ShowStatus,
    StartRegistering,
    SuggestQuestions,
)
from bot.domain.conference import DEMAND, Conference, DutyState
from bot.wording.answer_text import quoted, shown
from bot.wording.answers import Answer, AnswerKind
from bot.wording.attendance import short
from bot.wording.changed_since import CHANGED_SINCE, names_a_changed_day
from bot.wording.words import matter, note

BULLET = "- "
LETTER_TOPICS = "letter_"
MOST_MATTERS = 5
"""Buttons that fit one row everywhere."""


def answer_card(reply: Answer, conference: Conference | None, *, shareable: bool = False) -> Card:
    """The answer, its quotes set apart, and what can be done next."""
    text = reply.text
    for each in reply.quotes:
        text = text.replace(quoted((each,)), "")
    if reply.choices:
        text = text.replace(" " + " ".join(f"[{label}]" for _, label in reply.choices), "")
    elements: list[Element] = [each for block in text.split("\n\n") for each in _block(block)]
    elements.extend(Quote(shown(each.words), each.paragraph) for each in reply.quotes)
    if conference and any(names_a_changed_day(each.words, conference.order) for each in reply.quotes):
        elements.append(Small((CHANGED_SINCE,)))
    if buttons := tuple(_next(reply, conference, shareable=shareable)):
        elements.append(Buttons(buttons))
    return Card("", tuple(elements), summary=text.strip().split("\n", 1)[0])


def _block(block: str) -> Iterator[Element]:
    lines = block.strip().split("\n")
    bullets = tuple((line.removeprefix(BULLET),) for line in lines if line.startswith(BULLET))
    spoken = "\n".join(line for line in lines if not line.startswith(BULLET))
    if spoken.strip():
        yield Text((spoken.strip(),))
    if bullets:
        yield Items(bullets)


def _next(reply: Answer, conference: Conference | None, *, shareable: bool) -> Iterator[Button]:
    if reply.choices:
        yield from (Button(label, ChooseTopic(topic)) for topic, label in reply.choices)
        return
    numbered = [each for each in reply.paragraphs if each != "0"]
    if reply.quotes and numbered:
        yield Button("Show the text", ShowParagraph(conference.id if conference else "", numbered[0]))
    if conference and not conference.order.text and not reply.quotes and reply.kind is AnswerKind.NOT_ADDRESSED:
        yield Button("Paste the order", StartRegistering(anyway=True))
    if reply.topic and shareable:
        yield Button("Share with channel", ShareAnswer(reply.topic))
    if conference and reply.topic and reply.topic.startswith(LETTER_TOPICS):
        yield Button("Checklist", ShowChecklist(conference.id))
    if reply.kind is AnswerKind.CHITCHAT:
        yield Button("What can I ask?", SuggestQuestions())
    if reply.topic and reply.kind in (AnswerKind.ANSWER, AnswerKind.NOT_ADDRESSED):
        yield Button("Not right?", AnswerNotRight(reply.topic))


def paragraph_card(number: str, heading: str, text: str, conference: Conference | None) -> Card:
    """A whole paragraph, verbatim; of the sample order where no conference is registered."""
    paragraphs = [shown(each) for each in text.split("\n\n") if each.strip()]
    elements: list[Element] = [Quote("\n\n".join(paragraphs), number)]
    if conference is not None and names_a_changed_day(text, conference.order):
        elements.append(Small((CHANGED_SINCE,)))
    if conference is None:
        elements.append(Small(("From the sample order; no conference is registered here.",)))
    title = f"¶ {number}" if number != "0" else "Opening paragraph"
    return Card(f"{title}: {shown(heading)}" if heading else title, tuple(elements))


NO_SUCH_PARAGRAPH = "The order has no paragraph of that number."


def shared_card(card: Card, asker: str) -> Card:
    """An answer put before the channel at someone's request."""
    kept = tuple(each for each in card.elements if not isinstance(each, Buttons))
    return Card(card.title, (*kept, Small((f"Shared by {asker}.",))), summary=card.summary)


SHARED = "Shared with the channel."
CANNOT_SHARE_HERE = "There is no channel to share this with; ask in the matter's channel."
CANNOT_SHARE_OUTSIDE = (
    "People of another organisation can read that channel, so answers are not shared there. This one is yours alone."
)


def doubted(label: str, person: str) -> Card:
    """To the registrar: somebody thinks an answer is not right."""
    return note(
        f"{person} thinks Parley's answer about “{label}” is not right. Please compare it with the order.",
        summary=f"{person} thinks one of Parley's answers is not right.",
    )


def told_registrar(name: str) -> Card:
    """To whoever doubted the answer."""
    return note(f"Told {name}, who keeps this conference. The order itself governs.")


NOBODY_TO_TELL = "Nobody is registrar here yet, so there is no one to tell. The order itself governs."


def figure_arrived(conference: Conference | None) -> Card:
    """A settlement figure was typed: it is neither repeated nor kept."""
    made: tuple[Button, ...] = ()
    if conference is not None and conference.active and conference.duty(DEMAND).state is DutyState.OPEN:
        made = (Button("A demand was made", AskMadeOn(conference.id, conference.revision, DEMAND)),)
    return note(
        "I don't keep settlement figures, and I haven't kept that one. It is still in this conversation; consider "
        "deleting your message.",
        buttons=made,
    )


def letter_arrived(conference: Conference | None) -> Card:
    """A letter was pasted: it is neither read nor kept."""
    help_with = (Button("Checklist", ShowChecklist(conference.id)),) if conference else ()
    return note(
        "I haven't read or kept this. If others here shouldn't see it, delete it now. I can help with the checklist "
        "privately.",
        buttons=help_with,
    )


def which_matter(own: Sequence[Conference]) -> Card:
    """A question asked privately by someone with several matters."""
    return note(
        f"You have {len(own)} matters here. Ask in the matter's channel, or look at one:",
        buttons=tuple(Button(short(matter(each)), ShowStatus(each.id)) for each in own[:MOST_MATTERS]),
    )


def where_undo(conference: Conference) -> Card:
    """Undo typed as a word: which button does it."""
    return note(
        "Undo is a button: on the message that noted the change, and beside the item in the list of dates. "
        "A change of attendance can be taken back for a short while, on its own message.",
        buttons=(
            Button("Dates", ShowDeadlines(conference.id)),
            Button("Attendance", ShowAttendance(conference.id)),
        ),
    )


def nothing_registered() -> Card:
    """A request about this channel's conference, where there is none."""
    return note(
        "No conference is registered here, so I have nothing to show or change.",
        buttons=(Button("Register a conference", StartRegistering(), Style.PRIMARY),),
    )
