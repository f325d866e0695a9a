"""The caption: who sues whom, in the layouts courts print."""

import re
from dataclasses import replace

from bot.domain.order import OtherParty
from bot.orders.caption import Caption, assembled
from bot.orders.caption_lines import Line, left_lines
from bot.orders.case_names import VERSUS, on_one_line, subjects_joined
from bot.orders.layout import Document
from bot.orders.naming import cased, lexicon
from bot.orders.parties import ROLE, Side, side_of
from bot.orders.regions import ROLE_LINE

_VERSUS_LINE = re.compile(r"^[\W_]*(?:v|vs|versus|against)[\W_]*$", re.IGNORECASE)
_BENCH = re.compile(
    r"^[A-Z][A-Za-z'-]+,?[ ](?:J|M\.[ ]?J|C\.[ ]?J|D\.[ ]?J)\.?$|^(?:United[ ]States[ ]|U\.[ ]?S\.[ ])?"
    r"(?:Senior[ ]|Chief[ ])?(?:District|DISTRICT|Bankruptcy)[ ](?:Judge|JUDGE)\b|"
    r"^\(?(?:Hon\b|Honorable|HON\b|Magistrate|"
    r"MAGISTRATE|Judge|JUDGE|Chief|Mag\.|U\.S\.|Referral|REFERRAL|At\b|AT\b|Case|CASE"
    r"|Civil Action|CIVIL ACTION|No\.|NO\.|Index|INDEX)"
    r"|^(?:Date|Time|Judge|Place|Courtroom|Location|Ctrm|Dept|Trial|Complaint[ ]Filed|Action[ ]Filed)\b[^:]{0,12}:"
)
_TITLE_LINE = re.compile(
    r"(?:(?:AMENDED|SECOND|SETTLEMENT|CONFERENCE|ORDER|SCHEDULING|SETTING|FOR|RE|REGARDING|PROCEDURES|"
    r"NOTICE|OF|A|AND|TO|THE|REFERENCE"
    r"|REFERRING|REFERRAL|MAGISTRATE|JUDGE|MINUTE|ENTRY|PRETRIAL|CIVIL|ACTION|MEMORANDUM|OPINION|PROPOSED|"
    r"STIPULATION|CASE|SECTION|INITIAL|MANAGEMENT|STATUS|TELEPHONIC|TELEPHONE|MANDATORY|JUDICIAL|VACATING|STRIKING|"
    r"CANCELL?ING|ADJOURNING|CONTINUING|RESCHEDULING|CONVERTING|CHANGING|DATE|TIME|FORMAT|MOTION|AGREED|JOINT|"
    r"UNOPPOSED|"
    r"CONSENT|RESET|CONTINUE|ADJOURN|VACATE|RESCHEDULE|REQUEST|LETTER|GRANTING|DENYING|FROM|BY|ON)\W*)+"
)
_TITLED = re.compile(r"\b(?:ORDER|NOTICE|SETTLEMENT|CONFERENCE)\b", re.IGNORECASE)
_RIGHT_HAND = 20
_IN_RE = re.compile(r"\s*in\s+(?:re\b:?|the\s+matter\s+of\b:?)", re.IGNORECASE)
_NOT_PARTY = re.compile(
    r"\b(?:Case|Docket|DOCKET|Civil\s+Action|Civ\.|No\.|Index|Order|ORDER|Judge|Hon\.|Court|COURT|District\s+of|"
    r"DISTRICT\s+OF|JUDGE|CHAMBERS|Chambers\s+of|PUBLICATION|Notice|USDC|DATE\s+FILED|DOC\b|ELECTRONICALLY|Filed)\b"
)


_NO_NAME = re.compile(r"[\W_xX]+|\([A-Z]{2,4}(?:[/-][A-Z]{2,4}){0,3}\)")
_ROLE_LAST = re.compile(r",\s*(?:Defendant|Respondent)s?(?:\(s\))?[.,]?$", re.IGNORECASE)
_SIDE_LABEL = re.compile(
    r"(?:(?P<left>Plaintiff|Petitioner)|Defendant|Respondent)(?:\(s\)|s)?(?:\s*/\s*(?:Petitioner|Respondent|Appell\w+)"
    r"(?:\(s\)|s)?)?\s*:\s*(?P<names>(?!.{0,90}\b(?:Esq|counsel|attorney|appear|represented)\b)\S.*)",
    re.IGNORECASE,
)
_JOINED_ROLE = re.compile(r"\b(Plaintiffs?[- ]Intervenor|Defendants?[- ]Intervenor)s?\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\d{1,5}\s+(?:[NSEW]\.?\s+)?[A-Z0-9][\w.' ]{2,40}\b(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|"
    r"Lane|Ln|"
    r"Way|Court|Place|Parkway|Highway)\b|[A-Z][A-Za-z. ]{2,25},\s+(?:[A-Z]{2}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s+\d{5}\b",
    re.IGNORECASE,
)
"""Where a party lives, which some courts want under its name."""
_DEBTOR = re.compile(r"\bdebtor", re.IGNORECASE)
_JOINS = re.compile(r"\bintervenor", re.IGNORECASE)
_PLAIN_ROLE = re.compile(r"plaintiff|defendant|petitioner|respondent", re.IGNORECASE)


def caption_of(document: Document) -> Caption:
    """The caption, from the lines above the order or from "A v. B" near the top."""
    document = replace(document, header=subjects_joined(document.header))
    spelled = lexicon(" ".join(each.text for each in document.sentences))
    for kind in (_in_lines, _labelled, on_one_line, _in_re):
        if found := kind(document, spelled):
            return found
    return Caption()


def _in_lines(document: Document, spelled: frozenset[str]) -> Caption | None:
    lines = left_lines(document.header.text)
    versus = next((index for index, line in enumerate(lines) if _VERSUS_LINE.match(line.text)), None)
    if versus is None:
        return None
    above, joining = _joining(_after_debtor(lines[_upper_start(lines, versus) : versus]))
    plaintiffs = _side(document, above, spelled, above)
    rest = lines[versus + 1 :]
    stop = next((index + (not ROLE_LINE.match(line.text)) for index, line in enumerate(rest) if line.role), None)
    if stop is None:
        stop = next((index for index, line in enumerate(rest) if _ROLE_LAST.search(line.text)), len(rest)) + 1
        stop = next((index for index, line in enumerate(rest[:stop]) if line.text and _ends_side(line.text)), stop)
    defendants = _side(document, rest[:stop], spelled, rest[: stop + 1])
    if not plaintiffs or not defendants:
        return None
    named = {_plain(name) for name in (*plaintiffs.names, *defendants.names)}
    others = [*_others(document, joining, spelled), *_others(document, rest[stop + 1 :], spelled)]
    return assembled(plaintiffs, defendants, [each for each in others if _plain(each.name) not in named])


def _after_debtor(lines: list[Line]) -> list[Line]:
    """The plaintiffs' lines of a proceeding within a bankruptcy, whose own caption stands above theirs."""
    debtor = next((index for index, line in enumerate(lines) if line.role and _DEBTOR.search(line.role)), None)
    rest = lines[debtor + 1 :] if debtor is not None else []
    return rest if any(_names_party(line.text) for line in rest) else lines


def _joining(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The plaintiffs' lines, and those of whoever joins beside them as an intervenor."""
    roles = [index for index, line in enumerate(lines) if line.role]
    start = next((roles[at - 1] + 1 for at, index in enumerate(roles) if at and _JOINS.search(lines[index].text)), None)
    return (lines, []) if start is None else (lines[:start], lines[start:])


def _labelled(document: Document, spelled: frozenset[str]) -> Caption | None:
    """From a form's lines that name each side after its role: "PLAINTIFF: ANA DOE"."""
    if VERSUS.search(document.header.text):
        return None
    sides: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in left_lines(document.header.text):
        label = _SIDE_LABEL.match(line.text)
        if label:
            current = sides.setdefault("left" if label["left"] else "right", [])
            place = line.start + document.header.text[line.start : line.end].find(line.text)
            line = replace(line, text=label["names"], start=place + label.start("names"), indent=0)  # noqa: PLW2901 - the line without its label
        elif not line.text or _NOT_PARTY.search(line.text) or ":" in line.text:
            current = None
        if current is not None:
            current.append(line)
    left, right = (_side(document, sides.get(each, []), spelled, []) for each in ("left", "right"))
    return assembled(left, right) if left and right else None


def _plain(name: str) -> str:
    """A name by which one party is known again under another role, as a defendant that brings in a third."""
    return re.sub(r"[\W_]+", " ", name).casefold().strip()


def _ends_party(line: str) -> bool:
    return bool(re.fullmatch(r"[-_=xX/\s]{3,}", line)) or bool(_NOT_PARTY.search(line))


def _ends_side(line: str) -> bool:
    """Whether a line where no role is printed is no longer the defendants': a rule, a number, or the order's title."""
    return _ends_party(line) or (line.isupper() and _TITLED.search(line) is not None)


def _upper_start(lines: list[Line], versus: int) -> int:
    for index in range(versus - 1, -1, -1):
        text = lines[index].text
        if lines[index].indent >= _RIGHT_HAND and (
            _TITLE_LINE.fullmatch(text) or _BENCH.match(text) or _stands_right(lines, index)
        ):
            continue
        if (
            re.fullmatch(r"[-_=\s]{3,}[xX:|)/]?", text)
            or _NOT_PARTY.search(text)
            or re.search(
                r"^(?:(?:IN\s+AND\s+)?FOR\s+(?:THE\s+)?)?COUNTY\s+OF\s+[A-Z ]+$|"
                r"^(?:IN\s+(?:AND\s+)?)?FOR\s+(?:THE\s+)?[A-Z .-]+\s+COUNTY(?:,\s+[A-Z ]+)?$|"
                r"\bDIVISION\b.{0,30}\bCOUNTY$|"
                r"(?:DISTRICT|District)\b.*(?:OF|of)\b|DIVISION$|Division$|^(?:DIVISION|Division)\s+(?:OF|of)\b",
                text,
            )
        ):
            return index + 1
    return 0


def _stands_right(lines: list[Line], index: int) -> bool:
    """Whether a line is of the title in the right-hand column, those above and below it standing far to its left."""
    if not _TITLED.search(lines[index].text):
        return False
    above = next((line for line in reversed(lines[:index]) if line.text and not line.role), None)
    below = next((line for line in lines[index + 1 :] if line.text and not line.role), None)
    return all(each is not None and each.indent <= lines[index].indent - _RIGHT_HAND for each in (above, below))


def _side(document: Document, lines: list[Line], spelled: frozenset[str], roles: list[Line]) -> Side | None:
    kept = [line for line in lines if _names_party(line.text)]
    if not kept:
        return None
    edge = min(line.indent for line in kept)
    kept = [line for line in kept if line.indent - edge < _RIGHT_HAND]
    text = " ".join(line.text for line in kept)
    source = document.source(document.header, kept[0].start, kept[-1].end)
    return side_of(text, source, spelled, several=_several(roles))


def _several(lines: list[Line]) -> bool | None:
    """Whether the role printed under the names is in the plural; ``None`` where there is none, or "Plaintiff(s)"."""
    role = next((match[0] for line in lines if line.role and (match := ROLE.search(line.role))), None)
    return None if role is None or role.endswith(")") else role.lower().endswith("s")


def _names_party(line: str) -> bool:
    return bool(line) and not (
        ROLE_LINE.match(line)
        or _ADDRESS.match(line)
        or _BENCH.match(line)
        or _TITLE_LINE.fullmatch(line)
        or _NO_NAME.fullmatch(line)
    )


def _others(document: Document, lines: list[Line], spelled: frozenset[str]) -> list[OtherParty]:
    others: list[OtherParty] = []
    pending: list[Line] = []
    broken = ""
    for line in lines:
        if ROLE_LINE.match(line.text) and not ROLE.search(line.text):
            broken = line.text
        elif ROLE_LINE.match(line.text):
            said, broken = f"{broken} {line.text}", ""
            role = _JOINED_ROLE.search(said) or ROLE.search(said)
            side = _side(document, pending, spelled, [line])
            if (
                role
                and not _PLAIN_ROLE.fullmatch(role[1])
                and side
                and not any(_NOT_PARTY.search(name) for name in side.names)
            ):
                others += (OtherParty(name, " ".join(role[1].split()).title()) for name in side.names)
            pending = []
        elif _VERSUS_LINE.match(line.text) or re.fullmatch(r"[-_=\s]{3,}[xX]?", line.text):
            pending = []
        elif line.text:
            pending.append(line)
    return others


def _in_re(document: Document, spelled: frozenset[str]) -> Caption | None:
    lines = left_lines(document.header.text)
    first = next((index for index, line in enumerate(lines) if _IN_RE.match(line.text)), None)
    if first is None:
        return None
    last = first
    if re.fullmatch(r"in\s+re:?", lines[first].text, re.IGNORECASE):
        last = next((index for index in range(first + 1, len(lines)) if lines[index].text), first)
    while last + 1 < len(lines) and _names_party(lines[last + 1].text) and not _NOT_PARTY.search(lines[last + 1].text):
        last += 1
    name = " ".join(line.text for line in lines[first : last + 1]).strip(" ,.;:")
    lead = "In re" if re.match(r"in\s+re", name, re.IGNORECASE) else "In the Matter of"
    source = document.source(document.header, lines[first].start, lines[last].end)
    return Caption(f"{lead} {cased(_IN_RE.sub('', name).strip(' :'), spelled)}", sources={"caption": source})
