"""Answering what is said to Parley: a question, a command in words, a pasted order, or words it will not keep."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot import orders
from bot.conversation.cards import Card
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import (
    AnswerNotRight,
    AskQuestion,
    ChooseTopic,
    RegisterFrom,
    Request,
    ShareAnswer,
    ShowAttendance,
    ShowDeadlines,
    ShowHelp,
    ShowHistory,
    ShowHome,
    ShowParagraph,
    ShowSettings,
    ShowStatus,
    StartRegistering,
    SuggestQuestions,
)
from bot.domain.conference import DEMAND, LETTER, RESPONSE, Conference, DutyState
from bot.domain.confidences import Verdict, judge_text
from bot.domain.court_days import calendar_for
from bot.domain.errors import NotFound
from bot.domain.matter_deadlines import MatterDeadline, deadlines_of
from bot.domain.order import DocumentKind, OrderReading
from bot.questions import UNREGISTERED, MatterFacts, understand
from bot.questions.topics import topics
from bot.services import posting
from bot.services.listing import nothing_registered
from bot.services.own_buttons import needed
from bot.services.registering import LATER
from bot.services.roles import Action, record_of, registrar_of, require
from bot.services.turn import Handler, Turn
from bot.wording import answer_cards as wording
from bot.wording.answers import Answer, AnswerKind, answer, answer_topic
from bot.wording.offers import OFFERS
from bot.wording.remembering import remembered
from bot.wording.words import court_day, note

FOLLOW_UP = "follow_up"
UNDO = "cmd_undo"
QUIET = dt.timedelta(hours=1)
"""A thread quiet for longer has forgotten its subject."""
SHORTEST_ORDER = 300
"""Characters below which words are a pasted order only where the court sets or moves a conference in them."""
DECIDING = LATER | {DocumentKind.SETTLEMENT_CONFERENCE_ORDER}

SHOWS: Mapping[str, Callable[[str], Request]] = MappingProxyType(
    {
        "state_attendance": ShowAttendance,
        "state_letter": ShowDeadlines,
        "state_demand": ShowDeadlines,
        "state_response": ShowDeadlines,
        "state_next": ShowDeadlines,
        "state_nudges": ShowDeadlines,
        "state_registered": ShowStatus,
        "state_verified": ShowStatus,
        "state_history": ShowHistory,
        "cmd_confirm_attendance": ShowAttendance,
        "cmd_snooze": ShowDeadlines,
    }
)
"""What shows something of the registered conference, by the topic asked for."""

ANYWHERE: Mapping[str, Callable[[], Request]] = MappingProxyType(
    {
        "cmd_list": ShowHome,
        "cmd_register": StartRegistering,
        "cmd_stop_nudges": ShowSettings,
        "cmd_share": SuggestQuestions,
        "chat_help": ShowHelp,
    }
)
"""What needs no registered conference."""


def ask(request: AskQuestion, turn: Turn) -> Reply | Request:
    """Answer words said to Parley."""
    conference = turn.matter()
    require(turn, conference, Action.ASK)
    if _is_order(request.text):
        return RegisterFrom(request.text)
    match judge_text(request.text):
        case Verdict.LETTER:
            return Reply(wording.letter_arrived(conference))
        case Verdict.FIGURE:
            return Reply(wording.figure_arrived(conference))
        case Verdict.CLEAN:
            pass
    order, matter = _order_and_matter(conference, turn)
    reply = answer(understand(request.text, _recent_topic(turn), order=order), order, matter)
    if conference is None and turn.context.direct and _about_a_matter(reply) and (own := turn.own()):
        return Reply(wording.which_matter(own))
    if reply.service is not None:
        return _routed(reply.service, conference, turn)
    if conference is None and _about_a_matter(reply) and _is_over(turn):
        return nothing_registered(turn)
    _remember_topic(turn, reply.topic)
    return _shown(reply, conference, turn)


def choose_topic(request: ChooseTopic, turn: Turn) -> Reply | Request:
    """Answer the topic chosen when Parley asked back."""
    conference = turn.matter()
    require(turn, conference, Action.ASK)
    if request.topic in SHOWS or request.topic in ANYWHERE or request.topic in (UNDO, *OFFERS):
        return _routed(request.topic, conference, turn)
    _remember_topic(turn, request.topic)
    return _shown(_answer_of(request.topic, conference, turn), conference, turn)


def show_paragraph(request: ShowParagraph, turn: Turn) -> Reply:
    """A whole paragraph, verbatim."""
    conference = turn.conference(request.conference) if request.conference else None
    require(turn, conference, Action.ASK)
    order = conference.order if conference else orders.sample()
    paragraph = order.paragraph(request.number)
    if paragraph is None:
        raise NotFound(wording.NO_SUCH_PARAGRAPH)
    card = wording.paragraph_card(paragraph.number, paragraph.heading, paragraph.text, conference)
    return Reply(card)


def share_answer(request: ShareAnswer, turn: Turn) -> Reply:
    """Post in the channel an answer that was given privately, saying who asked for it."""
    conference, context = turn.active(), turn.context
    require(turn, conference, Action.ASK)
    if context.direct:
        raise NotFound(wording.CANNOT_SHARE_HERE)
    if context.audience.outsiders:
        raise NotFound(wording.CANNOT_SHARE_OUTSIDE)
    card = wording.answer_card(_answer_of(request.topic, conference, turn), conference)
    posting.post(turn.uow, context.channel, wording.shared_card(card, context.person.name), context.now)
    return Reply(note(wording.SHARED))


def answer_not_right(request: AnswerNotRight, turn: Turn) -> Reply:
    """Tell the registrar that an answer seems wrong."""
    conference = turn.matter()
    require(turn, conference, Action.ASK)
    record = record_of(turn, conference)
    registrar = registrar_of(record, conference)
    if registrar is None or request.topic.partition(":")[0] not in topics():
        return Reply(note(wording.NOBODY_TO_TELL))
    label = topics()[request.topic.partition(":")[0]].label or request.topic
    card = wording.doubted(label, turn.context.person.name)
    posting.notify(turn.uow, registrar, turn.context.channel, card, turn.context.now, conference=conference)
    known = record.people.get(registrar)
    return Reply(wording.told_registrar(known.name if known else "the registrar"))


def _is_order(text: str) -> bool:
    short = len(text) < SHORTEST_ORDER
    if (short and text.rstrip().endswith("?")) or not orders.may_be_order(text):
        return False
    kind = orders.read(text).kind
    return kind in DECIDING if short else kind is not DocumentKind.NOT_AN_ORDER


def _about_a_matter(reply: Answer) -> bool:
    """Whether the answer depends on which conference is meant."""
    if reply.service is not None:
        return reply.service not in ANYWHERE
    return reply.kind in (AnswerKind.ANSWER, AnswerKind.NOT_ADDRESSED)


def _is_over(turn: Turn) -> bool:
    """Whether this channel had a conference whose record is kept: another order's words would pass for its own."""
    return not turn.context.direct and bool(turn.uow.conferences.past_in(turn.context.channel))


def _order_and_matter(conference: Conference | None, turn: Turn) -> tuple[OrderReading, MatterFacts]:
    """This channel's order and dates; the sample order, which sets no date for anyone here, where there is none."""
    if conference is None:
        return orders.sample(), UNREGISTERED
    today = court_day(turn.context.now, conference.zone)
    return conference.order, MatterFacts(
        registered=True,
        zone=conference.zone,
        deadlines=_deadlines(conference, today),
        today=today,
        reader_zone=turn.context.person.zone,
        demand_made=_done(conference, DEMAND),
        response_made=_done(conference, RESPONSE),
        letter_sent=_done(conference, LETTER),
    )


def _deadlines(conference: Conference, today: dt.date) -> tuple[MatterDeadline, ...]:
    """The conference's dates, counted once a day while nothing about it changes."""
    counted = _counted(conference)
    found = counted.get(today)
    if found is None:
        counted.clear()
        found = counted[today] = deadlines_of(conference, calendar_for(conference.order.court), today=today)
    return found


@remembered
def _counted(_: Conference) -> dict[dt.date, tuple[MatterDeadline, ...]]:
    """By the court's day, which decides what has passed."""
    return {}


def _done(conference: Conference, item: str) -> bool | None:
    return True if conference.duty(item).state is DutyState.DONE else None


def _answer_of(topic: str, conference: Conference | None, turn: Turn) -> Answer:
    order, matter = _order_and_matter(conference, turn)
    if topic.partition(":")[0] not in topics():
        raise NotFound(wording.NO_SUCH_PARAGRAPH)
    return answer_topic(topic, order, matter)


def _routed(topic: str, conference: Conference | None, turn: Turn) -> Reply | Request:
    """Hand what was asked in words to the service that knows; offer as buttons what would change something.

    Nothing is offered to whoever may not do it: they hear who may.
    """
    if topic in ANYWHERE:
        return ANYWHERE[topic]()
    if conference is None:
        return nothing_registered(turn) if _is_over(turn) else Reply(wording.nothing_registered())
    if topic in SHOWS:
        return SHOWS[topic](conference.id)
    if topic == UNDO:
        return Reply(wording.where_undo(conference))
    if topic not in OFFERS:
        return ShowHelp()
    card = OFFERS[topic](conference)
    if action := needed(card.buttons[0].request, conference, turn.context.person.id):
        require(turn, conference, action)
    return Reply(card)


def _shown(reply: Answer, conference: Conference | None, turn: Turn) -> Reply:
    context = turn.context
    shareable = context.private and not context.direct and not context.audience.outsiders
    card: Card = wording.answer_card(reply, conference, shareable=shareable)
    return Reply(card, Visibility.PRIVATE if context.private else Visibility.THREAD)


# --- follow-ups


def _place(turn: Turn) -> tuple[str, str, str, str]:
    channel = turn.context.channel
    return FOLLOW_UP, channel.platform, channel.tenant, f"{channel.id}:{turn.context.person.id}"


def _recent_topic(turn: Turn) -> str | None:
    kept = turn.uow.vault.get(*_place(turn))
    if kept is None:
        return None
    topic, at = json.loads(kept)
    return topic if turn.context.now - dt.datetime.fromisoformat(at) <= QUIET else None


def _remember_topic(turn: Turn, topic: str | None) -> None:
    if topic is not None:
        turn.uow.vault.put(*_place(turn), json.dumps([topic, turn.context.now.isoformat()]))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {
        AnswerNotRight: answer_not_right,
        AskQuestion: ask,
        ChooseTopic: choose_topic,
        ShareAnswer: share_answer,
        ShowParagraph: show_paragraph,
    }
)
