"""Whether an entry names a person: what attendance asks before it takes a name down.

Everything is accepted that no rule speaks against: unknown words are what names are made of. What is questioned
can be kept all the same, with a reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.name_lists import list_fault
from bot.domain.name_match import entity_words, principal, same_person, within_party
from bot.domain.name_parts import Parts, apart
from bot.domain.name_shapes import shape_fault
from bot.domain.name_words import BRANDS, FOREIGN_ROLES, HONORIFIC, JOINED, PLACEHOLDERS, SUFFIX, fold, phrase, tidy

_LONGEST = 300


class Judgement(StrEnum):
    """What an entry is taken for."""

    PERSON = "person"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an entry is taken for, why (one sentence and the way on), and a stable code for the reason."""

    verdict: Judgement
    why: str
    code: str

    @property
    def accepted(self) -> bool:
        """Whether the entry can be taken down without asking."""
        return self.verdict is Judgement.PERSON


_LATER = "choose “Not named yet” and say who is following up and by when"
_WHY = {
    "empty": f"A name is needed here. If it isn't settled, {_LATER}.",
    "placeholder": f"A name is needed here. If it isn't settled, {_LATER}.",
    "role": f"That says what someone is, not who. Give the name of the person, or {_LATER}.",
    "entity": f"That is an organisation. Give the name of the person who decides for it, or {_LATER}.",
    "party": f"That is the party's own name. Give the name of the person who decides for it, or {_LATER}.",
    "several": f"That names more than one person, or leaves a choice. Give the one with authority, or {_LATER}.",
    "sentence": f"That reads as a remark, not a name. Give the person's name, or {_LATER}.",
    "unsure": f"That leaves open whether this is the person. Give a name that is settled, or {_LATER}.",
    "contact": f"That is an address or number, which Parley does not keep. Give the person's name, or {_LATER}.",
    "number": f"A name has no digits. Give the person's name, or {_LATER}.",
    "date": f"That is a date or a time. Give the person's name, or {_LATER}.",
    "symbols": f"There are signs here but no name. Give the person's name, or {_LATER}.",
    "code": f"That has signs no name has. Give the person's name, or {_LATER}.",
    "mixed_letters": f"That mixes two alphabets in one word. Type the person's name again, or {_LATER}.",
    "words": f"Those are ordinary words. Give the person's full name, or {_LATER}.",
    "long": f"That is longer than a name. Give the person's name alone, or {_LATER}.",
    "counsel": "You've named counsel, and authority is the party's. "
    "Confirm with the client that this person holds it, or choose someone else.",
}
_ACCEPTED = Verdict(Judgement.PERSON, "This reads as a person's name.", "person")
_DOES = frozenset({"john doe", "jane doe", "j doe", "john roe", "jane roe", "richard roe"})
"""Pseudonyms, whatever initial stands in between."""
_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "mx"})
_PSEUDONYM = re.compile(r"\b(?:doe|roe)\b")


def judge_name(name: str, party: str = "", counsel: Iterable[str] = (), *, entity: bool | None = None) -> Verdict:
    """Whether ``name`` can be taken down as the person who decides for ``party``.

    ``counsel`` are the lawyers' names as entered; ``entity`` says what is known of the party, ``None`` leaves it to
    its name.
    """
    entry = tidy(name)
    organisation = is_entity(party) if entity is None else entity
    own = not organisation and bool(party) and phrase(entry) == phrase(principal(party))
    code = _fault(entry)
    if own and code in ("words", "placeholder") and (code == "words" or _PSEUDONYM.search(fold(party))):
        code = None
    if code is None and organisation and within_party(entry, party):
        code = "party"
    if code is None and any(same_person(entry, each) for each in counsel):
        code = "counsel"
    return Verdict(Judgement.QUESTION, _WHY[code], code) if code else _ACCEPTED


def is_entity(party: str) -> bool:
    """Whether a party's name is that of an organisation, as far as the name shows."""
    text = tidy(party)
    return phrase(text) in BRANDS or any(part in text for part in JOINED) or entity_words(text)


def _fault(entry: str) -> str | None:
    """The code of the first thing that speaks against the entry being one person's name."""
    if not entry:
        return "empty"
    if len(entry) > _LONGEST:
        return "long"
    whole = phrase(entry)
    if whole in PLACEHOLDERS or whole.replace(" ", "") in PLACEHOLDERS:
        return "placeholder"
    if whole in FOREIGN_ROLES:
        return "role"
    if whole in BRANDS or any(part in entry for part in JOINED):
        return "entity"
    return shape_fault(entry) or _parts_fault(entry)


def _is_bishop(parts: Parts) -> bool:
    """Whether a title stands as a surname: "Mr. Bishop"."""
    return len(parts.words) > 1 and parts.words[0].key in _ADDRESS and not parts.words[-1].typed.islower()


def _parts_fault(entry: str) -> str | None:
    parts = apart(entry)
    name = phrase(" ".join(word.typed for word in parts.words))
    ends = f"{parts.words[0].key} {parts.words[-1].key}" if parts.words else ""
    titles = all(word.key in HONORIFIC | SUFFIX and not word.given for word in parts.words) and not _is_bishop(parts)
    if name in PLACEHOLDERS or ends in _DOES or titles:
        return "placeholder"
    if name in FOREIGN_ROLES:
        return "role"
    fault = list_fault(parts)
    if fault is None and (parts.hedged or entry.endswith("?")):
        return "unsure"
    return fault
