"""Where things stand in an order: caption, opening, numbered paragraphs, sentences, signature."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.domain.order import Paragraph, Source
from bot.orders.cleaning import Clean, clean
from bot.orders.instructions import set_apart
from bot.orders.numbering import Mark, marks
from bot.orders.regions import RULE, VERB, body_end, body_start, docket_text, lines, request
from bot.orders.scans import is_scan, unscanned
from bot.orders.tables import ROW, ROW_ENDS, with_rows
from bot.orders.vocabulary import words

OPENING = "0"

_ENDING = re.compile(r"[.!?:;][\"')\]]*\s*$")
_KEY = re.compile(r"^\s*(?:[A-Z][A-Za-z]*(?:[ /&-][A-Za-z]+){0,4})\s*:\s+\S")
_CAPS_KEY = re.compile(r"^\s*[A-Z]{3,}(?:[ /&-][A-Z]+){0,4}\s*:\s+\S")
_ENTRY = re.compile(
    r"(?:^|[)|:]|[ \t]{3})[ \t]*((?:(?:Settlement[ ]+)?(?:Conference[ ]+)?(?:Date(?:[ ]+and[ ]+Time|"
    r"/Time)?|Time|Hour|Place|Location|Courtroom|Platform|Method|Format|When|Where)|"
    r"Settlement[ ]+Conference)[ \t]*:[^\n]{2,160})",
    re.MULTILINE | re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:\b(?:to|by|of|the|and|at|for|on|in|or|an?|with|than|from|before|after|shall|must|will|may|be|is|are|no|not|"
    r"each|any|all|that|"
    r"which|this|its|their|United States|Magistrate|Judge|least|later|within)|[a-z],)[ \t]*$"
)
_BULLET = re.compile(r"^\s*(?:•|o\s|-\s|\([a-zA-Z0-9]{1,4}\)\s|[a-z]\.\s|\d{1,2}[.)]\s|[ivx]{1,5}\.\s)")
_ITEM_WITHIN = re.compile(r"\w\W{0,2}\s\([a-z0-9]{1,3}\)\s")
"""An item of a list that runs on in its sentence, as the next one does."""
_SPELLED_OUT = re.compile(rf"\b(?:{'|'.join(words('numbers'))}|twenty|thirty|forty|fifty|sixty)[ \t]*$", re.IGNORECASE)
"""A line that ends in a number, whose figures in brackets may open the next."""
_CAPS_LINE = re.compile(r"^[^a-z]*[A-Z]{3}[^a-z]*$")
_SHORT_FORMS = (
    r"(?:No|Nos|v|vs|Inc|Ltd|Corp|Co|Bros|Mr|Mrs|Ms|Dr|Hon|Mag|Magis|Dist|Ct|St|Ave|Blvd|Rm|Fl|Ste|Jan|"
    r"Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
    r"|Dkt|Doc|Ex|Exs|Civ|Crim|Fed|R|P|Evid|L|et|al|Esq|Jr|Sr|e\.g|i\.e|cf|U\.S|U\.S\.C|D\.C|N\.Y|S|N|E|W|"
    r"pp|para|Sec|Art|Tel|ext|Pt|Pg|Dept|Ctrm|Bldg|Hwy|Pkwy|Rd|Pl|Sq|Ext|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|approx|J|[A-Z])"
)
_SENTENCE_END = re.compile(r"[.!?][\"')\]]{0,3} (?=[\"'(\[]?[A-Z0-9•]|\([a-z]{1,3}\) )")
_ABBREVIATED = re.compile(rf"(?:^|[\s(\".]){_SHORT_FORMS}\.$")
_MERIDIEM = re.compile(r"[ap]\.\s?m\.$", re.IGNORECASE)
_STARTER = re.compile(
    r"[\"'(\[]?(?:The|All|Counsel|Each|Part(?:y|ies)|No|Any|It|If|By|This|These|Both|Failure|Absent|"
    r"Unless|Plaintiffs?|Defendants?|At|A|An|In|Should|Such|On|Only|"
    r"Dial|Please|Letters?|There|They|Participants|Persons?|Prior|Within|Two|One|Not|Counsels?|Attendance|"
    r"SO|IT|Before|To|Every|When|Where|Join|You|Magistrate|Settlement|Ex|"
    r"Place|Location|Where|Courtroom(?=:)|Pre-conference|Confidential|Trial|Lead|Statements?|\d{1,2}\. )\b"
)
_CARRIED_ON = re.compile(
    r"\(?(?:Eastern|Central|Mountain|Pacific|Alaska|Hawaii|Atlantic|Local|Standard|Daylight|Arizona|Prevailing|"
    r"Court(?:room|house)|"
    r"Ctrm|Room|Dept|Department|Suite|Chambers|United|Federal|Judge|Hon|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b"
)
"""What may stand right after an hour without beginning a sentence."""
_CAPITAL = re.compile(r"[\"'(\[]?[A-Z][a-z]{2}")
_MAX_HEADING_WORDS = 9
_LONGEST_SENTENCE = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence on one line, with the paragraph it stands in."""

    flow: Clean
    paragraph: str
    heading: str
    block: int = 0
    """Where its block of text begins, which tells blocks apart."""

    @property
    def text(self) -> str:
        """The sentence as patterns see it."""
        return self.flow.text

    def source(self, start: int = 0, end: int | None = None) -> Source:
        """The words as the order prints them."""
        return Source(self.flow.words(start, end), self.paragraph)


@dataclass(frozen=True, slots=True, eq=False)
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
    docket_text: bool = False
    """Whether the text is the clerk's notice of a docket entry, which begins like an e-mail."""
    scanned: bool = False
    """Whether letters and figures were mistaken for one another, as in a poor scan."""

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
    printed = clean(original)
    whole = unscanned(printed)
    letter, endorsed = request(whole.text)
    noticed = docket_text(whole.text)
    start = endorsed or noticed or body_start(whole.text)
    end = body_end(whole.text, start)
    header, body, closing = whole.cut(0, letter or start), whole.cut(start, end), whole.cut(end, len(whole.text))
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for mark, piece in _numbered(body):
        heading, rest = _heading(mark, piece)
        number = mark.label if mark else OPENING
        if piece.text.strip():
            paragraphs.append(Paragraph(number, heading, piece.words()))
        sentences += (Sentence(flow, number, heading, block) for block, flow in sentences_of(with_rows(rest)))
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
        _asked(whole.cut(letter, endorsed)),
        noticed > 0,
        is_scan(printed, whole),
    )


def _asked(letter: Clean) -> tuple[Sentence, ...]:
    return tuple(Sentence(flow, OPENING, "", block) for block, flow in sentences_of(letter))


def _entries(header: Clean) -> tuple[Sentence, ...]:
    """The header's conference lines, such as "Date: December 13, 2023", taken only where an hour is among them."""
    found = [header.cut(match.start(1), match.end()).flow() for match in _ENTRY.finditer(header.text)]
    named = any(re.match(r"(?i)settlement|conference", each.text) for each in found)
    return (
        tuple(Sentence(each, OPENING, "", each.at[0]) for each in found)
        if named or any(re.match(r"(?i)time", each.text) for each in found)
        else ()
    )


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
    return len(text.split()) <= _MAX_HEADING_WORDS and not VERB.search(text)


def sentences_of(piece: Clean) -> list[tuple[int, Clean]]:
    """The sentences of a stretch of text, each with where its block begins.

    Wrapped lines are joined; list items, entries and titles are kept apart.
    """
    found: list[tuple[int, Clean]] = []
    for start, end in _blocks(piece.text):
        found += ((piece.at[start], part) for part in _split(piece.cut(start, end).flow()))
    return found


def _blocks(text: str) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    broken = True
    previous = ""
    for start, end, line in lines(text):
        if not line.strip() or RULE.match(line):
            broken = True
            continue
        if blocks and not _starts_block(line, previous, broken=broken):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        broken, previous = False, line
    return blocks


def _starts_block(line: str, previous: str, *, broken: bool) -> bool:
    if ROW.match(line) or ROW.match(previous):
        return broken or not _carries_on(line, previous)
    if ROW_ENDS.search(previous) and line.lstrip()[:1].isupper():
        return True
    within = not broken and _ITEM_WITHIN.search(previous) is not None and not _ENDING.search(previous)
    if (_BULLET.match(line) and not within and not _SPELLED_OUT.search(previous)) or (
        _KEY.match(line) and (broken or _CAPS_KEY.match(line) or _KEY.match(previous) or _ENDING.search(previous))
    ):
        return True
    if _is_title(previous) and not _is_title(line):
        return True
    if broken:
        return bool(_ENDING.search(previous)) or not (line.lstrip()[:1].islower() or _UNFINISHED.search(previous))
    return _is_title(line) and not _is_title(previous)


def _carries_on(line: str, previous: str) -> bool:
    """Whether a line only goes on with what is named on the one before it, as the cells of a narrow table do."""
    ended = _ENDING.search(previous) and not _MERIDIEM.search(previous.rstrip())
    return line.lstrip()[:1].islower() and not ended


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
            _MERIDIEM.search(before) and _begins(following)
        ):
            continue
        parts.append(flow.cut(start, end))
        start = match.end()
    parts.append(flow.cut(start, len(text)))
    return [piece for part in parts for piece in _bounded(part) if piece.text.strip()]


def _begins(following: str) -> bool:
    """Whether what stands after an hour begins a sentence."""
    new = _CAPITAL.match(following) is not None and not _CARRIED_ON.match(following)
    return new or _STARTER.match(following) is not None


def _bounded(part: Clean) -> list[Clean]:
    """A sentence no longer than sentences are: patterns are only ever tried on so much at once."""
    pieces: list[Clean] = []
    while len(part.text) > _LONGEST_SENTENCE:
        end = part.text.rfind(" ", 1, _LONGEST_SENTENCE) + 1 or _LONGEST_SENTENCE
        pieces.append(part.cut(0, end))
        part = part.cut(end, len(part.text))
    return [*pieces, part]
