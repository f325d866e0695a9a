"""What the words of an entry are, taken together: a name, or a role, an organisation, a remark."""

import re
from itertools import pairwise

from bot.domain.name_parts import Word, is_particle
from bot.domain.name_words import (
    ENTITY,
    FUNCTION,
    HONORIFIC,
    IMPERATIVE,
    INSTITUTION,
    NAMEABLE,
    NEVER,
    ORDINARY,
    ROLE,
    SURNAME,
    SURNAMED,
)

_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
"""One word of capitals: an office or an organisation rather than a person."""
_DETERMINERS = FUNCTION - NAMEABLE
_SHORT_FORMS = frozenset({"hoa", "ag", "sa", "ab", "as", "bv", "nv", "oy", "kg", "lp", "pc", "na", "lc", "spa", "srl"})
_OF = frozenset(
    {
        "city",
        "town",
        "state",
        "county",
        "village",
        "borough",
        "people",
        "commonwealth",
        "kingdom",
        "republic",
        "bank",
        "church",
        "board",
    }
)


def kind_fault(words: tuple[Word, ...], *, addressed: bool = False) -> str | None:
    """The code of what speaks against these words being a name, or ``None``.

    They carry no honorific or suffix; ``addressed`` says that one stood there: "Mr. Price".
    """
    if not words:
        return "placeholder"
    first = words[0]
    if len(words) == 1 and _ABBREVIATION.fullmatch(first.typed) and not first.given:
        return "placeholder" if first.within(NEVER) else "role"
    if all(word.initial or is_particle(word) for word in words):
        return _only_small(words)
    if names_entity(words):
        return "entity"
    roles = _roles(words)
    if any(word.possessive or word.within(NEVER) for word in words) or _remark(words):
        return "role" if roles else "sentence"
    if roles:
        return None if _name_beside_role(words, roles) else "role"
    surname = addressed and len(words) == 1 and not words[0].typed.islower()
    return None if surname or _has_name(words) else "words"


def names_entity(words: tuple[Word, ...]) -> bool:
    """Whether the words name an organisation: its legal form, its trade, "City of", "Emigrant Bank"."""
    keys = [word.key for word in words]
    if any(word.within(ENTITY) for word in words):
        return True
    if any(first in _OF and second == "of" for first, second in pairwise(keys)):
        return True
    if keys and keys[-1] in INSTITUTION and len(keys) > 1 and not (words[0].given or words[0].initial):
        return True
    return len(words) > 1 and _short_form(words)


def _short_form(words: tuple[Word, ...]) -> bool:
    last = words[-1]
    if last.key not in _SHORT_FORMS:
        return False
    shouted = all(word.typed.isupper() for word in words)
    return "." in last.typed or (last.typed.isupper() and not shouted)


def _only_small(words: tuple[Word, ...]) -> str | None:
    return (
        None
        if any(is_particle(word) and not word.initial and word.key not in FUNCTION for word in words)
        else "placeholder"
    )


def _remark(words: tuple[Word, ...]) -> bool:
    """Whether small words stand where a name has none: "ask Bob", "either Smith", "Bob knows"."""
    first, rest = words[0], words[1:]
    lower = [word for word in words if word.typed[:1].islower()]
    if (
        first.key in IMPERATIVE
        and rest
        and (rest[0].given or rest[0].key in HONORIFIC or (first.typed.islower() and first.key != "per"))
    ):
        return first.key != "per" or first.typed.islower()
    if first.key in _DETERMINERS and not is_particle(first):
        return True
    if len(lower) == len(words):
        return any(word.within(_DETERMINERS) and not is_particle(word) for word in words) or _prose(words)
    return any(word.within(FUNCTION | ORDINARY | INSTITUTION) and not is_particle(word) for word in lower)


def _prose(words: tuple[Word, ...]) -> bool:
    """Whether words all in small letters hold one of ordinary language, and no given name."""
    plain = any(word.within(ORDINARY - SURNAMED) and not is_particle(word) for word in words)
    return plain and not any(word.given or word.initial for word in words)


def _name_beside_role(words: tuple[Word, ...], roles: list[int]) -> bool:
    """Whether a role's word is a surname ("Charles Officer") or stands before a full name ("CEO Maria Alvarez")."""
    surname = roles == [len(words) - 1] and not words[-1].typed.islower() and all(_surely(word) for word in words[:-1])
    after = words[roles[-1] + 1 :]
    titled = len(after) > 1 and _surely(after[0]) and not after[0].initial and _has_name(after)
    return (surname and any(word.given for word in words[:-1])) or titled


def _roles(words: tuple[Word, ...]) -> list[int]:
    """Where words stand that say what someone is: "AG" does, "ag" between names does not."""
    shouted = all(word.typed.isupper() for word in words)
    inner = range(1, len(words) - 1)
    return [
        index
        for index, word in enumerate(words)
        if word.within(ROLE) and not (is_particle(word) and (word.typed.islower() or (shouted and index in inner)))
    ]


def _surely(word: Word) -> bool:
    return word.initial or (word.given and not word.common)


def _has_name(words: tuple[Word, ...]) -> bool:
    """Whether some word is unknown, and so can be a name, or a given name stands where one may."""
    named = [word for word in words if not word.common and not (word.initial or is_particle(word))]
    last_is_surname = len(words) > 1 and is_particle(words[-1]) and not words[-1].typed.islower()
    if named or last_is_surname:
        return True
    first, rest = words[0], words[1:]
    if first.initial and "." in first.typed:
        return bool(rest)
    if not rest and first.key in SURNAME and not first.typed.islower():
        return True
    verb = first.common and first.typed.islower() and not any(word.within(SURNAMED) for word in rest)
    return first.given and not (rest and (verb or all(word.within(FUNCTION) for word in rest)))
