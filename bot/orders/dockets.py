"""Docket numbers in the forms the districts print."""

import re
from collections.abc import Iterator

from bot.orders.cleaning import STAMP

_AT_LINE_END = r"(?:\s(?!(?:THE|AND|FOR|HON|JURY|DATE|TIME)\b)[A-Z]{2,4}(?=[ \t]*(?:\n|$|[)|:§]|[ \t]{2})))?"
"""A judge's initials after a blank, taken only where the line or its column ends with them."""
_JUDGES = (
    r"(?:\s?\([A-Z]{1,5}x?(?:[./-][A-Z]{1,5}x?)*\)|\s[A-Z]{2,4}(?:[-/][A-Z]{2,4})+\b|"
    rf"{_AT_LINE_END.removesuffix('?')}){{0,3}}"
)
_SUFFIX = r"(?:-[A-Z]{1,5}\d?(?:/[A-Z]{2,5})?(?![a-z])|-[a-z]{2,4}\b){0,4}(?:\(?-?[A-Z]{2,4}x\)?)?"
_STATE = (
    r"\b[A-Z]{2,5}-[A-Z]{1,3}(?:-[A-Z]{2,4})?-\d{4}-\d{5,8}\b"
    r"|\b\d{2}-(?:19|20)\d{2}-\d{6,8}(?:-[A-Z]{2,3}){1,4}\b"
    r"|\b\d{2}(?:ST|SM|VE|NN|TR|CM|CH|PS|AV|BB|BC|GD|NW|SC)CV\d{5}\b"
    r"|\b[A-Z]{3}-[LCD]C?-\d{4,6}-\d{2}\b"
    r"|\b\d{4}CV\d{5}\b"
    r"|\b\d{2}-2-\d{5}-\d(?:\s[A-Z]{3}\b)?"
    r"|\b(?:19|20)\d{2}\s(?:L|CH|CA|CV|CP|D|M)\s\d{4,7}\b"
)
"""Numbers of states' courts that nothing else looks like."""
DOCKET = re.compile(
    rf"\b(?:(?![AP]M\b)[A-Z]{{1,3}}[- ])?\d{{1,2}}:\s?\d{{2}}-(?:cv|CV|Cv|mc|MC|md|MD|cr|CR|ap|bk|mj|MJ|civ|"
    rf"CIV)-\s?\d{{1,6}}{_SUFFIX}(?:/\d+)?{_JUDGES}"
    rf"|\b(?:(?![AP]M\b)[A-Z]{{1,3}}[- ])?(?:20)?\d{{2}}-(?:cv|CV|Cv|mc|MC|md|MD|mj|MJ|civ|CIV|"
    rf"Civ)-?\s?\d{{1,6}}{_SUFFIX}(?:\d?[A-Z]{{1,3}}(?![a-z]))?{_JUDGES}"
    rf"|\b\d{{2}}-\d{{4,5}}-(?:CIV|CV|Civ|cv)-[A-Z]+(?:/[A-Z]+)?"
    rf"|\b(?:\d{{1,2}}:)?\d{{2}}(?:CV|cv|Cv)\d{{2,6}}{_SUFFIX}{_JUDGES}"
    rf"|\b(?:\d{{1,2}}:\s?)?(?:20)?\d{{2}}\s+(?:Civ|CIV|civ|Cv|CV|Md|MD|MDL|C|cv|Misc)\.?\s+\d{{1,6}}{_SUFFIX}{_JUDGES}"
    rf"|\b(?:(?:ED|SA|LA)\s?)?CV[ -]\d{{2}}-\d{{1,5}}(?:[- ][A-Z]{{1,4}}(?![a-z])){{0,3}}{_JUDGES}"
    rf"|\b(?:CIV|MJ|MC)\.?[- ]\d{{2}}-\d{{1,5}}(?:[- ][A-Z]{{1,4}}(?:/[A-Z]{{2,4}})?(?![\w'.])){{0,3}}{_JUDGES}"
    rf"|\bCV\s?\d:?\d{{2}}-\d{{2,5}}\b"
    rf"|\bC\s?\d{{2}}-\d{{3,5}}(?:-?[A-Z]{{2,4}})*(?![a-z]){_AT_LINE_END}"
    rf"|\bC-?\d{{2}}-\d{{4,5}}(?:\s[A-Z]{{2,4}})?(?![a-z])"
    rf"|\b\d{{2}}-C-\d{{2,5}}\b|{_STATE}"
)
_LABEL = (
    r"(?:Civil\s+Action|Civil\s+Case|Civil|Civ\.|Case|C\.A\.|C/A|CA|Cause|Docket|Action|Misc(?:\.|"
    r"ellaneous)(?:\s+(?:Action|"
    r"Case))?|Adv(?:\.|ersary)(?:\s+Pro(?:c\.|\.|ceeding))?|"
    r"CIVIL\s+ACTION|CIVIL\s+CASE|CIVIL|CASE|DOCKET|CAUSE|ADVERSARY(?:\s+PROCEEDING)?)"
)
_GENERIC = (
    r"(?=(?:[A-Z:/-]{0,8}\d){5})(?:[A-Z0-9]{1,12}(?:[-:/][A-Z0-9]{1,12}){1,6}|[A-Z]{0,6}\d{2}[A-Z]{0,6}\d{5,10})"
    r"(?![\w-])"
)
"""A number of any court's, behind a label that says so: groups of capitals and figures, five figures at least."""
_LABELLED = re.compile(
    rf"\b{_LABEL}\s*(?:(?:No|NO|Number|NUMBER|Nos)\b\s*\.?\s*:?|"
    rf"\#)\s*((?:[A-Z]{{1,4}}-)?(?:\d{{1,2}}:)?(?:20)?\d{{2}}-\d{{2,6}}[A-Z]?{_SUFFIX}{_JUDGES})(?!-?\w)"
    rf"|\b{_LABEL}\s*(?:(?:No|NO|Number|NUMBER)\b\s*\.?\s*:?|\#)\s*({_GENERIC})"
    rf"|\b(?:No|NO)\.\s*((?:[A-Z]{{2,4}}-)?\d{{2}}-\d{{3,6}}[A-Z]?{_SUFFIX}{_JUDGES})"
    r"|\b(?:Index|INDEX)\s+(?:No|NO)\.?:?\s*(\d{4,7}/(?:20)?\d{2}|[A-Z]?\d{4}-\d{4,6})\b"
)


def dockets(text: str) -> list[tuple[int, int]]:
    """Where the text prints docket numbers, in order, each number once."""
    spans = [match.span() for match in DOCKET.finditer(text)]
    spans += [match.span(match.lastindex or 0) for match in _LABELLED.finditer(text)]
    spans += [span for match in _LABELLED.finditer(text) for span in _consolidated(text, match.end())]
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        number = core(text[start:end])
        if number not in seen and not any(begin < end and start < finish for begin, finish in found):
            seen.add(number)
            found.append((start, end))
    return found


_LINK = re.compile(
    r"\s*(?:,|;|&|and|c/w|consolidated\s+with|,\s*and)\s*((?:\d{1,2}:)?\d{2}-(?:cv-)?\d{3,6})\b(?!-)", re.IGNORECASE
)


def _consolidated(text: str, end: int) -> Iterator[tuple[int, int]]:
    """The numbers printed after a labelled one: "No. 25-517 c/w 25-544, 25-602 and 25-719"."""
    while match := _LINK.match(text, end):
        yield match.span(1)
        end = match.end()


_CORE = re.compile(r"\D*(?:20)?(\d{2})\s*-?\s*(?:[A-Za-z]{1,4}\.?)?\s*-?\s*(\d{2,6})(?!\d)(?!-\d{4})")


def core(docket: str) -> str:
    """What two printings of one docket share: year and serial number ("7:23-cv-07291-PMH" is "23-7291")."""
    digits = _CORE.match(re.sub(r"^\D*\d{1,2}:", "", docket))
    return f"{digits[1]}-{int(digits[2])}" if digits else "".join(docket.split()).upper()


def stamped_docket(original: str) -> tuple[int, int] | None:
    """The docket in a filing stamp at the top of a page, for orders that print it nowhere else."""
    stamp = STAMP.search(original)
    number = stamp and DOCKET.search(original, stamp.start(), stamp.end())
    return number.span() if number else None
