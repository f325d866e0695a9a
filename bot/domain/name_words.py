"""The words by which an entry is told from a human name, and how words are compared."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Final

_DATA = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'"})


def tidy(entry: str) -> str:
    """The entry without what cannot be seen: one kind of apostrophe, one space between words."""
    text = unicodedata.normalize("NFKC", entry.translate(_APOSTROPHES)).translate(_APOSTROPHES)
    seen = (char for char in text if unicodedata.category(char) not in ("Cf", "Cc") or char.isspace())
    return " ".join("".join(seen).split())


def fold(text: str) -> str:
    """Text for comparing: without case, accents and the dots of abbreviations."""
    decomposed = unicodedata.normalize("NFKD", tidy(text).casefold())
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn").replace(".", "")


def phrase(text: str) -> str:
    """Words alone, folded, with single spaces: what whole entries are compared by."""
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)?", fold(text.replace(".", " "))))


def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, _DATA["words"][name].split()))


def _phrases(name: str) -> frozenset[str]:
    return frozenset(map(phrase, _DATA["phrases"][name]))


NEVER: Final = _words("never")
FUNCTION: Final = _words("function")
ROLE: Final = _words("role")
ENTITY: Final = _words("entity")
SURNAME: Final = _words("surname")
SURNAMED: Final = _words("surnamed")
ORDINARY: Final = _words("ordinary") | SURNAMED
INSTITUTION: Final = _words("institution")
NAMEABLE: Final = _words("nameable")
GIVEN: Final = _words("given")
HONORIFIC: Final = _words("honorific")
SUFFIX: Final = _words("suffix")
PARTICLE: Final = _words("particle")
HEDGE: Final = _words("hedge")
IMPERATIVE: Final = _words("imperative")
VOWELLESS: Final = _words("vowelless")
PLACEHOLDERS: Final = _phrases("placeholder")
FOREIGN_ROLES: Final = _phrases("role")
BRANDS: Final = _phrases("brand")
JOINED: Final = tuple(_DATA["phrases"]["joined"])

NICKNAMES: Final = tuple(frozenset(each.split()) for each in _DATA["nicknames"]["forms"])
COMMON: Final = NEVER | FUNCTION | ROLE | ENTITY | ORDINARY | INSTITUTION
"""Words that by themselves speak against a name."""
