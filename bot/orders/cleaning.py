"""Text made fit for reading, without losing the way back to the words as they stood.

Patterns are matched against the clean text; what is quoted is always a slice of the original. So every quotation is
found, letter for letter, in the text that was handed in.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣-", "-"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
        **dict.fromkeys("•▪●◦‣·■□➢", "•"),
        "∶": ":",
        "@": "@",
    }
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "..."}
_PIECES = re.compile("[ﬀ-ﬆ…]|\r\n?|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x1f\x7f]")

_STAMP_BODY = (
    r"(?:USDC\s+[A-Z]{2}/[A-Z]{2,3}\s+)?(?:[Cc]ase|CASE)(?:\s+No\.)?:?\s+\d{0,2}:?\d\d-[a-z]{2}-[\w().-]{1,30}\s+"
    r"(?:(?:[Dd]ocument|Doc\.?|Dkt\.?|ECF|No\.?|#:?|[Ff]iled:?|Entered:?|on|FLSD|Docket|USDC(?:\s+[A-Z][a-z]{2,12})?|[A-Z]{4}|"
    r"PageID\.?\d*"
    r"|[\d/.,#:-]{1,14})[\s,]+){1,14}"
    r"(?:[Pp]age|[Pp]g\.?):?\s+\d{1,4}\s+of\s+\d{1,4}(?:\s*Page\s?ID\s*[#.:]*\s*\d{0,7})?"
)
STAMP = re.compile(_STAMP_BODY)
_FOOTER = re.compile(
    r"^[ \t]*(?:-[ \t]?\d{1,3}[ \t]?-|\[?\d{1,3}\]?|[Pp](?:age|AGE)[ \t]+\d{1,3}(?:[ \t]+(?:of|OF|"
    r"/)[ \t]+\d{1,3})?|\d{1,3}[ \t]+(?:of|OF|/)[ \t]+\d{1,3}|-{1,2}[ \t]*\d{1,3}[ \t]*-{1,2}|"
    r"[A-Z][A-Z ,'&-]{2,60}[ ]-[ ](?:PAGE[ ]|Page[ ])?\d{1,3})[ \t]*$",
    re.MULTILINE,
)
_STATE_STAMP = re.compile(
    r"^[ \t]*(?:FILED:[ ][A-Z ]{3,30}COUNTY[ ]CLERK\b|NYSCEF[ ]DOC\.[ ]NO\.|E-?FILED[ ](?:IN|"
    r"BY)\b[^a-z\n]{3,60}\d)[^\n]*$",
    re.MULTILINE,
)
"""What a state's filing system prints over each page. The first may name what nothing else does, and is kept."""
_MARGIN = re.compile(
    r"^[ \t]*United[ ]States[ ]District[ ]Court[ \t]*\n[ \t]*(?:for[ ]the[ ])?(?:(?:Northern|Southern|Eastern|"
    r"Western|Middle|Central)[ ])?"
    r"District[ ]of[ ][A-Z][A-Za-z ]{3,20}$",
    re.MULTILINE | re.IGNORECASE,
)
"""The court's name as pleading paper prints it up the margin of each page."""
_CHAT_LINK = re.compile(r"<(?:mailto:|https?://|tel:)[^|<>\n]{1,300}\|([^<>\n]{1,300})>")
_MARKUP = re.compile(
    r"\*+|^[ \t]*#{1,6}[ \t]+|^[ \t]*>[ \t]?|\\(?=[*_#.()\[\]&-])|(?<![\w_])_{1,2}(?=\w)|(?<=\w)_{1,2}(?![\w_])",
    re.MULTILINE,
)
_TICKED = re.compile(r"^([ \t]*)(?:_{1,8}[ \t]?[xX✓✔][ \t]?_{0,8}|☒|☑)(?=[ \t])", re.MULTILINE)
"""A box with a cross in it, as forms print one."""
_KEPT_HYPHEN = r"(?:non|ex|self|pre|post|co|so|cross|third|follow|sub|re|meet|settlement|in|court|full|video|e)"
_BROKEN_WORD = re.compile(
    rf"(?<![A-Za-z-])(?!{_KEPT_HYPHEN}-)([A-Za-z]{{2,20}})-[ \t]*\n(?:[ \t]*\n)?[ \t]*(?=[a-z]{{2}})"
)
_BROKEN_HYPHEN = re.compile(
    r"(?<=[A-Za-z0-9])(?<!-against)(?<!-AGAINST)(?<!-v)(?<!-V)(?<!-vs)-[ \t]*\n(?:[ \t]*\n)?[ \t]*(?=[A-Za-z0-9])"
)
_FRAME = re.compile(r"^[ \t]*\+[-=+]{5,}\+[ \t]*$", re.MULTILINE)
_FRAMED = re.compile(r"^[ \t]*\|(?![ \t]*-)|\|[ \t]*$", re.MULTILINE)
_WIDE_SPACE = re.compile(r"[ \t]{80,}")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){3,}")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, eq=False)
class Clean:
    """Clean text whose every character knows its place in the original."""

    text: str
    at: Sequence[int] = field(repr=False)
    original: str = field(repr=False)

    def words(self, start: int = 0, end: int | None = None) -> str:
        """The original's words behind ``text[start:end]``, without space at either end."""
        end = len(self.text) if end is None else end
        if start >= end:
            return ""
        return self.original[self.at[start] : self.at[end - 1] + 1].strip()

    def cut(self, start: int, end: int) -> "Clean":
        """The piece ``text[start:end]``."""
        return Clean(self.text[start:end], self.at[start:end], self.original)

    def rewrite(self, pattern: re.Pattern[str], into: Callable[[re.Match[str]], str] | str) -> "Clean":
        """The text with each match replaced, places kept. Only a ligature grows by it."""
        pieces: list[str] = []
        at: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = into if isinstance(into, str) else into(match)
            pieces += (self.text[done:start], new)
            at.extend(self.at[done:start])
            at.extend(self.at[min(start + index, end - 1)] for index in range(len(new)))
            done = end
        if not done:
            return self
        pieces.append(self.text[done:])
        at.extend(self.at[done:])
        return Clean("".join(pieces), at, self.original)

    def keep_group(self, pattern: re.Pattern[str]) -> "Clean":
        """The text with each match reduced to its first group."""
        pieces: list[Clean] = []
        done = 0
        for match in pattern.finditer(self.text):
            pieces += (self.cut(done, match.start()), self.cut(*match.span(1)))
            done = match.end()
        if not done:
            return self
        pieces.append(self.cut(done, len(self.text)))
        return Clean(
            "".join(each.text for each in pieces), [place for each in pieces for place in each.at], self.original
        )

    def flow(self) -> "Clean":
        """The same on one line, every run of space a single blank."""
        flowed = self.rewrite(_SPACES, " ")
        start = len(flowed.text) - len(flowed.text.lstrip())
        return flowed.cut(start, max(start, len(flowed.text.rstrip())))


_NUMBERED_LINE = re.compile(r"^[ \t]{0,4}(\d{1,2})(?:[ \t]{1,40}|$)", re.MULTILINE)
_MOST_LINES = 28
_FEWEST_LINES = 6
_MOST_BETWEEN = 2
_RIGHT_HAND = " " * 24


def _without_line_numbers(text: Clean) -> Clean:
    """Pleading paper prints 1 to 28 down its margin, a number for every line; paragraphs are not that close."""
    runs: list[list[re.Match[str]]] = [[]]
    end = -1
    for match in _NUMBERED_LINE.finditer(text.text):
        last = runs[-1][-1] if runs[-1] else None
        follows = last is not None and _next_line(text.text[end : match.start()], int(match[1]) - int(last[1]))
        if not follows:
            runs.append([])
        runs[-1].append(match)
        line_end = text.text.find("\n", match.end() - 1)
        end = len(text.text) if line_end < 0 else line_end
    places = {
        match.start() for run in runs if len(run) >= _FEWEST_LINES and int(run[-1][1]) <= _MOST_LINES for match in run
    }
    return (
        text.rewrite(_NUMBERED_LINE, lambda match: " " * len(match[0]) if match.start() in places else match[0])
        if places
        else text
    )


def _next_line(between: str, step: int) -> bool:
    """Whether a margin's number comes next: a line or two may stand between, and a right-hand column has no numbers."""
    left = [line for line in between.split("\n") if line.strip() and not line.startswith(_RIGHT_HAND)]
    return step == 1 and len(left) <= _MOST_BETWEEN if left else 1 <= step <= max(1, between.count("\n"))


def _without_repeated(text: Clean, furniture: re.Pattern[str]) -> Clean:
    """The text without what is printed again on a later page; where it stands first it may be the order's own."""
    first = furniture.search(text.text)
    return text.rewrite(furniture, lambda match: match[0] if first and match.start() == first.start() else "")


def clean(original: str) -> Clean:
    """The text without page furniture, markup or broken words; lines are kept, because captions are made of lines."""
    text = Clean(original.translate(_ALIKE), range(len(original)), original)
    text = text.rewrite(_PIECES, lambda match: _LIGATURES.get(match[0], "\n" if match[0][0] == "\r" else ""))
    text = text.rewrite(_WIDE_SPACE, " " * 80).rewrite(_EMPTY_LINES, "\n\n\n")
    text = _without_line_numbers(text.keep_group(_CHAT_LINK))
    text = text.rewrite(_TICKED, lambda match: f"{match[1]}[X]")
    text = _without_repeated(_without_repeated(text.rewrite(STAMP, ""), _STATE_STAMP), _MARGIN)
    text = text.rewrite(_FOOTER, "").rewrite(_MARKUP, "").rewrite(_EMPTY_LINES, "\n\n\n")
    if _FRAME.search(text.text):
        text = text.rewrite(_FRAME, "").rewrite(_FRAMED, " ")
    return text.keep_group(_BROKEN_WORD).rewrite(_BROKEN_HYPHEN, "-")


def mended(original: str) -> str:
    """A document's extracted text without page furniture, its broken words joined: typographic quotes are kept."""
    cleaned = Clean(original, range(len(original)), original)
    cleaned = cleaned.rewrite(_PIECES, lambda match: _LIGATURES.get(match[0], "\n" if match[0][0] == "\r" else ""))
    cleaned = cleaned.rewrite(STAMP, "").rewrite(_FOOTER, "")
    return cleaned.keep_group(_BROKEN_WORD).rewrite(_BROKEN_HYPHEN, "-").text
