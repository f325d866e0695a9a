"""Whether two entries name the same person, or a person and a party are the same."""

import re

from bot.domain.name_kinds import names_entity
from bot.domain.name_parts import Word, apart, is_particle, words_of
from bot.domain.name_words import ENTITY, FUNCTION, NICKNAMES, tidy

_CAPACITY = re.compile(
    r"\s*(?:,|\(|\b)\s*(?:d/?b/?a|doing business as|a/?k/?a|f/?k/?a|individually|on behalf of|by and through|et al"
    r"|in (?:his|her|their|its) |as (?:the )?(?:trustee|executor|executrix|administrat|guardian|parent|next friend"
    r"|personal rep|assignee|representative))\b.*",
    re.IGNORECASE,
)
"""What a caption says of the capacity a party acts in."""


_BARRED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "a", "œ": "o", "ð": "d", "ı": "i"})
"""Letters no folding takes apart."""
_SPELLED_OUT = re.compile(r"([aou])e")
_SHORT_FORM = 3
_STEM = 4
"""Letters by which a cut word is known: "Mill" for "Milling"."""


def principal(party: str) -> str:
    """A party's name without the capacity it acts in: "Jane Hall, as trustee of …" is Jane Hall."""
    text = tidy(party)
    return _CAPACITY.sub("", text) or text


def entity_words(text: str) -> bool:
    """Whether a text, without the capacity it may add, names an organisation."""
    return names_entity(words_of(principal(text)))


def within_party(entry: str, party: str) -> bool:
    """Whether an entry only repeats an organisation's name, in whole, in part or by its initials."""
    said, name = _keys(entry), _keys(party)
    idle = ENTITY | FUNCTION | {"of", "for"}
    telling = [key for key in said if key not in idle]
    initials = "".join(key[0] for key in name), "".join(key[0] for key in name if key not in FUNCTION | {"of", "for"})
    repeats = all(each in name or (len(each) >= _STEM and any(key.startswith(each) for key in name)) for each in said)
    return (bool(said) and bool(telling or name == said) and repeats) or "".join(said) in initials


def same_person(one: str, other: str) -> bool:
    """Whether two entries may name the same person: middle names, initials, short forms and titles aside."""
    if _firm(other):
        return False
    first, second = _name_keys(one), _name_keys(other)
    if not first or not second:
        return False
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return True
    if len(first) == 1 or len(second) == 1:
        short, full = sorted((first, second), key=len)
        return short[0] in (full[0], full[-1])
    if not _surnames_meet(first[-1], second[-1]):
        return False
    return _given_meet(first[0], second[0]) or any(len(each) > 1 and each in second[:-1] for each in first[:-1])


def _firm(counsel: str) -> bool:
    """Whether an entry for counsel is a law firm's name, rather than a lawyer with a firm behind."""
    body = apart(tidy(counsel)).body
    first = apart(body.split(",")[0]).words
    return names_entity(first) or (len(first) == 1 and names_entity(words_of(body)))


def _keys(text: str) -> list[str]:
    text = tidy(text).replace("-", " ")
    return [word.key for word in words_of(text) if word.key not in ("&", "the", "and")]


def _name_keys(entry: str) -> list[str]:
    text = tidy(entry)
    surname, comma, given = text.partition(",")
    words = apart(surname).words
    after = apart(given).words if comma else ()
    if after and not _suffixes(after) and not names_entity(after):
        words = (*after, *words)
    if len(words) > 1 and words[-1].initial and not words[0].initial:
        words = (*words[1:], words[0])
    return [_plain(word.key) for word in words if not is_particle(word) or len(words) == 1]


def _plain(key: str) -> str:
    """A name as it is typed without its own letters: "Müller" and "Mueller", "Søren" and "Soeren" are one."""
    return _SPELLED_OUT.sub(r"\1", key.translate(_BARRED)).replace("'", "")


def _suffixes(words: tuple[Word, ...]) -> bool:
    return apart("x " + " ".join(word.typed for word in words)).words[-1].key == "x"


def _surnames_meet(one: str, other: str) -> bool:
    return bool(set(one.split("-")) & set(other.split("-")))


def _given_meet(one: str, other: str) -> bool:
    if one == other or any({one, other} <= forms for forms in NICKNAMES):
        return True
    short, full = sorted((one, other), key=len)
    return full.startswith(short) and (len(short) == 1 or len(short) >= _SHORT_FORM)
