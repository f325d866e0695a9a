"""Names out of capitals: "ACME WIDGETS LLC" as a person writes it."""

import re

from bot.orders.vocabulary import words

_SMALL = frozenset(words("small"))
_UPPER = frozenset(words("capitals"))
_TITLED = {
    "INC": "Inc",
    "CO": "Co",
    "LTD": "Ltd",
    "CORP": "Corp",
    "JR": "Jr",
    "SR": "Sr",
    "DR": "Dr",
    "ST": "St",
    "MT": "Mt",
    "FT": "Ft",
    "BROS": "Bros",
    "ASSN": "Assn",
    "ASS'N": "Ass'n",
    "DOE": "Doe",
    "ROE": "Roe",
}
_VOWEL = re.compile("[AEIOUY]")
_ENTITY = re.compile(r"\b(?:LLC|L\.L\.C\.|INC|CORP|CO|LTD|LP|L\.P\.|LLP|PLLC|N\.A\.|COMPANY|GROUP|BANK|HOLDINGS)\b")
_SHORT_NAMES = frozenset(words("short_names"))


def cased(name: str, lexicon: frozenset[str] = frozenset()) -> str:
    """The name in ordinary letters, if printed all in capitals. ``lexicon``: words the prose prints in mixed case."""
    if any(
        letter.islower()
        for letter in re.sub(
            r"\b(?:d/b/a|a/k/a|f/k/a|[adfn]\.[bk]\.a|et al|v|vs|ex rel|through|and|of|the)\b", "", name
        )
    ):
        return name
    known = {word.upper(): word for word in lexicon}
    entity = bool(_ENTITY.search(name))
    words = name.split(" ")
    return " ".join(_cased_word(word, known, first=index == 0, entity=entity) for index, word in enumerate(words))


def _cased_word(word: str, known: dict[str, str], *, first: bool, entity: bool) -> str:
    if word.islower():
        return word
    bare = word.strip(".,;:()'\"")
    if bare in _TITLED:
        return word.replace(bare, _TITLED[bare])
    if word.strip(",;:()") in _UPPER or bare in _UPPER:
        return word
    if len(bare) == 1 and not first:
        return word
    if bare in known:
        return word.replace(bare, known[bare])
    if bare.lower() in _SMALL and not first:
        return word.lower()
    if re.fullmatch(r"(?:[A-Z]\.)+,?", word) or re.search(r"[\d&]", bare):
        return word
    if len(bare) <= 4 and not _VOWEL.search(bare):  # noqa: PLR2004 - an acronym: "BBT"
        return word
    if entity and len(bare) <= 3 and bare not in _SHORT_NAMES:  # noqa: PLR2004 - an acronym: "ABC"
        return word
    return re.sub(r"[^\W\d_]+(?:'[^\W\d_]+)?", lambda match: _cased_part(match[0]), word)


def _cased_part(part: str) -> str:
    lower = part.lower()
    if "'" in lower:
        head, tail = lower.split("'", 1)
        return f"{head.capitalize()}'{tail.capitalize() if len(head) == 1 and len(tail) > 1 else tail}"
    if lower.startswith("mc") and len(lower) > 4:  # noqa: PLR2004 - "Mc" and a name
        return f"Mc{lower[2:].capitalize()}"
    return lower.capitalize()


def lexicon(text: str) -> frozenset[str]:
    """Words the text prints in mixed case in mid-sentence, for spelling capitals."""
    return frozenset(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+(?:[A-Z][a-z]+)?\b", text))
