"""Words Parley must not keep: settlement figures, and the text of a letter to chambers.

Both are told by form and company, not by a list of phrases. An amount of money counts as a settlement figure unless
its company says it is a fee, a cost or the law's own number; a bare number only where the words around it are those
of an offer. A letter is told by how letters to a judge begin, argue and end. When in doubt a text is not kept.
"""

import re
from enum import StrEnum

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


# --- figures

_UNIT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    "|eighty|ninety"
)
_SCALE = r"hundred|thousand|grand|million|mil|billion"
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
    r"|seventy-five|eighty|ninety)(?:-five)?\b",
    re.IGNORECASE,
)
"""Hundreds as they are spoken: "two-fifty", "one-twenty-five"."""
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
    r"|stuck at|moved? (?:up |down )?(?:to|from)|split the difference|meet in the middle|opening|opened at|final)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,:/¶§#-])([0-9]{2,8}|[0-9]{1,3}\.[0-9]{1,2})(?![\w:(-]|[.,][0-9]|(?:st|nd|rd|th)\b)")
_BARE_LED = re.compile(
    r"(?:\bat|\bto|\bis|\bof|\bfor|\bfrom|\baround|\babout|\bover|\bunder|\bbelow|\babove|\bbetween|\bthan"
    r"|\bfirm at|\band"
    r"|\btake|\baccept|\boffer(?:ed)?|\bpay|\bdemand(?:ed)?|\bwas|\bwant|\bwants|:|=|~)\s{0,2}$",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:we|they|he|she|i|plaintiffs?|defendants?|carrier|adjuster|client|insurer|defense|other side|mediator)"
    r"(?:'re|'s|'m| is| are| was| were)? (?:at|to|sitting at|stuck at|firm at)\s{0,2}$",
    re.IGNORECASE,
)
"""Where a side stands: "they're at 400"."""
_STRONG = re.compile(
    r"\b(?:bottom[\s-]line|walk(?:[\s-]?away)?|authority|offer(?:s|ed)?|counter(?:s|ed|offer)?|dropped"
    r"|value the case|valued? at"
    r"|reserve[sd]?|reservation price|high[\s-]low|split|meet in the middle|take|accept|tell them|done|target"
    r"|proposal was"
    r"|last word|not a dime|dime|carriers?|gave us|go to|come to|came to|(?:settle|close) (?:at|for)|bid|number is"
    r"|if pushed)\b",
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
_NEAR = 60
_YEARS = range(1900, 2101)


def holds_figure(words: str) -> bool:
    """Whether words name an amount of a settlement, an offer, a demand or a party's authority."""
    if any(_is_settlement_money(words, found) for found in _MONEY.finditer(words)):
        return True
    spoken = _SPOKEN.search(words)
    if spoken and _STRONG.search(words) and not _COUNTED.match(words[spoken.end() :]):
        return True
    return any(_is_bargained(words, found) for found in _BARE.finditer(words))


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
    if _STANDS.search(before):
        return True
    clause = re.split(r"[.;?!]\s", before)[-1]
    if _BARE_LED.search(before) and _BARGAIN.search(clause):
        return True
    return len(words) <= _SHORT and bool(_STRONG.search(words))


def _around(words: str, found: re.Match[str]) -> tuple[str, str]:
    return words[max(0, found.start() - _NEAR) : found.start()], words[found.end() : found.end() + _NEAR]


# --- letters

_ADDRESSES = re.compile(
    r"\bdear (?:judge|magistrate|chief|the hon|hon|honorable|your honor|chambers)|\bto the honorable\b|\byour honor\b"
    r"|\bto the court(?: only|, in confidence)\b|\bthe court (?:will want|has asked|should know|could best|may wish"
    r"|will encourage|to (?:know|encourage|reconsider))|\bto: (?:magistrate|judge|chambers)\b"
    r"|\bhelpful to the court\b|\bjudge [a-z]+ this letter\b|\bthank you for the court's attention|\b(?:told"
    r"|put it to) the court\b|\bbetween us and the court\b"
    r"|\bhopes? that the court\b",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"\b(?:plaintiff|defendant|petitioner|respondent|[A-Z][a-z]+)(?:'s|s'|')? (?:ex parte "
    r"|confidential )?(?:settlement )?"
    r"(?:submission|statement|position|evaluation)\b(?!s? (?:must|should|shall|is due|are due))"
    r"|\b(?:ex parte|confidential settlement|settlement conference) (?:letter|statement"
    r"|submission)(?:,? page \d|:|\s+(?:to|from|on"
    r" behalf|of (?:plaintiff|defendant)))|\bstatement of (?:plaintiff|defendant)s? for\b"
    r"|\bsettlement conference submission\b"
    r"|\b(?:our|my|the|this) (?:draft|letter)(?: to chambers|:| sets (?:out|forth)|, p)"
    r"|\bparagraph \d+ of our letter\b|\[draft\b"
    r"|\btext of the (?:ex parte )?letter\b|\b[IVX]{1,4}\. (?:evaluation|history|conclusion|key issues"
    r"|case law)\b|\bre:\s",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:we|i|plaintiff|defendant|petitioner|respondent|the (?:plaintiff|defendant|defense|town|city|company"
    r"|insurer|carrier)"
    r"|(?:our|my) (?:client|assessment|evaluation|carrier)(?:'s principal)?|the undersigned|this firm"
    r"|counsel)(?:'s)? (?:also |now "
    r"|respectfully |candidly |privately )?(?:write|represents?|submits?|believes?|values?|evaluates?"
    r"|estimates?|assess(?:es)?"
    r"|contends?|anticipates?|would|puts?|cannot prove|acknowledges?|concedes?|hopes?|remain|relies|rely"
    r"|maintains?|expects?"
    r"|recogni[sz]es?|(?:is|are) (?:prepared|willing|in poor|acceptable)|has (?:refused|been reluctant"
    r"|reserved)|denies|feels"
    r"|made an opening|think|offers? the following|has left|are counsel|am counsel|is|does not wish)\b"
    r"|\bthis letter is submitted\b|\bas to prior offers\b",
    re.IGNORECASE,
)
_ARGUES = re.compile(
    r"\b(?:settlement value|evaluation|likely recover\w*|litigation risk|chance of (?:prevailing|success)"
    r"|likelihood|exposure"
    r"|weakness(?:es)?|strengths?|prior (?:offers?|demands?|negotiations)|opening demand"
    r"|history of settlement negotiations"
    r"|rationale|candidly|privately|concede\w*|in confidence|eyes only|in our (?:view|assessment)|flexibility"
    r"|true goal|damages"
    r"|verdict|causation|liability|eyewitness\w*|treating|reinstatement|structured|settlement position|at trial"
    r"|second element"
    r"|cost of trying|talks failed|last demand|fair value|retention|reserve[sd]?|relies on .{3,60} v\. |jury)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\brespectfully(?: submitted|,| yours)|\b(?:counsel|attorneys?) for (?:the )?(?:plaintiff|defendant|town"
    r"|city)|\bvery truly"
    r" yours|\bsincerely\b|/s/|\bwe remain hopeful|\bon behalf of (?:plaintiff|defendant|our client"
    r"|the (?:plaintiff|defendant))",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"for use only at settlement conference|for settlement purposes only|\bnot (?:to be )?(?:served|filed)\b"
    r"|\bex parte\b"
    r"|\bconfidential\b|\bin confidence\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\bso ordered\b|\bit is (?:hereby )?ordered\b|\bunited states magistrate judge:|\bshall (?:submit|attend"
    r"|send|be)\b"
    r"|\b(?:the )?(?:parties|letters?|submissions?) (?:must|shall|should)\b|\b(?:party|counsel|side) must\b"
    r"|\bthe order (?:says|asks|requires|wants)\b|\b(?:is|are) (?:hereby )?(?:ordered|directed)\b|\bordered that\b"
    r"|\bthe court (?:will (?:hold|conduct)|orders|directs|sets)\b|(?-i:\bORDER\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:summari[sz]e|show|tell|give|draft|write|list|explain|help|remind|how|what|when|where|who|which|can"
    r"|could|do|does|did|is|are|should|may|must|why|whose|will|would|have|has|if)\b"
    r"[^\"]*$",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:request(?:s|ing)?|consent|jointly?|joint letter|motion|letter-motion) (?:an? |for |to "
    r"|that )?(?:the )?(?:adjourn\w*"
    r"|extension|reschedul\w*|conference be adjourned)|\badjournment of the\b|\bfiled (?:via|on|by) ecf\b|\bvia ecf\b"
    r"|\brequests? an adjournment\b",
    re.IGNORECASE,
)
_SHORTEST = 60
_LIKE_A_QUESTION = 260
_ARGUMENTS = 3
_ENOUGH = 4


def is_letter(words: str) -> bool:
    """Whether words are a confidential letter to chambers, or a piece of one.

    Each sign counts: whom it addresses, what it calls itself, who speaks in it and what they argue, how it is marked
    and ends. A question, an order or a public request is none, whatever words it shares with one.
    """
    if len(words) < _SHORTEST or _ORDERS.search(words) or _PUBLIC.search(words):
        return False
    asks = words.endswith("?")
    if len(words) < _LIKE_A_QUESTION and (asks or _ASKS.match(words)):
        return False
    argued = len({each[0].casefold() for each in _ARGUES.finditer(words)})
    signs = (
        2 * bool(_ADDRESSES.search(words)),
        2 * bool(_TITLES.search(words)),
        bool(_SPEAKS.search(words)),
        bool(_CLOSES.search(words)),
        bool(_MARKED.search(words)),
    )
    return sum(signs) + min(argued, _ARGUMENTS) >= _ENOUGH + 2 * asks
