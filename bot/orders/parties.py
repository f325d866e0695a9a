"""The parties of one side of a caption, without what the caption adds about them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.order import Source
from bot.orders.courts import is_state
from bot.orders.naming import cased

_SOVEREIGN = re.compile(
    r"(?:the\s+)?(?:United\s+States(?:\s+of\s+America)?|"
    r"(?:State|City|County|Town|Village|Commonwealth|People)\s+of\s+[\w.' ]+)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b((?:(?:Third|3rd|Fourth)[- ]Party\s+|Counter[- ]?|Cross[- ]?|Consolidated\s+|Nominal\s+|"
    r"Putative\s+|Intervenor[- ]?){0,4}"
    r"(?:Plaintiff|Defendant|Petitioner|Respondent|Claimant|Intervenor|Relator|Movant|Counterclaimant|"
    r"Interested\s+Part(?:y|ies)))(?:\(s\)|s)?",
    re.IGNORECASE,
)
_ET_AL = re.compile(r",?\s*\bet\.?\s*(?:als?|ux)\b\.?,?", re.IGNORECASE)
_VESSEL = re.compile(r",?\s*\b(?:her|his|its)\s+engines\b[^;]{0,120}?\bin\s+rem\b", re.IGNORECASE)
_CAPACITY = (
    r"individually\b|on\s+behalf\s+of\b|in\s+(?:his|her|their|its)\s+(?:\w+\s+){0,3}capacit|"
    r"(?:and\s+)?(?:all\s+)?others\s+similarly"
    r"|as\s+(?:the\s+|an?\s+)?(?:\w+\s+){0,2}?(?:co-)?(?:administrat|owner|spouse|heir|beneficiar|agent|attorney|"
    r"execut|parent|guardian|trustee|assignee|subrogee|"
    r"next\s+friend|personal\s+rep|court|conservator|receiver|liquidat|successor)"
    r"|(?:co-)?(?:administrat(?:or|rix)|execut(?:or|rix)|guardian|trustee|conservator|receiver|"
    r"personal\s+representative)s?\s+"
    r"(?:of|for|ad\s+litem|on\s+behalf)\b"
    r"|an?\s+(?:minor|individual|infant|incompetent|(?:\w+\s+){0,3}(?:corporation|limited|partnership|"
    r"company|municipal\w*|entity|association|insurer|subdivision|agency|citizen|resident|organization|"
    r"nonprofit|body))\b|an?\s+(?:single|married|unmarried|widowed|divorced)\s+(?:man|woman|person)\b|"
    r"(?:its|their)\s+(?:\w+\s+){0,3}(?:commissioner|director|president|chief|superintendent|secretary|sheriff|mayor|"
    r"administrator|manager|warden|successor|assign|agent|employee|officer|trustee|member|insurer|heir)s?\b|"
    r"a\s+widow(?:er)?\b|(?:his|her)\s+(?:wife|husband|spouse)$|(?:the\s+)?(?:Chapter\s+\d{1,2}|Liquidating|Plan|"
    r"Litigation|Bankruptcy)\s+Trustee\b|"
    r"(?:(?:the|their)\s+)?marital\s+community\b"
    r"|by\s+(?:and\s+through|her|his|their|its)\b|for\s+(?:himself|herself|themselves|itself)\b|"
    r"(?:her|his|its)\s+engines\b|husband\s+and\s+wife\b|a\s+married\s+couple\b|in\s+(?:rem|personam)\b|"
    r"(?:proceeding\s+)?pro\s+se\b|appearing\s+pro\s+se\b|"
    r"\(?(?:Official|Documentation|Registration|Hull|Serial|IMO|HIN|VIN|O\.\s?N\.|"
    r"U\.S\.C\.G\.)\s*(?:Official\s+)?(?:No\b|Number\b|#|\d)"
    r"|(?:Acting\s+)?Commissioner\s+of\b|Secretary\s+of\b|jointly\s+and\b|deceased\b|inclusive\b|both\s+individually"
)
_DESCRIPTION = re.compile(rf"(?:{_CAPACITY})", re.IGNORECASE)
_DESCRIBED = re.compile(rf"\s+(?:{_CAPACITY}).*$", re.IGNORECASE | re.DOTALL)
_REPRESENTATIVE = re.compile(
    r"\b(?:administrat\w+|executor|executrix|guardian|parent|next\s+friend|trustee|representative|"
    r"conservator|mother|father)s?\b",
    re.IGNORECASE,
)
_SUFFIX = (
    r"(?:Inc|LLC|L\.L\.C|LLP|L\.L\.P|L\.P|LP|Ltd|Corp|Corporation|Co|Company|Jr|Sr|II|III|IV|M\.?D|D\.?O|"
    r"D\.?D\.?S|D\.?P\.?C|N\.?A|P\.?[AC]|PLLC|P\.L\.L\.C|LLLP|L\.L\.L\.P|PLC|S\.A|N\.V|AG|GmbH|Esq|Ph\.?D|R\.?N|FSB|"
    r"ULC|ACA|FLCA|PCA|RLLP|PBC|PLLP|B\.V|BV|SE|KG|S\.E\.C|Pty|Limited|Incorporated|USA)"
)
_ALIAS = (
    r"(?:[adfn]/[bk]/a|t/a|[adfn]\.[bk]\.a\.?|dba|aka|fka|doing\s+business\s+as|(?:also|formerly|now)\s+known\s+as|"
    r"trading\s+as)"
)
_SPLIT = re.compile(
    rf"\s*;\s*(?:and\s+)?|\s*,\s+(?:and\s+|&\s+)?(?!\s*{_SUFFIX}\b)(?!\s*{_ALIAS}(?!\w))"
    r"(?!\s*(?-i:(?:[A-Z]\.){3,4}|S\.p\.A|S\.r\.l))",
    re.IGNORECASE,
)
_KIND = re.compile(r"AN?\s+(?:[A-Z]+\s+)?(?:PARTNERSHIP|ASSOCIATION|COOPERATIVE|TRUST|EXCHANGE|JOINT VENTURE|SOCIETY)")
"""What a party is, in the capitals of its own name: part of the name, unless that says "Inc." already."""
_PLACE_BODY = re.compile(
    r"\b(?:city|town|township|village|county|borough|parish|municipality|state|commonwealth|territory)\b", re.IGNORECASE
)
_ARM = re.compile(
    r"(?:(?:its|the)\s+)?(?:(?:\w+\s+){0,3}(?:Department|Dept\.?|Bureau|Division|Agency|Commission)|(?:Department|"
    r"Dept\.?|"
    r"Bureau|Division|Office|Administration)\s+(?:of|for)\b.*)",
    re.IGNORECASE,
)
"""A part of a state or a city, printed after its name."""
_SPOUSE = re.compile(r"^(?:his|her|their)\s+(?:wife|husband|spouse)s?,?\s+", re.IGNORECASE)
_AND_SPOUSE = re.compile(r",?\s+and\s+(?:his|her)\s+(?:wife|husband|spouse)$", re.IGNORECASE)
_UNKNOWN = re.compile(r"\s+and\s+(?=\"?(?:(?:JOHN|JANE|MARY|RICHARD)\s+)?(?:DOE|ROE)S?\b)", re.IGNORECASE)
"""Before somebody sued under a made-up name."""
_OFFICE = re.compile(
    r"(?:Acting\s+)?(?:(?:Postmaster|Attorney|Surgeon|Inspector|Adjutant)\s+General|(?:Director|Administrator|Warden|"
    r"Superintendent|Sheriff|Governor|Chief)(?:\s+of\b|$))",
    re.IGNORECASE,
)
"""The office a person holds, printed after the name."""
_FIRST_PARTNER = re.compile(r"\s*(?!(?:DOES?|ROES?)\b)[A-Z][\w'-]+\s*")
_LAST_PARTNERS = re.compile(r"\s*[A-Z][\w'-]+\s+&\s+[A-Z]")
_LEAD = re.compile(r"^(?:(?:and|AND|&)\s+)?(?:the\s+(?=[A-Z]{2}))?")
_JOINED = re.compile(r"\s+(?:and|AND)\s+(?:the\s+(?=[A-Z]{2}))?")
_SMALL_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_SMALL_WORDS = re.compile(r"\b(?:and|of|the|for|his|her|wife|husband|spouse|d/b/a|a/k/a|f/k/a|v)\b")
_ONE_BODY = re.compile(r"\b(?:Department|Bureau|Board|Ministry|Office|Secretary)\s+of\b", re.IGNORECASE)
_PERSON = re.compile(r"[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|#?\d{1,3})){1,3}")
_ENTITY_WORD = re.compile(
    r"\b(?:Inc|LLC|Corp|Co|Company|Ltd|LP|L\.P|Department|Board|City|County|State|University|Hospital|"
    r"Services|Association|Bank|Group|Sons|Partners|Trust|Bureau|Health|Human|Urban|Housing|Insurance|"
    r"School|District|Authority|United|Church|Fund|Society|Bath|Union|Center|Foundation)\b",
    re.IGNORECASE,
)
_INCORPORATED = re.compile(rf"\b{_SUFFIX}\.?$", re.IGNORECASE)
_STOPPED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|(?:[A-Z]\.){1,3}[A-Z]|S\.p\.A|S\.r\.l)$", re.IGNORECASE)
_BODY = (
    r"(?:Cooperative|Union|University|Hospital|Authority|District|Foundation|Partnership|Association|Department|Agency)"
)


def is_incorporated(text: str) -> bool:
    """Whether a text ends with what a company's name ends with: "Inc.", "LLC"."""
    return _INCORPORATED.search(text) is not None


@dataclass(slots=True)
class Side:
    """One side's parties, whether "et al." follows them, and the words they were read from."""

    names: list[str]
    et_al: bool
    source: Source


def side_of(text: str, source: Source, spelled: frozenset[str], *, several: bool | None = None) -> Side | None:
    """The parties a stretch of caption names. ``several``: what the printed role says ("Plaintiffs"), if it tells."""
    if ROLE.search(text) and re.search(r",\s*(?:Plaintiff|Defendant)", text, re.IGNORECASE):
        text = ROLE.sub(" ", text)
    et_al = bool(_ET_AL.search(text))
    text = _VESSEL.sub("", _ET_AL.sub("", " ".join(text.split())).replace(',"', '",'))
    names = _names(text, several=several)
    if several and len(names) == 1 and not et_al:
        names = _two_bodies(names[0])
    return Side([cased(name, spelled) for name in names], et_al, source) if names else None


def _names(text: str, *, several: bool | None) -> list[str]:
    """The parties of one side, without what the caption adds about their capacity."""
    names: list[str] = []
    represented = False
    for piece in _whole_names(_SPLIT.split(text), text):
        bare = _AND_SPOUSE.sub("", _SPOUSE.sub("", _LEAD.sub("", piece.strip(" ,;.-_"))))
        if names and _KIND.fullmatch(bare) and not _INCORPORATED.search(names[-1]):
            names[-1] = f"{names[-1]}, {bare}"
        elif names and _OFFICE.match(bare):
            continue
        elif _DESCRIPTION.match(bare):
            represented = bool(_REPRESENTATIVE.search(bare)) and not re.search(r"\b(?:of|for)\s+\S+", bare)
        elif represented:
            represented = False
        else:
            each = [bare] if several is False else [_SPOUSE.sub("", one) for one in _by_and(bare)]
            names += (_final_stop(name, text) for one in each if (name := _DESCRIBED.sub("", one).strip(" ,;-_")))
    return [name for name in names if len(name) > 1 and re.search("[A-Za-z]", name)]


def _whole_names(pieces: Iterable[str], text: str) -> list[str]:
    """The pieces, those of one name put together again: "Smith, Jones & Roe, P.C.", "City of Elm, Texas"."""
    whole: list[str] = []
    for piece in pieces:
        if whole and _FIRST_PARTNER.fullmatch(whole[-1]) and _LAST_PARTNERS.match(piece):
            whole[-1] = f"{whole[-1].rstrip()}, {piece.lstrip()}"
        elif whole and _names_place(whole[-1]) and f"{whole[-1]}, {piece}" in text and _of_a_place(piece):
            whole[-1] = f"{whole[-1]}, {piece}"
        else:
            whole.append(piece)
    return whole


def _names_place(piece: str) -> bool:
    """Whether a piece is the name of a city, a state or the like, and does not only describe one."""
    return _PLACE_BODY.search(piece) is not None and not _DESCRIPTION.match(piece.strip())


def _of_a_place(piece: str) -> bool:
    """Whether what follows a city's or a state's name only says where it lies, or which part of it is meant."""
    bare = piece.strip(" ,;.-_")
    return is_state(bare) or _ARM.fullmatch(bare) is not None


def _final_stop(name: str, text: str) -> str:
    return f"{name}." if _STOPPED.search(name) and f"{name}." in text else name


def _by_and(piece: str) -> list[str]:
    """The parties an "and" joins, where it does not stand inside one party's name."""
    if _SMALL_WORDS.sub("", piece).isupper() and len(sides := _SMALL_AND.split(piece)) > 1:
        return _with_surname(sides)
    if len(sides := _UNKNOWN.split(piece)) > 1:
        return sides
    sides = _JOINED.split(piece)
    if len(sides) == 2 and all(_PERSON.fullmatch(side) and not _ENTITY_WORD.search(side) for side in sides):  # noqa: PLR2004
        return sides
    if len(sides) > 1 and (
        _INCORPORATED.search(sides[0])
        or _SOVEREIGN.fullmatch(sides[0])
        or (re.search(rf"\w\s+{_BODY}$", sides[0], re.IGNORECASE) and _INCORPORATED.search(sides[-1]))
    ):
        return sides
    return [piece]


def _with_surname(sides: list[str]) -> list[str]:
    """Two persons of one surname, each with it: "RUI and ANA MATSUDA"."""
    first, last = sides[0], sides[-1]
    if len(sides) == 2 and " " not in first and _PERSON.fullmatch(last) and not _ENTITY_WORD.search(last):  # noqa: PLR2004 - a pair
        return [f"{first} {last.split()[-1]}", last]
    return sides


def _two_bodies(name: str) -> list[str]:
    """The two parties of a name that the caption says is more than one ("Rim Growers and Basin Water Users")."""
    sides = _JOINED.split(name)
    whole = len(sides) == 2 and all(" " in side for side in sides)  # noqa: PLR2004 - one on either side
    return sides if whole and not _ONE_BODY.search(name) else [name]
