"""Which stretch of an order is its caption, which its prose, which its signature."""

import re
from collections.abc import Iterator

_ROLE = (
    r"(?:(?:(?:Third|3rd|Fourth)[- ]Party\s+|Counter[- ]?|Cross[- ]?|Consolidated\s+|Nominal\s+|"
    r"Putative\s+|Intervenor[- ]?|Lead\s+){0,4}"
    r"(?:(?:Third|Fourth)[- ]Party\b|Plaintiff|Defendant|Petitioner|Respondent|Claimant|Intervenor|"
    r"Relator|Appellant|Appellee|Debtor|Movant|"
    r"Counterclaimant|Counterclaim\s+(?:Plaintiff|Defendant)|Garnishee|Interested\s+Part(?:y|"
    r"ies))(?:\(s\)|s|\(S\)|S)?(?:-in-Counterclaim)?)"
)
ROLE_LINE = re.compile(
    rf"^[\W_]*(?:{_ROLE})(?:\s*(?:[,/-]|and)\s*(?:{_ROLE}))*\s*(?:(?:and|/)?\s*|/\s*(?:Counter-?claim|Counter|"
    rf"Cross-?claim|Cross|Third[- ]Party|Consolidated)-?\s*)[.,;]?\s*(?:$|[):|§xX]|"
    rf"\s{{2,}}|-\s*(?:against|v))",
    re.IGNORECASE,
)
VERSUS_LINE = re.compile(r"^[\W_]*(?:v|vs|versus|against)(?:[\W_]*$|[\W_]*\s[):|§*]|\.?\s{4,})", re.IGNORECASE)
_MAIL_LINE = re.compile(
    r"^[ \t]*(From|To|Cc|Bcc|Date|Sent|Subject|Importance|Attachments?|Reply-To)[ \t]*:", re.IGNORECASE
)
_COLUMNED = re.compile(r"\s[:)|§*][ \t]*$|[ ]{2,}[:)|§*][ ]{2,}")
"""A line of a caption's left-hand column, with the rule that parts it from the right-hand one."""
VERB = re.compile(
    r"\b(?:is|are|was|were|shall|will|must|has|have|having|be|been|should|may|hereby|orders?|directs?|"
    r"refers?|schedules?|sets?|directed|requests?|write|setting|referring|granted|ordered|vacated|"
    r"adjourned)\b",
    re.IGNORECASE,
)
_ET_AL = re.compile(r",?\s*\bet\.?\s+als?\b\.?", re.IGNORECASE)
RULE = re.compile(r"^[\s\-_=~*xX):|§.]+$")
_ADDRESS_OF_COURT = re.compile(
    r"^\s*[A-Z][A-Z .,'-]{3,60}, (?:U\.?S\.?|UNITED STATES|United States|Chief|"
    r"Magistrate)[^\n]{0,60}(?:Judge|JUDGE|J\.)\s*[:.]?\s*$"
)
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:IT IS )?(?:HEREBY )?SO ORDERED|(?:It is )?so (?:ordered|ORDERED)|So [Oo]rdered|"
    r"(?:DATED|Dated|ENTERED|Entered|Signed|SIGNED)[ ]+(?=[A-Z][a-z]+\.?[ ]\d)|[Tt]his[ ](?:the[ ])?\d{1,2}(?:st|nd|"
    r"rd|th)[ ]day|"
    r"(?:DONE|Done)[ \t]+(?:AND|and)[ \t]+(?:ORDERED|Ordered|SIGNED)|(?:Dated?|DATED?|Entered|ENTERED|Signed|"
    r"SIGNED|Done|DONE|ORDERED)[ \t]*(?::(?![^\n]{0,80}\n[ \t]*(?i:time|subject|to|cc|from)\b)|"
    r"\bthis\b|\bon\b|\bat\b|\bin\b)|BY THE COURT|By the Court|"
    r"B[Yy] (?:ORDER OF|order of the Court)|/s/|[sS]/ ?[A-Z]|ENTER\s*:|Respectfully submitted"
    r"|[A-Z][A-Za-z.,' -]{3,50}\n[ \t]*(?:(?:UNITED|United)[ ](?:STATES|States)|U\.[ ]?S\.|"
    r"Chief)[ ](?:MAGISTRATE|Magistrate|DISTRICT|District)[ ]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?[ ]\d{1,2},[ ]\d{4}[ \t]*$"
    r"|[A-Z][A-Za-z. ]{2,25},[ ][A-Z][A-Za-z ]{2,20},[ ](?=[A-Z][a-z]{2,8}\.?[ ]\d{1,2},[ ]\d{4}\.?[ \t]*$)"
    r"|In[ ][A-Z][A-Za-z ]{2,20},[ ][A-Z][A-Za-z ]{2,20},[ ]this\b)",
    re.MULTILINE,
)
_LETTER = re.compile(r"^[ \t]*Dear[ ](?:Magistrate[ ]|Chief[ ])?(?:Judge|Hon)", re.MULTILINE)
_ENDORSED = re.compile(
    r"^[ \t]*(?:(?:The[ ])?(?:APPLICATION|Application|application|REQUEST|Request|request|MOTION|Motion|"
    r"motion)[ ](?:IS[ ]|is[ ])?(?:hereby[ ])?(?:GRANTED|granted|DENIED|denied)"
    r"|GRANTED\b|DENIED\b|Granted\b|ENDORSEMENT|MEMO(?:RANDUM)?[ ]ENDORSE|(?:IT[ ]IS[ ])?SO[ ]ORDERED)",
    re.MULTILINE,
)
_DOCKET_TEXT = re.compile(r"^[ \t]*Docket[ ]Text:[ \t]*\n?", re.MULTILINE | re.IGNORECASE)
_ELECTRONIC = re.compile(
    r"\bNotice\s+of\s+Electronic\s+Filing\b|\btransaction\s+was\s+(?:entered|received)\b", re.IGNORECASE
)
_CAPS_VERB = re.compile(r"\b(?:IS|ARE|SHALL|WILL)\s+(?:\w+\s+){0,3}?(?:SET|SCHEDULED|HELD|APPEAR|ORDERED|BE)\b")
_SETS = re.compile(
    r"\bconference\s+(?:is|will|shall)\b|\b(?:will|shall)\s+(?:hold|conduct)\b|\b(?:part(?:y|ies)|plaintiffs?|"
    r"defendants?|counsel|"
    r"letters?|statements?)\s+(?:shall|must|will)\b",
    re.IGNORECASE,
)
_LONGEST_HEADER = 12_000
_LONGEST_CLOSING = 2_500
_AHEAD = 400


def lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Each line with where it starts and ends."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line), line
        start += len(line) + 1


def request(text: str) -> tuple[int, int]:
    """Where a letter to the court begins and where the court's endorsement under it does; zeros where there is none."""
    letter = _LETTER.search(text)
    endorsement = _ENDORSED.search(text, letter.end()) if letter else None
    return (letter.start(), endorsement.start()) if letter and endorsement else (0, 0)


def docket_text(text: str) -> int:
    """Where the docket's own words begin in a clerk's electronic notice; zero where the text is no such notice."""
    found = _DOCKET_TEXT.search(text)
    return found.end() if found and _ELECTRONIC.search(text, 0, found.start()) else 0


def body_start(text: str) -> int:
    """Where prose begins: after the last line naming only a party's role, at the first line that says something."""
    head = text[:_LONGEST_HEADER]
    after = max(_last_role_end(head), _versus_end(head), _mail_end(head))
    for start, end, line in lines(text[:_LONGEST_HEADER]):
        if start < after or RULE.match(line):
            continue
        if _ADDRESS_OF_COURT.match(line):
            return end
        if _is_prose(line, text, start):
            return start
    return after


def _last_role_end(head: str) -> int:
    last, previous = 0, ""
    for start, end, line in lines(head):
        if ROLE_LINE.match(line) and not _ends_sentence(line, previous):
            last = end
        elif last and _is_prose(line, head, start):
            break
        previous = line
    return last


def _ends_sentence(line: str, previous: str) -> bool:
    """Whether a role is the last word of a sentence begun above it: "... deliver an offer to", "plaintiff."."""
    return line.lstrip()[:1].islower() and bool(re.search(r"[a-z]\s*$", previous))


def _versus_end(head: str) -> int:
    """Where the line that only says "v." ends, with no prose above it; zero where there is none."""
    for start, end, line in lines(head):
        if VERSUS_LINE.match(line):
            return end
        if _is_prose(line, head, start) and VERB.search(line) and not _COLUMNED.search(line):
            return 0
    return 0


def _mail_end(head: str) -> int:
    """Where the lines above an e-mail end ("From: ...", "Subject: ..."); zero where there are none."""
    last, told = 0, set()
    for _, end, line in lines(head):
        key = _MAIL_LINE.match(line)
        if key:
            last = end
            told.add(key[1].lower())
        elif line.strip():
            break
    return last if "subject" in told and len(told) > 1 else 0


def _is_prose(line: str, text: str, start: int) -> bool:
    words = _ET_AL.sub("", line).split()
    if line.isupper() and _CAPS_VERB.search(line) and re.search(r"\d", line):
        return True
    if _COLUMNED.search(line):
        return False
    small = sum(1 for word in words if word[:1].islower())
    if len(words) < 4 or small < 2:  # noqa: PLR2004 - a title has few words and hardly a small one
        return False
    return bool(VERB.search(line) or (small >= len(words) / 2 and VERB.search(_ahead(text, start))))


def _ahead(text: str, start: int) -> str:
    """What follows on, up to a party's role: a line before that is still the caption's."""
    place = start
    for begin, _, line in lines(text[start : start + _AHEAD]):
        if ROLE_LINE.match(line):
            break
        place = start + begin + len(line)
    return text[start:place]


def body_end(text: str, start: int) -> int:
    """Where prose ends and the signature begins: at the first closing words after which nothing is set or commanded."""
    found = [match.start() for match in _CLOSING.finditer(text, start)]
    near_end = [place for place in found if len(text) - place < _LONGEST_CLOSING]
    last = next((place for place in near_end if not _SETS.search(text, place)), None)
    inline = re.search(r"(?:(?<=[.;] )|(?<=[.;]  ))(?:IT IS )?SO ORDERED\b", text[start:])
    places = ([last] if last is not None else near_end[-1:]) + ([start + inline.start()] if inline else [])
    return min(places, default=len(text))
