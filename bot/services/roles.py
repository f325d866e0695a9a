"""Who may do what, checked for every request whatever its button said."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from bot.conversation.cards import Card
from bot.conversation.replies import Reply
from bot.conversation.requests import GrantRole, Request, RequestAccess, ShowRoles
from bot.domain.audit import Entry
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.people import Channel, Role
from bot.services import posting
from bot.services.turn import Handler, Turn
from bot.wording import errors as errors_wording
from bot.wording import roles as wording
from bot.wording.words import matter


class Action(StrEnum):
    """What a role may allow."""

    ASK = "ask"
    SEE_DATES = "see_dates"
    REGISTER = "register"
    EDIT = "edit"
    """Edit, mark, adjourn, close, change settings."""
    PURGE = "purge"
    VERIFY = "verify"
    ATTEND = "attend"
    """Confirm or change attendance."""
    LETTER = "letter"
    RECORDS = "records"
    """Export, audit, retention, hold."""
    GRANT = "grant"


_EVERYONE = frozenset({Role.ADMIN, Role.REGISTRAR, Role.EDITOR, Role.MEMBER})
_EDITORS = _EVERYONE - {Role.MEMBER}
_OWNERS = _EDITORS - {Role.EDITOR}

ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.ASK: _EVERYONE,
        Action.SEE_DATES: _EVERYONE,
        Action.REGISTER: _EDITORS,
        Action.EDIT: _EDITORS,
        Action.PURGE: _OWNERS,
        Action.VERIFY: _EDITORS,
        Action.ATTEND: _EVERYONE,
        Action.LETTER: _EVERYONE,
        Action.RECORDS: _EDITORS,
        Action.GRANT: _OWNERS,
    }
)
"""Which roles an action is open to. Outsiders see dates and status only, once the firm has agreed."""

_WHO = {_EDITORS: "the registrar, editors and administrators", _OWNERS: "the registrar and administrators"}
_DOING = {
    Action.REGISTER: "Registering",
    Action.EDIT: "Changing the conference",
    Action.PURGE: "Deleting the record",
    Action.VERIFY: "Verifying the dates",
    Action.RECORDS: "The record",
    Action.GRANT: "Giving roles",
}


def record_of(turn: Turn, conference: Conference | None = None) -> ChannelRecord:
    """What is remembered about the conference's channel, or about the one asked in."""
    return turn.uow.channels.get(conference.home if conference else turn.context.channel)


def registrar_of(record: ChannelRecord, conference: Conference | None) -> str | None:
    """Who answers for the channel: whoever was made registrar, else who entered the conference, else who invited."""
    named = (person for person, role in record.roles.items() if role is Role.REGISTRAR)
    return next(named, conference.entered.person if conference else record.invited_by)


def role_of(turn: Turn, conference: Conference | None = None) -> Role:
    """What the person who asks is in the conference's channel, or in the one asked in."""
    context = turn.context
    if context.outsider:
        return Role.OUTSIDER
    if context.admin:
        return Role.ADMIN
    record = record_of(turn, conference)
    registrar = registrar_of(record, conference)
    if registrar is None and not context.direct:
        return Role.REGISTRAR  # nobody answers for this channel yet, so there is nobody to ask
    return wording.role_in(record, registrar, context.person.id)


def may(turn: Turn, conference: Conference | None, action: Action) -> bool:
    """Whether the person who asks may do this."""
    role = role_of(turn, conference)
    if role is Role.OUTSIDER:
        return action is Action.SEE_DATES and record_of(turn, conference).consent is not None
    if action is Action.VERIFY and conference is not None and turn.context.person.id in _authors(conference):
        return False
    return role in ALLOWED[action]


def require(turn: Turn, conference: Conference | None, action: Action) -> None:
    """Remember who acts here, and raise ``NotAllowed`` with a sentence that says who may, unless they may."""
    if may(turn, conference, action):
        remember_person(turn)
        return
    # In a private conversation there is no channel to ask for access to.
    may_ask = role_of(turn, conference) is Role.MEMBER and not turn.context.direct
    raise NotAllowed(refusal(turn, conference, action), may_ask=may_ask)


def refusal(turn: Turn, conference: Conference | None, action: Action) -> str:
    """Why the person who asks may not do this, and who may."""
    role, record = role_of(turn, conference), record_of(turn, conference)
    if role is Role.OUTSIDER:
        special = {Action.SEE_DATES: wording.STATUS_ONLY_HERE, Action.LETTER: wording.LETTER_IS_OURS}
        if action is Action.ASK and may(turn, conference, Action.SEE_DATES):
            return errors_wording.OUTSIDER_WITH_DATES
        return special.get(action, errors_wording.OUTSIDER)
    allowed = ALLOWED[action]
    able = [
        person
        for person in sorted(record.people.values(), key=lambda each: each.name.casefold())
        if wording.role_in(record, registrar_of(record, conference), person.id) in allowed
    ]
    if role in allowed and conference is not None:
        return wording.second_person([each.name for each in able if each.id not in _authors(conference)])
    return wording.refused(_DOING[action], _WHO[allowed], [each.name for each in able])


DATES = frozenset(
    {"conference_at", "zone", "letter_due", "demand_rule", "response_rule", "order_date", "other_deadlines"}
)
"""The fields a second person verifies."""


def _authors(conference: Conference) -> frozenset[str]:
    """Those whose own entries the dates are."""
    edited = {stamp.person for field, stamp in conference.edits.items() if field in DATES}
    return frozenset({conference.entered.person, *edited})


def remember_person(turn: Turn) -> None:
    """Keep in the channel's record that a person of the firm was seen here, so that they can be given a role."""
    context = turn.context
    if context.direct or context.outsider:
        return
    record = turn.record
    if record.people.get(context.person.id) != context.person:
        people = {**record.people, context.person.id: context.person}
        turn.uow.channels.save(replace(record, people=MappingProxyType(people)))


def give(record: ChannelRecord, person: str, role: Role, registrar: str | None) -> ChannelRecord:
    """The record with that role given; there is one registrar, and the one until then stays an editor."""
    roles = {each: kept for each, kept in record.roles.items() if each != person}
    if role is Role.REGISTRAR:
        if registrar is not None and registrar != person:
            roles[registrar] = Role.EDITOR
        roles = {each: Role.EDITOR if kept is Role.REGISTRAR else kept for each, kept in roles.items()}
    if role is not Role.MEMBER:
        roles[person] = role
    return replace(record, roles=MappingProxyType(roles))


# --- handlers


def show_roles(_: ShowRoles, turn: Turn) -> Reply:
    """Who has which role in this channel."""
    if turn.context.direct:
        raise NotFound(wording.IN_THE_CHANNEL)
    conference = turn.active()
    require(turn, conference, Action.ASK)
    record = turn.record
    own = role_of(turn, conference)
    may_grant = may(turn, conference, Action.GRANT)
    asker = (turn.context.person.id, own)
    return Reply(wording.board(record, registrar_of(record, conference), asker, may_grant=may_grant))


def request_access(_: RequestAccess, turn: Turn) -> Reply:
    """Ask the registrar for the right to change things."""
    if turn.context.direct:
        raise NotFound(wording.IN_THE_CHANNEL)
    conference = turn.active()
    require(turn, conference, Action.ASK)
    record, person = turn.record, turn.context.person
    registrar = registrar_of(record, conference)
    if may(turn, conference, Action.EDIT):
        raise NotAllowed(wording.ALREADY)
    if registrar is None:
        raise NotFound(wording.NOBODY_TO_ASK)
    about = wording.request(person, _matter(conference), record.channel.id)
    asked = f"access for {person.id}"
    posting.notify(turn.uow, registrar, record.channel, about, turn.context.now, conference=conference, once=asked)
    return Reply(wording.asked_for(_name(record, conference, registrar)))


def grant_role(request: GrantRole, turn: Turn) -> Reply:
    """Give a role, or take it away."""
    asked_in = turn.context.channel
    channel = Channel(asked_in.platform, asked_in.tenant, request.channel) if request.channel else asked_in
    conference = turn.uow.conferences.active_in(channel)
    elsewhere = Turn(replace(turn.context, channel=channel), turn.uow)
    require(elsewhere, conference, Action.GRANT)
    record = turn.uow.channels.get(channel)
    person, registrar = record.people.get(request.person), registrar_of(record, conference)
    if person is None:
        raise NotFound(wording.NOT_MET)
    role = _role(request.role)
    if person.id == registrar and role is not Role.REGISTRAR:
        raise NotAllowed(wording.ONE_REGISTRAR)
    before = wording.role_in(record, registrar, person.id)
    turn.uow.channels.save(give(record, person.id, role, registrar))
    about = _matter(conference)
    if before is not role:
        _say_so(elsewhere, conference, person.id, (before, role), wording.told(turn.stamp.name, about, role))
        if role is Role.REGISTRAR and registrar is not None:
            card = wording.succeeded(turn.stamp.name, about, person)
            _say_so(elsewhere, conference, registrar, (Role.REGISTRAR, Role.EDITOR), card)
    here = not turn.context.direct and channel == asked_in
    place = "" if here else about
    card = wording.granted(person, role, place) if before is not role else wording.as_before(person, role, place)
    # The request that was answered is not to be answered again.
    return Reply(card, replaces=turn.context.direct)


def _say_so(turn: Turn, conference: Conference | None, person: str, change: tuple[Role, Role], card: Card) -> None:
    """Record that a person's role changed, and tell them unless they did it themselves."""
    before, after = change
    stamp, channel = turn.stamp, turn.context.channel
    entry = Entry(
        channel,
        conference.id if conference else None,
        "role_given",
        stamp.person,
        stamp.at,
        MappingProxyType({"person": person, "role": before.value}),
        MappingProxyType({"person": person, "role": after.value}),
    )
    turn.uow.audit.append(entry)
    if person != stamp.person:
        posting.notify(turn.uow, person, channel, card, stamp.at, conference=conference)


def _role(name: str) -> Role:
    if name not in (Role.REGISTRAR, Role.EDITOR, Role.MEMBER):
        raise NotFound(wording.NO_SUCH_ROLE)
    return Role(name)


def _matter(conference: Conference | None) -> str:
    return matter(conference) if conference else "your matter"


def _name(record: ChannelRecord, conference: Conference | None, person: str) -> str:
    if person in record.people:
        return record.people[person].name
    return conference.entered.name if conference and conference.entered.person == person else "the registrar"


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {ShowRoles: show_roles, RequestAccess: request_access, GrantRole: grant_role}
)
