"""The forms of attendance: who decides for a party, and a further party."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.cards import Element, Quote, Small, Strong, Text
from bot.conversation.forms import Choice, ChoiceField, Field, Form, TextField
from bot.conversation.requests import SaveAttendee, SaveParty
from bot.domain.attendance import Mode, Row, Side
from bot.domain.conference import Conference
from bot.wording.answer_text import shown
from bot.wording.attendance import attendee_words, authority_sources

NOT_NAMED, WITHDRAWN = "not_named", "withdrawn"
YES, NO = "yes", "no"
_QUOTES = 2

RELATIONS = MappingProxyType(
    {
        "party": "The party in person",
        "officer": "Officer or employee of the party",
        "insurer": "Insurer or excess carrier",
        "government": "Government approver",
    }
)
SIDES = MappingProxyType(
    {
        Side.PLAINTIFF: "Plaintiff",
        Side.DEFENDANT: "Defendant",
        Side.OTHER: "Another party",
        Side.INSURER: "Insurer or excess carrier",
    }
)

MODE_NEEDED = "Choose whether this person attends, is available by phone, or is not named yet."
KNOWN_NEEDED = "Say how this is known, such as: told by e-mail, January 6."
WHO_NEEDED = "Say who is following up; they will be asked, not the channel."
BY_NEEDED = "Say by which day, such as: January 8, 2027."
BY_PASSED = "That day has passed. Give a day still to come."
BY_TOO_LATE = "That is after the conference. Give a day before it."
NUMBER_TYPED = (
    "Parley does not keep telephone numbers. Please take the number out; whether counsel has it is asked next."
)
FIGURE_TYPED = "Parley does not keep settlement figures, and has not kept that one. Please leave it out."
CHOOSE_SOMEONE_ELSE = "Give the name of the person who holds authority for the party, other than its counsel."
PARTY_NEEDED = "A party's or insurer's name is needed here."
PARTY_LISTED = "That party is on the list already."
SIDE_NEEDED = "Choose where the party stands."
TOO_LONG = "That is longer than this field can keep."


def attendee_form(  # noqa: PLR0913 - two of them are named options
    conference: Conference,
    row: Row,
    values: Mapping[str, str],
    errors: Mapping[str, str] = MappingProxyType({}),
    *,
    asked: frozenset[str] = frozenset(),
    told: str = "",
) -> Form:
    """The form for one party. ``asked`` names the further questions an earlier try raised; ``told`` stands on top."""
    return Form(
        "Attendance",
        "Save",
        SaveAttendee(conference=conference.id, revision=conference.revision, party=row.id, seen=len(row.history)),
        _fields(row, values, asked),
        _intro(conference, row, told),
        MappingProxyType(dict(errors)),
    )


def filled(row: Row) -> Mapping[str, str]:
    """The form's values as the row stands."""
    attendee, following = row.attendee, row.follow_up
    values = {"counsel": ", ".join(row.counsel), "others": row.others}
    if attendee is not None:
        values |= {"name": attendee.name, "title": attendee.title, "mode": attendee.mode.value}
        values |= {"known": attendee.known, "relation": attendee.relation, "override": attendee.override or ""}
    elif row.history:
        values["mode"] = NOT_NAMED
    if following is not None:
        values |= {"who": following.who, "by": f"{following.by:%B} {following.by.day}, {following.by.year}"}
    return values


def _intro(conference: Conference, row: Row, told: str) -> tuple[Element, ...]:
    elements: list[Element] = [Text((told,))] if told else []
    now = f": {attendee_words(row.attendee)}" if row.attendee else ": not named"
    elements.append(Text((Strong(row.party), f"{now}.")))
    quoted = authority_sources(conference)[:_QUOTES]
    elements += [Quote(shown(source.words), source.paragraph) for source in quoted]
    elements.append(Small(("No settlement figures and no telephone numbers, please; Parley keeps neither.",)))
    return tuple(elements)


def _fields(row: Row, values: Mapping[str, str], asked: frozenset[str]) -> tuple[Field, ...]:
    def text(name: str, label: str, hint: str = "", placeholder: str = "") -> TextField:
        return TextField(
            name, label, values.get(name, ""), hint, placeholder, optional=True, max_length=LONGEST.get(name, 300)
        )

    def choice(name: str, label: str, choices: Mapping[str, str], *, optional: bool = False, hint: str = "") -> Field:
        offered = tuple(Choice(value, words) for value, words in choices.items())
        return ChoiceField(name, label, offered, values.get(name, ""), hint, optional)

    modes = {Mode.ATTENDS.value: "Attends", Mode.BY_PHONE.value: "Available by phone", NOT_NAMED: "Not named yet"}
    if row.attendee is not None:
        modes[WITHDRAWN] = "Will not come after all"
    fields = [text("name", "Person with ultimate settlement authority", "Needed unless nobody is named yet.")]
    if "override" in asked or values.get("override"):
        fields.append(text("override", "Keep this name all the same, because", "Leave empty to correct the name."))
    rest: list[Field] = [*fields]
    if "counsel_confirmed" in asked:
        answers = {YES: "Yes, confirmed with the client", NO: "No, I'll name someone else"}
        label = f"Does this person hold ultimate settlement authority for {row.party}?"
        rest.append(choice("counsel_confirmed", label, answers, optional=True, hint="You've named counsel."))
    rest += [
        choice("mode", "How they will be there", modes),
        text("title", "Title", placeholder="Vice President"),
        choice("relation", "Who they are to the party", RELATIONS, optional=True),
        text("known", "How is this known?", "Needed with a name.", "Told by e-mail, January 6"),
        text("counsel", "Counsel attending", "Names, with commas between them."),
        text("others", "Others attending"),
        text("who", "If not named yet: who is following up", "They are asked, not the channel."),
        text("by", "If not named yet: by which day", placeholder="January 8, 2027"),
    ]
    return tuple(rest)


LONGEST = MappingProxyType({"title": 160, "known": 200, "counsel": 1000, "others": 1000, "who": 120, "by": 120})
"""The most characters kept of each field; 300 where nothing is said."""


def party_form(
    conference: Conference, values: Mapping[str, str], errors: Mapping[str, str] = MappingProxyType({})
) -> Form:
    """The form for a further row."""
    sides = tuple(Choice(side.value, words) for side, words in SIDES.items())
    return Form(
        "Add a party",
        "Add",
        SaveParty(conference=conference.id),
        (
            TextField("party", "Name", values.get("party", ""), max_length=300),
            ChoiceField("side", "Where it stands", sides, values.get("side", "")),
        ),
        (Text(("An insurer or excess carrier whose approval is needed gets a row of its own.",)),),
        MappingProxyType(dict(errors)),
    )
