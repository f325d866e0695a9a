"""What a card for one person offers: the buttons they may press. A shared card offers the same to everybody."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import get_args

from bot.conversation.cards import Button, Buttons, Card, Element
from bot.conversation.requests import (
    AskMadeOn,
    AssignItem,
    ChooseReading,
    CloseConference,
    EditConference,
    EditSettings,
    EnterByHand,
    ExportRecord,
    HoldRecord,
    MarkDone,
    MarkNotApplicable,
    PostAgain,
    PreviewPurge,
    PurgeRecord,
    Reopen,
    Request,
    RequestAccess,
    SaveMadeOn,
    ShowHistory,
    SnoozeItem,
    StartAdjourning,
    StartRegistering,
    UndoItem,
    UseDirectMessages,
    VerifyDates,
)
from bot.domain.conference import ATTENDANCE, LETTER, Conference
from bot.domain.people import Role
from bot.services.roles import Action, may, role_of
from bot.services.turn import Turn

OfItem = MarkDone | MarkNotApplicable | SnoozeItem | AskMadeOn | SaveMadeOn | ChooseReading | UndoItem | AssignItem

_ITEMS: tuple[type[Request], ...] = get_args(OfItem)
_NEEDED: Mapping[type[Request], Action] = MappingProxyType(
    {
        CloseConference: Action.EDIT,
        EditConference: Action.EDIT,
        EditSettings: Action.EDIT,
        EnterByHand: Action.REGISTER,
        ExportRecord: Action.RECORDS,
        HoldRecord: Action.RECORDS,
        PostAgain: Action.EDIT,
        PreviewPurge: Action.PURGE,
        PurgeRecord: Action.PURGE,
        Reopen: Action.EDIT,
        ShowHistory: Action.RECORDS,
        StartAdjourning: Action.EDIT,
        StartRegistering: Action.REGISTER,
        UseDirectMessages: Action.EDIT,
        VerifyDates: Action.VERIFY,
    }
)
"""What the requests take that are not open to every member, but for those that name a channel: what they take is
known only there.
"""


def item_action(request: OfItem, conference: Conference, person: str) -> Action:
    """What it takes: anyone of the firm may answer for a party, own an item, or say that the letter is out.

    Whoever owns an item may say how it stands.
    """
    owner = conference.duty(request.item).owner
    owns = owner is not None and owner.person == person
    if owns or isinstance(request, AssignItem) or request.item.startswith(ATTENDANCE):
        return Action.ATTEND
    return Action.LETTER if request.item == LETTER else Action.EDIT


def needed(request: Request, conference: Conference | None, person: str) -> Action | None:
    """What it takes to press a button; ``None`` where every member may."""
    if isinstance(request, OfItem):
        return item_action(request, conference, person) if conference else None
    return _NEEDED.get(type(request))


def fitted(card: Card, turn: Turn) -> Card:
    """The card without the buttons that would refuse the person who asks; for registering, the way to ask for more."""
    if not any(isinstance(each.request, (*_NEEDED, *_ITEMS)) for each in card.buttons):
        return card
    kept = {id(each) for each in card.buttons if _may_press(each.request, turn)}
    if len(kept) == len(card.buttons):
        return card
    elements = tuple(each for element in card.elements if (each := _with(element, kept)) is not None)
    registers = any(isinstance(each.request, StartRegistering) and id(each) not in kept for each in card.buttons)
    if registers and role_of(turn, turn.active()) is Role.MEMBER:
        elements = (*elements, Buttons((Button("Ask for access", RequestAccess()),)))
    return replace(card, elements=elements)


def _with(element: Element, kept: set[int]) -> Element | None:
    if not isinstance(element, Buttons):
        return element
    left = tuple(each for each in element.buttons if id(each) in kept)
    return Buttons(left) if left else None


def _may_press(request: Request, turn: Turn) -> bool:
    named = getattr(request, "conference", "")
    conference = turn.uow.conferences.read([named]).get(named) if named else turn.matter()
    if conference is None and (named or turn.context.direct):
        return True  # whatever it is about, its own answer says more than its absence
    action = needed(request, conference, turn.context.person.id)
    return action is None or may(turn, conference, action)
