"""Tables of dates: each row becomes a line that names a thing and its day, with a colon between."""

import re

from bot.orders.cleaning import Clean

_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?"
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?[ ]\d{1,2}\b|\d{1,2}/\d{1,2}/\d{2,4}\b)"
)
_GAP = r"[ \t]*\|[ \t]*|[ \t]{3,}|[ ]?\t+|[ \t]*\.{3,}[ \t]*"
_FRAMED_LINE = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_THING_FIRST = re.compile(
    rf"^([ \t]*[A-Za-z(][^\n|:]{{2,120}}?)({_GAP})({_DAY}[^\n]*)$|"
    rf"^([ \t]*[A-Z][^\n|:]{{2,90}}?[\w)'](?<!\bby)(?<!\bon)(?<!\bof)(?<!\bto)(?<!\bfor)(?<!\bat))"
    rf"([ ]{{2}})({_DAY}[^\n]{{0,45}})$",
    re.MULTILINE,
)
_DAY_FIRST = re.compile(rf"^([ \t]*{_DAY}[^\n|]{{0,40}}?)({_GAP})((?!/?s/)[A-Z][^\n]{{3,200}})$", re.MULTILINE)
_ENTRY = re.compile(
    r"^([ \t]*[A-Z][A-Za-z /&'-]{2,60}?)([ \t]*(?:\.[ ]?){4,}[ \t]*)(\S[^\n]*)$|"
    r"^([ \t]*(?i:(?:settlement[ ])?(?:conference[ ])?(?:date|time|hour|place|location|courtroom|judge|format|platform|"
    r"method|where|when|how))(?<!\w[ ]))([ ]{3,}|[ ]?\t+)(\S[^\n]*)$",
    re.MULTILINE,
)
"""A thing, dots that lead to what is said of it, and that; or one of the things a notice lists, and a wide gap."""
ROW = re.compile(
    rf"[ \t]*(?:[A-Z(][^\n:]{{2,120}}:[ \t]+{_DAY}|{_DAY}[^\n:]{{0,30}}(?::\d\d[^\n:]{{0,12}})?:[ \t]+[A-Z])"
)
"""A row: what is due and its day, or a day and what is due on it."""
ROW_ENDS = re.compile(
    rf":[ \t]+{_DAY}(?:,[ ]\d{{4}})?[^\w\n]{{0,3}}(?:at[ ])?(?:\d{{1,2}}[:\d]*[ ][ap]\.?m\.?)?[ \t]*$"
)
"""A line that ends as a row does: with the day, and perhaps the hour."""


def with_rows(body: Clean) -> Clean:
    """The text with a colon between the columns of each row that holds a day."""
    body = body.rewrite(_FRAMED_LINE, _unframed)
    return body.rewrite(_THING_FIRST, _with_colon).rewrite(_DAY_FIRST, _with_colon).rewrite(_ENTRY, _with_colon)


def _unframed(line: re.Match[str]) -> str:
    return re.sub(r"^([ \t]*)\||\|([ \t]*)$", r"\1 \2", line[0])


def _with_colon(row: re.Match[str]) -> str:
    """Of the same length as the row, so that every character keeps its place."""
    first, gap, second = (each for each in row.groups() if each is not None)
    return f"{first}:{' ' * (len(gap) - 1)}{second}"
