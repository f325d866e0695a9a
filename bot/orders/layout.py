"""Where things stand in an order: caption, opening, numbered paragraphs, sentences, signature."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.domain.order import Paragraph, Source
from bot.orders.cleaning import Clean, clean
from bot.orders.instructions import set_apart
from bot.orders.numbering import Mark, marks

OPENING = "0"

_ROLE = (
    r"(?:(?:(?:Third|3rd|Fourth)[- ]Party\s+|Counter[- ]?|Cross[- ]?|Consolidated\s+|Nominal\s+|"
    r"Putative\s+|Intervenor[- ]?|Lead\s+){0,4}"
    r"(?:(?:Third|Fourth)[- ]Party\b|Plaintiff|Defendant|Petitioner|Respondent|Claimant|Intervenor|"
    r"Relator|Appellant|Appellee|Debtor|Movant|"
    r"Counterclaimant|Counterclaim\s+(?:Plaintiff|Defendant)|Garnishee|Interested\s+Part(?:y|"
    r"ies))(?:\(s\)|s|\(S\)|S)?(?:-in-Counterclaim)?)"
)
ROLE_LINE = re.compile(
    rf"^[\W_]*(?:{_ROLE})(?:\s*(?:[,/-]|and)\s*(?:{_ROLE}))*\s*(?:and|/)?\s*[.,;]?\s*(?:$|[):|§xX]|"
    rf"\s{{2,}}|-\s*(?:against|v))",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|shall|will|must|has|have|having|be|been|should|may|hereby|orders?|directs?|"
    r"refers?|schedules?|sets?|directed|requests?|write|setting|referring|granted|ordered|vacated|"
    r"adjourned)\b",
    re.IGNORECASE,
)
_ET_AL = re.compile(r",?\s*\bet\.?\s+als?\b\.?", re.IGNORECASE)
_RULE = re.compile(r"^[\s\-_=~*xX):|§.]+$")
_ADDRESS_OF_COURT = re.compile(
    r"^\s*[A-Z][A-Z .,'-]{3,60}, (?:U\.?S\.?|UNITED STATES|United States|Chief|"
    r"Magistrate)[^\n]{0,60}(?:Judge|JUDGE|J\.)\s*[:.]?\s*$"
)
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:IT IS )?(?:HEREBY )?SO ORDERED|(?:It is )?so ordered|So [Oo]rdered|"
    r"(?:DATED|Dated)[ ]+(?=[A-Z][a-z]+\.?[ ]\d)|[Tt]his[ ](?:the[ ])?\d{1,2}(?:st|nd|rd|th)[ ]day|(?:DONE|"
    r"Done)[ \t]+(?:AND|and)[ \t]+(?:ORDERED|Ordered|SIGNED)|(?:Dated?|DATED?|Entered|ENTERED|Signed|"
    r"SIGNED|Done|DONE|ORDERED)[ \t]*(?::|\bthis\b|\bon\b|\bat\b|\bin\b)|BY THE COURT|By the Court|"
    r"B[Yy] (?:ORDER OF|order of the Court)|/s/|[sS]/ ?[A-Z]|ENTER\s*:|Respectfully submitted"
    r"|[A-Z][A-Za-z.,' -]{3,50}\n[ \t]*(?:(?:UNITED|United)[ ](?:STATES|States)|U\.[ ]?S\.|"
    r"Chief)[ ](?:MAGISTRATE|Magistrate|DISTRICT|District)[ ]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?[ ]\d{1,2},[ ]\d{4}[ \t]*$"
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
_ENDING = re.compile(r"[.!?:;][\"')\]]*\s*$")
_KEY = re.compile(r"^\s*(?:[A-Z][A-Za-z]*(?:[ /&-][A-Za-z]+){0,4})\s*:\s+\S")
_ENTRY = re.compile(
    r"(?:^|[)|:]|[ \t]{3})[ \t]*((?:(?:Settlement[ ]+)?(?:Conference[ ]+)?(?:Date(?:[ ]+and[ ]+Time|"
    r"/Time)?|Time|Place|Location|Courtroom|Platform|Method|Format|When|Where)|"
    r"Settlement[ ]+Conference)[ \t]*:[^\n]{2,160})",
    re.MULTILINE | re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:\b(?:to|by|of|the|and|at|for|on|in|or|an?|with|than|from|before|after|shall|must|will|may|be|is|are|no|not|each|any|all|that|"
    r"which|this|its|their|United States|Magistrate|Judge|least|later|within)|[a-z],)[ \t]*$"
)
_BULLET = re.compile(r"^\s*(?:•|o\s|-\s|\([a-zA-Z0-9]{1,4}\)\s|[a-z]\.\s|\d{1,2}[.)]\s|[ivx]{1,5}\.\s)")
_CAPS_LINE = re.compile(r"^[^a-z]*[A-Z]{3}[^a-z]*$")
_SHORT_FORMS = (
    r"(?:No|Nos|v|vs|Inc|Ltd|Corp|Co|Bros|Mr|Mrs|Ms|Dr|Hon|Mag|Magis|Dist|Ct|St|Ave|Blvd|Rm|Fl|Ste|Jan|"
    r"Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
    r"|Dkt|Doc|Ex|Exs|Civ|Crim|Fed|R|P|Evid|L|et|al|Esq|Jr|Sr|e\.g|i\.e|cf|U\.S|U\.S\.C|D\.C|N\.Y|S|N|E|W|"
    r"pp|para|Sec|Art|Tel|ext|Pt|Pg|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|approx|J|[A-Z])"
)
_SENTENCE_END = re.compile(r"[.!?][\"')\]]{0,3} (?=[\"'(\[]?[A-Z0-9•])")
_ABBREVIATED = re.compile(rf"(?:^|[\s(\".]){_SHORT_FORMS}\.$")
_MERIDIEM = re.compile(r"[ap]\.\s?m\.$", re.IGNORECASE)
_STARTER = re.compile(
    r"[\"'(\[]?(?:The|All|Counsel|Each|Part(?:y|ies)|No|Any|It|If|By|This|These|Both|Failure|Absent|"
    r"Unless|Plaintiffs?|Defendants?|At|A|An|In|Should|Such|On|Only|"
    r"Dial|Please|Letters?|There|They|Participants|Persons?|Prior|Within|Two|One|Not|Counsels?|Attendance|"
    r"SO|IT|Before|To|Every|When|Where|Join|You|Magistrate|Settlement|Ex|\d{1,2}\. )\b"
)
_MAX_HEADING_WORDS = 9
_LONGEST_HEADER = 12_000
_LONGEST_SENTENCE = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence on one line, with the paragraph it stands in."""

    flow: Clean
    paragraph: str
    heading: str

    @property
    def text(self) -> str:
        """The sentence as patterns see it."""
        return self.flow.text

    def source(self, start: int = 0, end: int | None = None) -> Source:
        """The words as the order prints them."""
        return Source(self.flow.words(start, end), self.paragraph)


@dataclass(frozen=True, slots=True)
class Document:
    """An order taken apart. ``header`` and ``closing`` keep their lines; the body is sentences."""

    original: str
    whole: Clean
    header: Clean
    closing: Clean
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    entries: tuple[Sentence, ...] = ()
    """Lines of the header such as "Date: December 13, 2023", where a time stands beside them."""
    instructions: tuple[Sentence, ...] = ()
    """Sentences aimed at a bot. Nothing is read from them."""
    request: tuple[Sentence, ...] = ()
    """What a party asked, where the order is an endorsement under its letter. It sets nothing."""

    def source(self, part: Clean, start: int, end: int) -> Source:
        """Words of the header or the closing, which carry no number."""
        return Source(part.words(start, end), OPENING)

    @property
    def texts(self) -> tuple[str, ...]:
        """The title, every sentence and the closing, one by one, for questions about the whole."""
        return (self.header.text, *(each.text for each in self.sentences), self.closing.text)

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.texts)


def lay_out(original: str) -> Document:
    """Take a document's text apart. Anything unnumbered, before or after, counts as the opening, "0"."""
    whole = clean(original)
    request, endorsed = _request(whole.text)
    start = endorsed or min(_body_start(whole.text), _LONGEST_HEADER)
    end = _body_end(whole.text, start)
    header, body, closing = whole.cut(0, request or start), whole.cut(start, end), whole.cut(end, len(whole.text))
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for mark, piece in _numbered(body):
        heading, rest = _heading(mark, piece)
        number = mark.label if mark else OPENING
        if piece.text.strip():
            paragraphs.append(Paragraph(number, heading, piece.words()))
        sentences += (Sentence(flow, number, heading) for flow in sentences_of(rest))
    own, aimed = set_apart(sentences)
    entries, more = set_apart(_entries(header))
    return Document(
        original,
        whole,
        header,
        closing,
        tuple(paragraphs),
        tuple(own),
        tuple(entries),
        (*aimed, *more),
        _asked(whole.cut(request, endorsed)),
    )


def _request(text: str) -> tuple[int, int]:
    """Where a letter to the court begins and where the court's endorsement under it does; zeros where there is none."""
    letter = _LETTER.search(text)
    endorsement = _ENDORSED.search(text, letter.end()) if letter else None
    return (letter.start(), endorsement.start()) if letter and endorsement else (0, 0)


def _asked(letter: Clean) -> tuple[Sentence, ...]:
    return tuple(Sentence(flow, OPENING, "") for flow in sentences_of(letter))


def _entries(header: Clean) -> tuple[Sentence, ...]:
    """The header's conference lines, such as "Date: December 13, 2023", taken only where an hour is among them."""
    found = [header.cut(match.start(1), match.end()).flow() for match in _ENTRY.finditer(header.text)]
    named = any(re.match(r"(?i)settlement|conference", each.text) for each in found)
    return (
        tuple(Sentence(each, OPENING, "") for each in found)
        if named or any(re.match(r"(?i)time", each.text) for each in found)
        else ()
    )


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line), line
        start += len(line) + 1


def _body_start(text: str) -> int:
    """Where prose begins: after the last line naming only a party's role, at the first line that says something."""
    after = _last_role_end(text[:_LONGEST_HEADER])
    for start, end, line in _lines(text):
        if start < after or _RULE.match(line):
            continue
        if _ADDRESS_OF_COURT.match(line):
            return end
        if _is_prose(line, text[start : start + 400]):
            return start
    return after


def _last_role_end(head: str) -> int:
    last = 0
    for start, end, line in _lines(head):
        if ROLE_LINE.match(line):
            last = end
        elif last and _is_prose(line, head[start : start + 400]):
            break
    return last


def _is_prose(line: str, ahead: str) -> bool:
    words = _ET_AL.sub("", line).split()
    small = sum(1 for word in words if word[:1].islower())
    if len(words) < 4 or small < 2:  # noqa: PLR2004 - a title has few words and hardly a small one
        return False
    return bool(_VERB.search(line) or (small >= len(words) / 2 and _VERB.search(ahead)))


def _body_end(text: str, start: int) -> int:
    found = [match.start() for match in _CLOSING.finditer(text, start)]
    near_end = [place for place in found if len(text) - place < 2500]  # noqa: PLR2004 - a signature block is short
    inline = re.search(r"(?:(?<=[.;] )|(?<=[.;]  ))(?:IT IS )?SO ORDERED\b", text[start:])
    places = near_end[:1] + ([start + inline.start()] if inline else [])
    return min(places, default=len(text))


def _numbered(body: Clean) -> Iterator[tuple[Mark | None, Clean]]:
    found = marks(body.text)
    first = found[0].start if found else len(body.text)
    yield None, body.cut(0, first)
    for mark, following in zip_longest(found, found[1:]):
        yield mark, body.cut(mark.start, following.start if following else len(body.text))


def _heading(mark: Mark | None, piece: Clean) -> tuple[str, Clean]:
    """The heading of a numbered paragraph, and the paragraph without its number and heading."""
    if mark is None:
        return "", piece
    rest = piece.cut(mark.end - mark.start, len(piece.text))
    match = re.match(r"\s*([A-Z\"'][^.:\n]{2,80}(?:\n[^.:\n]{1,40})?)(?:[.:](?=\s)(?:\s+-+)?|\s+-+|\n)\s*", rest.text)
    if match and _is_heading(match[1]):
        return " ".join(match[1].split()), rest.cut(match.end(), len(rest.text))
    return "", rest


def _is_heading(text: str) -> bool:
    return len(text.split()) <= _MAX_HEADING_WORDS and not _VERB.search(text)


def sentences_of(piece: Clean) -> list[Clean]:
    """The sentences of a stretch of text: wrapped lines joined, list items, entries and titles kept apart."""
    return [part for start, end in _blocks(piece.text) for part in _split(piece.cut(start, end).flow())]


def _blocks(text: str) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    broken = True
    previous = ""
    for start, end, line in _lines(text):
        if not line.strip() or _RULE.match(line):
            broken = True
            continue
        if blocks and not _starts_block(line, previous, broken=broken):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        broken, previous = False, line
    return blocks


def _starts_block(line: str, previous: str, *, broken: bool) -> bool:
    if _BULLET.match(line) or (_KEY.match(line) and (broken or _KEY.match(previous) or _ENDING.search(previous))):
        return True
    if _is_title(previous) and not _is_title(line):
        return True
    if broken:
        return bool(_ENDING.search(previous)) or not (line.lstrip()[:1].islower() or _UNFINISHED.search(previous))
    return _is_title(line) and not _is_title(previous)


def _is_title(line: str) -> bool:
    return bool(_CAPS_LINE.match(line)) and 1 <= len(line.split()) <= _MAX_HEADING_WORDS and not re.search(r"\d", line)


def _split(flow: Clean) -> Sequence[Clean]:
    text = flow.text
    parts: list[Clean] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end() - 1
        before = text[max(start, end - 14) : match.start() + 1]
        following = text[match.end() : match.end() + 16]
        if (_ABBREVIATED.search(before) or _MERIDIEM.search(before)) and not (
            _MERIDIEM.search(before) and _STARTER.match(following)
        ):
            continue
        parts.append(flow.cut(start, end))
        start = match.end()
    parts.append(flow.cut(start, len(text)))
    return [piece for part in parts for piece in _bounded(part) if piece.text.strip()]


def _bounded(part: Clean) -> list[Clean]:
    """A sentence no longer than sentences are: patterns are only ever tried on so much at once."""
    pieces: list[Clean] = []
    while len(part.text) > _LONGEST_SENTENCE:
        end = part.text.rfind(" ", 1, _LONGEST_SENTENCE) + 1 or _LONGEST_SENTENCE
        pieces.append(part.cut(0, end))
        part = part.cut(end, len(part.text))
    return [*pieces, part]
