"""Showing a conference: its status, its deadlines, and what else can be done with it."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.cards import Button, Buttons, Card, Style, Text
from bot.conversation.replies import Reply, Visibility
from bot.conversation.requests import Request, ShowDeadlines, ShowHome, ShowMore, ShowStatus, StartRegistering
from bot.domain.conference import Conference
from bot.domain.court_days import calendar_for
from bot.domain.matter_deadlines import deadlines_of
from bot.domain.people import Audience, Role
from bot.services.roles import Action, may, record_of, require, role_of
from bot.services.turn import Handler, Turn
from bot.wording import listing as wording
from bot.wording.headline import headline
from bot.wording.words import court_day


def show_status(request: ShowStatus, turn: Turn) -> Reply | Request:
    """The headline's content, as this person may see it."""
    conference = asked_for(request.conference, turn)
    require(turn, conference, Action.SEE_DATES)
    if conference is None:
        return nothing_registered(turn)
    card = headline(conference, turn.context.now, audience_for(turn, conference))
    return Reply(card, answered_in(turn))


def show_deadlines(request: ShowDeadlines, turn: Turn) -> Reply | Request:
    """Every date with its count; to people of another organisation, the headline's dates alone."""
    conference = asked_for(request.conference, turn)
    require(turn, conference, Action.SEE_DATES)
    if conference is None:
        return nothing_registered(turn)
    if role_of(turn, conference) is Role.OUTSIDER:
        return Reply(headline(conference, turn.context.now, Audience.SHARED))
    today = court_day(turn.context.now, conference.zone)
    items = deadlines_of(conference, calendar_for(conference.order.court), today=today)
    card = wording.deadlines_card(conference, items, turn.context.now, turn.context.person.zone)
    return Reply(card, answered_in(turn))


def show_more(request: ShowMore, turn: Turn) -> Reply:
    """Everything else that can be done."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.ASK)
    today = court_day(turn.context.now, conference.zone)
    days = record_of(turn, conference).preferences.retention_days
    return Reply(wording.more_card(conference, today, days, may_edit=may(turn, conference, Action.EDIT)))


def answered_in(turn: Turn) -> Visibility:
    """What is asked aloud is answered in its thread; a button's answer is for whoever pressed it."""
    return Visibility.THREAD if turn.context.aloud else Visibility.PRIVATE


def asked_for(conference: str, turn: Turn) -> Conference | None:
    """The conference a request names, or the one that is meant where it names none."""
    return turn.conference(conference) if conference else turn.matter()


def audience_for(turn: Turn, conference: Conference) -> Audience:
    """What a private answer to this person may show: an outsider sees what a shared channel would."""
    return Audience.SHARED if role_of(turn, conference) is Role.OUTSIDER else Audience.OWN


def nothing_registered(turn: Turn) -> Reply | Request:
    """A channel without an active conference; in private, the person's own page."""
    if turn.context.direct:
        return ShowHome()
    past = turn.uow.conferences.past_in(turn.context.channel)
    buttons = [Button("Register a conference", StartRegistering(), Style.PRIMARY)]
    if past and may(turn, past[0], Action.ASK):
        buttons.append(Button("More on the last one", ShowMore(past[0].id)))
    return Reply(Card("", (Text(wording.nothing_here(past)), Buttons(tuple(buttons)))))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {ShowStatus: show_status, ShowDeadlines: show_deadlines, ShowMore: show_more}
)
"""What each request of this module is answered by."""
