"""Who may do what, in words."""

from collections.abc import Mapping, Sequence

from bot.conversation.cards import Button, Buttons, Card, Confirm, Element, Fact, Facts, Small, Text
from bot.conversation.requests import GrantRole, RequestAccess
from bot.domain.channel import ChannelRecord
from bot.domain.people import Person, Role
from bot.wording.words import ended, listed, note

MOST_PEOPLE = 12
"""People whose roles fit one card on every platform."""

NAMES: Mapping[Role, str] = {
    Role.ADMIN: "administrator",
    Role.REGISTRAR: "registrar",
    Role.EDITOR: "editor",
    Role.MEMBER: "member",
    Role.OUTSIDER: "from another organisation",
}

STATUS_ONLY_HERE = (
    "Dates and status are shown here only after the firm that registered the conference agrees. "
    "Please ask them directly."
)
LETTER_IS_OURS = "Letters are a matter for each side alone. Nothing was shown."
_TABLE = (
    "Members ask questions, see dates and keep attendance. Editors also register, edit, adjourn, close and verify. "
    "The registrar, or an administrator of the workspace, can delete the record."
)
NOT_MET = "Parley has not met that person in this channel. They can type roles here to ask for access."
NOT_LISTED_YET = "Others of the channel are listed here once they have asked Parley something."
NO_SUCH_ROLE = "Parley knows three roles to give: registrar, editor and member."
ONE_REGISTRAR = "A channel always has a registrar. Make someone else the registrar instead."
IN_THE_CHANNEL = "Roles belong to a matter's channel. Type roles there."
NOBODY_TO_ASK = "Nobody is registrar here yet. Whoever registers the conference will be."
ALREADY = "You can already register and edit here."


def refused(doing: str, who: str, can: Sequence[str]) -> str:
    """As in "Editing is for the registrar, editors and administrators of this channel: Dana. Type roles …"."""
    names = f" Here that is {listed(list(can), 'or')}." if can else ""
    return f"{doing} is for {who} of this channel.{names} Type roles to ask for access."


def second_person(can: Sequence[str]) -> str:
    """Why the person who entered the dates cannot be the one who verifies them."""
    if can:
        return f"You entered these dates, so a second person needs to check them. {listed(list(can))} can."
    return (
        "You entered these dates, so a second person needs to check them. "
        "Nobody else here may yet: type roles to make someone an editor."
    )


def no_access(sentence: str, *, may_ask: bool) -> Card:
    """To somebody who may not do what they tried: why, and how to ask."""
    return note(sentence, buttons=(Button("Ask for access", RequestAccess()),) if may_ask else ())


def asked_for(registrar: str) -> Card:
    """To the person who asked for access."""
    return note(f"Asked {registrar}. You will hear privately if they agree.")


def request(person: Person, matter: str, channel: str) -> Card:
    """To the registrar: someone asks for access."""
    return note(
        ended(f"{person.name} asks to register and edit in the channel of {matter}"),
        buttons=(
            Button(f"Make {person.name} an editor", GrantRole(person.id, Role.EDITOR, channel)),
            Button("Leave as is", GrantRole(person.id, Role.MEMBER, channel)),
        ),
        summary=f"{person.name} asks for access.",
    )


def granted(person: Person, role: Role, matter: str) -> Card:
    """To the person who gave a role; ``matter`` is empty in its own channel."""
    return note(ended(f"{person.name} is now {_article(role)} {_place(matter)}"))


def as_before(person: Person, role: Role, matter: str) -> Card:
    """To the person who left a role as it is; ``matter`` as in ``granted``."""
    return note(f"{person.name} is {_article(role)} {_place(matter)}, as before.")


def _place(matter: str) -> str:
    return f"in the channel of {matter}" if matter else "here"


def told(by: str, matter: str, role: Role) -> Card:
    """To the person whose role changed."""
    return note(
        ended(f"{by} made you {_article(role)} in the channel of {matter}"), summary=f"{by} made you {_article(role)}."
    )


def succeeded(by: str, matter: str, registrar: Person) -> Card:
    """To the registrar until now."""
    return note(
        ended(f"{by} made {registrar.name} the registrar in the channel of {matter}"),
        "You are an editor there now.",
        summary=f"{by} made {registrar.name} the registrar.",
    )


def _article(role: Role) -> str:
    return {Role.EDITOR: "an editor", Role.REGISTRAR: "the registrar"}.get(role, "a member")


def board(record: ChannelRecord, registrar: str | None, asker: tuple[str, Role], *, may_grant: bool) -> Card:
    """Who has which role, what each may do, and the buttons that change it.

    ``asker`` is who looks and what they are: that someone administers the workspace is known of them alone.
    """
    own = asker[1]
    people = sorted(record.people.values(), key=lambda each: (_rank(record, registrar, each), each.name.casefold()))
    shown = people[:MOST_PEOPLE]
    elements: list[Element] = []
    if shown:
        known = {each.id: role_in(record, registrar, each.id) for each in shown} | dict([asker])
        facts = tuple(Fact(each.name, (_role_words(each.id, known, registrar),)) for each in shown)
        elements.append(Facts(facts))
    if len(people) > len(shown):
        elements.append(Small((f"And {len(people) - len(shown)} more members.",)))
    elements.append(Text((_TABLE,)))
    if may_grant:
        elements.append(Small((NOT_LISTED_YET,)))
    if own is Role.MEMBER:
        elements.append(Buttons((Button("Ask for access", RequestAccess()),)))
    if may_grant:
        elements += [Buttons(_changes(record, registrar, each)) for each in shown]
    return Card("Who may do what here", tuple(elements))


def _role_words(person: str, known: Mapping[str, Role], registrar: str | None) -> str:
    role = NAMES[known[person]]
    return f"{role} and registrar" if person == registrar and known[person] is Role.ADMIN else role


def role_in(record: ChannelRecord, registrar: str | None, person: str) -> Role:
    """The role the channel gives a person, whatever the platform says of them."""
    return Role.REGISTRAR if person == registrar else record.roles.get(person, Role.MEMBER)


def _rank(record: ChannelRecord, registrar: str | None, person: Person) -> int:
    return list(Role).index(role_in(record, registrar, person.id))


def _changes(record: ChannelRecord, registrar: str | None, person: Person) -> tuple[Button, ...]:
    role, channel = role_in(record, registrar, person.id), record.channel.id
    if role is Role.REGISTRAR:
        return ()
    hand_over = Confirm(
        f"Make {person.name} the registrar?",
        "Reminders that reach nobody else go to the registrar, who may also delete the record. The registrar until now "
        "stays an editor.",
        "Make registrar",
        "Keep as is",
    )
    change = (
        Button(f"Make {person.name} a member", GrantRole(person.id, Role.MEMBER, channel))
        if role is Role.EDITOR
        else Button(f"Make {person.name} an editor", GrantRole(person.id, Role.EDITOR, channel))
    )
    return (
        change,
        Button(f"Make {person.name} the registrar", GrantRole(person.id, Role.REGISTRAR, channel), confirm=hand_over),
    )
