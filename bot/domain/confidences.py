"""Words Parley must not keep: settlement figures, and the text of a letter to chambers.

Both are told by form and company, not by a list of phrases. An amount of money counts as a settlement figure unless
its company says it is a fee, a cost or the law's own number; a bare number only where the words around it are those
of an offer. When in doubt a text is not kept.
"""

import re
from enum import StrEnum

from bot.domain.letter_signs import is_letter

LONGEST = 20_000
"""Characters looked at; an order or a letter shows what it is well before."""


class Verdict(StrEnum):
    """What a text is."""

    CLEAN = "clean"
    FIGURE = "figure"
    LETTER = "letter"


def judge_text(text: str) -> Verdict:
    """Whether a text holds a settlement figure, is (part of) a letter to chambers, or is clean."""
    words = " ".join(text[:LONGEST].replace("’", "'").split())
    if is_letter(words):
        return Verdict.LETTER
    return Verdict.FIGURE if holds_figure(words) else Verdict.CLEAN


_UNIT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    "|eighty|ninety"
)
_SCALE = r"hundred|thousand|thou|grand|million|mil|billion"
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,2})?|[0-9]{1,12}(?:\.[0-9]{1,3})?"
_MONEY = re.compile(
    rf"(?:[$£€]|\b(?:usd|us\$|eur|gbp)\b)\s{{0,2}}(?:{_NUMBER})"
    rf"|\b(?:{_NUMBER})\s{{0,2}}(?:k|m|mm|mil|mln|bn|grand|bucks|dollars?|thousand|million|billion|usd|eur"
    rf"|euros?|pounds)\b"
    rf"|\b(?:{_UNIT})[\s-]{{1,2}}(?:{_UNIT})[\s-]{{0,2}}k\b"
    r"|\b[a-z-]{3,20}\s(?:mil|mille|tausend|cientos)?\s{0,2}(?:dólares|dolares|euros)\b"
    r"|(?<![\w.,:/¶§#-])[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}(?![\w:/-]|,[0-9])"
    rf"|\b(?:{_UNIT}|a|half a|quarter|several|couple)(?:[\s-](?:{_UNIT}|and|a|of))?[\s-](?:{_SCALE})\b"
    rf"(?:\s(?:and\s)?(?:{_UNIT})\b)?"
    r"|\b(?:low|mid|high|mid-to-high|low-to-mid)?[\s-]{0,2}(?:four|five|six|seven|eight)[\s-]figures?\b"
    r"|\b(?:low|mid|high)[\s-][0-9]{2,3}s\b"
    r"|\b(?:low|mid|high)[\s-](?:hundreds|thousands|millions|teens|twenties|thirties|forties|fifties|sixties"
    r"|seventies"
    r"|eighties|nineties)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine)[\s-](?:ten|fifteen|twenty|twenty-five|thirty|forty"
    r"|fifty|sixty|seventy"
    r"|seventy-five|eighty|ninety)(?:-five)?\b"
    r"|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-](?:one|two|three|four|five|six|seven|eight|nine)"
    r"[\s-](?:five|fifty)\b"
    rf"|\b(?:{_UNIT})[\s-]point[\s-](?:{_UNIT})\b",
    re.IGNORECASE,
)
"""Hundreds, halves and tenths as they are spoken: "two-fifty", "sixty-two five", "one point two"."""
_COUNTS = re.compile(
    rf"[0-9]|\b(?:{_UNIT})\b|\b(?:{_SCALE})\b|figures?\b|(?:hundred|thousand|million|teen|twentie|thirtie|fortie|fiftie"
    r"|sixtie|seventie|eightie|ninetie)s\b|d[óo]lares\b|euros\b",
    re.IGNORECASE,
)
"""A figure, or a word for one: every amount has one of these, and most messages have none."""
_NO_MINUTES = re.compile(r"\b(?:sixty|seventy|eighty|ninety|point)", re.IGNORECASE)
_SOUGHT = re.compile(r"\b(?:wants?|wanted|asked|asking|looking for|opened|came back|said)\b", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:ceiling|floor|cap(?:ped)?|limit) (?:is|at|of|was)\b", re.IGNORECASE)
_NOT_MONEY = re.compile(
    r"\b(?:questions?|reasons|ways|words?|pages?|people|members|documents|records|employees|miles|minutes|hours"
    r"|days|times|emails|exhibits"
    r"|characters|files|boxes|users|copies|street|ave|avenue|floor|suite|room)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:filing fees?|fee is|fees? (?:of|for)|court fees?|copy(?:ing)?|parking|postage|courier|messenger|invoices?"
    r"|hourly|per hour|an hour|/hr|rate|transcripts?|reporter|interpreter|pro hac|mileage|hotel|flights?|train|taxi"
    r"|lunch|coffee|catering|costs? (?:us )?to|cost of|subscription|budget|sanctions?|sanctioned|fined?"
    r"|jurisdiction\w*"
    r"|amount in controversy|threshold|diversity|bond|security deposit|expenses?|reimburse\w*|witness fee"
    r"|mediator'?s? fee"
    r"|revenues?|turnover|assets|sales|retainer|billed|charge[sd]?|price|per page|a page|each page|overtime"
    r"|statutory)\b",
    re.IGNORECASE,
)
_BARGAIN = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|counter(?:s|ed|ing|offer(?:s|ed)?)?|demand(?:s|ed|ing)?|settle(?:s|d)?|bottom[\s-]line"
    r"|walk[\s-]?away|authori[tz](?:y|ed)|reserve[sd]?|top dollar|last number|number is|our number|their number"
    r"|come (?:down|up)|came (?:down|up)|go(?:ing)? (?:up|down|as (?:high|low))|went (?:up|down)|low[\s-]?ball"
    r"|ballpark"
    r"|bracket|midpoint|range|worth|valu(?:e|ed|ation)|would take|will take|take(?:s)? less|accept(?:s|ed)?"
    r"|pay(?:s|ing)?"
    r"|paid|high[\s-]low|close at|get (?:it )?done|floor|ceiling|cap(?:ped)?|max(?:imum)?|exposure"
    r"|verdict range|won't go"
    r"|they (?:asked|wanted)"
    r"|stuck at|moved? (?:up |down )?(?:to|from)|split the difference|meet in the middle|opening|opened at|final)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,:/¶§#-])([0-9]{2,8}|[0-9]{1,3}\.[0-9]{1,2})(?![\w:(-]|[.,][0-9]|(?:st|nd|rd|th)\b)")
_BARE_LED = re.compile(
    r"(?:\bat|\bto|\bis|\bof|\bfor|\bfrom|\baround|\babout|\bover|\bunder|\bbelow|\babove|\bbetween|\bthan"
    r"|\bfirm at|\band"
    r"|\btake|\baccept|\boffer(?:ed)?|\bpay|\bdemand(?:ed)?|\bwas|\bwant|\bwants|\bi\.e\.,?|:|=|~)\s{0,2}$",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:we|they|he|she|i|plaintiffs?|defendants?|carrier|adjuster|client|insurer|defense|other side|mediator)"
    r"(?:'re|'s|'m| is| are| was| were)? (?:at|to|sitting at|stuck at|firm at)\s{0,2}$",
    re.IGNORECASE,
)
"""Where a side stands: "they're at 400"."""
_WITH_COSTS = re.compile(
    r"\s(?:plus|and|with|before|net of) (?:attorney'?s'? )?(?:fees|costs|interest)\b", re.IGNORECASE
)
_STRONG = re.compile(
    r"\b(?:bottom[\s-]line|walk(?:[\s-]?away)?|authority|offer(?:s|ed)?|counter(?:s|ed|offer)?|dropped"
    r"|value the case|valued? at"
    r"|reserve[sd]?|reservation price|high[\s-]low|split|meet in the middle|take|accept|tell them|done|target"
    r"|proposal was"
    r"|last word|not a dime|dime|carriers?|gave us|go to|come to|came to|(?:settle|close) (?:at|for)|bid|number is"
    r"|if pushed|thousands|millions|no interest|instal+ments|as (?:far|high|low) as \w+ (?:goe?s?|will go|can go))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z]|[a-z]+ (?:street|st|avenue|ave|road|plaza)\b)")
"""A number before a name is an address: "300 Quarropas"."""
_ON_A_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? [0-9]{1,2},? (?:at"
    r"|@)\s{0,2}$",
    re.IGNORECASE,
)
"""The hour on a day: "Jan 20 at 10"."""
_SHORT = 70
"""Characters of a remark: the shorter, the surer that its bare number is what it is about."""
_DATED = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|rule|section|para(?:graph)?s?|room|courtroom|docket|dkt|ecf|page|pages|pp"
    r"|ext|no|number"
    r"|exhibit|ex|folder|version|tab|box|item|line|step|floor|suite|year|since|frcp|fre|local)\.?\s{0,2}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s{0,2}(?:megs?|mb|gb|pages?|days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|people|persons"
    r"|parties|attendees"
    r"|plaintiffs"
    r"|defendants|exhibits?|percent|%|business|court|calendar|a\.?m|p\.?m|am|pm|o'clock|f\.|u\.s|cv|civ|copies|lines?"
    r"|words?|questions?|emails?|fonts?|points?|pt|point|usc|miles|street|st\.|avenue|depositions?|documents?"
    r"|employees)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:we|they|sides|parties|still)(?:'re| are)? (?:still |only |about )?[0-9]{2,3} apart\b"
    r"|(?<![\w.,:/¶§#-])[1-9][0-9]{2}/[1-9][0-9]{2}(?![\w/]) (?:with|split|between|each|from|high)\b"
    r"|\b(?:put|sell) [0-9]{2,4} (?:on the table|to (?:the |our |my )?(?:client|carrier|board|insurer))\b"
    rf"|\b(?:{_UNIT}),? (?:and )?not a (?:cent|penny|dime|nickel|dollar) (?:more|less)\b"
    r"|\b(?:number|offer|demand)\b[^.]{0,40}\b(?:four|five|six|seven) (?:digits|zeros|zeroes)\b",
    re.IGNORECASE,
)
"""What lies between the sides, who carries which part, and a number that is only described."""
_NEAR = 60
_YEARS = range(1900, 2101)


def holds_figure(words: str) -> bool:
    """Whether words name an amount of a settlement, an offer, a demand or a party's authority."""
    if not _COUNTS.search(words):
        return False
    if any(_is_settlement_money(words, found) for found in _MONEY.finditer(words)):
        return True
    if _GAP.search(words) or any(_is_spoken(words, found) for found in _SPOKEN.finditer(words)):
        return True
    return any(_is_bargained(words, found) for found in _BARE.finditer(words))


def _is_spoken(words: str, found: re.Match[str]) -> bool:
    """Hundreds where a side bargains or says what it wants: "two-thirty" may be a time, "six-seventy" is none."""
    before, after = _around(words, found)
    if _COUNTED.match(after) or _NOT_MONEY.match(after.lstrip(" -")) or _COST.search(before):
        return False
    sought = _LIMIT.search(before) or (_NO_MINUTES.search(found[0]) and _SOUGHT.search(before))
    return bool(_STRONG.search(words) or sought)


def _is_settlement_money(words: str, found: re.Match[str]) -> bool:
    before, after = _around(words, found)
    marked = not found[0][0].isdigit() or not found[0][-1].isdigit()
    if _NOT_MONEY.match(after.lstrip(" -")) or (_DATED.search(before) and not found[0].startswith("$")):
        return False
    if not marked and _COUNTED.match(after):
        return False
    cost = _COST.search(before) or _COST.search(after)
    return not cost or bool(_BARGAIN.search(before) or _STRONG.search(before))


def _is_bargained(words: str, found: re.Match[str]) -> bool:
    """A bare number where a side stands, or led in by a preposition or a verb in a clause that bargains."""
    before, after = _around(words, found)
    if float(found[1]) in _YEARS or _ON_A_DAY.search(before) or _NAMED.match(words[found.end() :]):
        return False
    if _DATED.search(before) or _COUNTED.match(after) or _COST.search(before):
        return False
    if _STANDS.search(before) or _WITH_COSTS.match(after):
        return True
    clause = re.split(r"(?<!i\.e)(?<!e\.g)[.;?!]\s", before)[-1]
    if _BARE_LED.search(before) and _BARGAIN.search(clause):
        return True
    return len(words) <= _SHORT and bool(_STRONG.search(words))


def _around(words: str, found: re.Match[str]) -> tuple[str, str]:
    return words[max(0, found.start() - _NEAR) : found.start()], words[found.end() : found.end() + _NEAR]
