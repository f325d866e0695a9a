"""Whether words are a confidential letter to chambers, or a piece of one.

A letter is told by how letters to a judge begin, argue and end; a piece without any of that by what it gives away.
"""

import re

from bot.domain.disclosures import gives_away

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
    r"^(?:summari[sz]e|show|tell|give|draft|write|list|explain|help|remind)\b[^\"]*$"
    r"|^(?:how|what|when|where|who|which|whose|why|can|could|do|does|did|is|are|should|may|must|will|would|have|has|if)"
    r"\b[^\"]*(?<![.\"])$"
    r"|^(?:how|what|when|where|who|which|whose|why) (?:can|could|do|does|did|is|are|was|were|should|may|must|will|would"
    r"|has|have|counts?|goes|happens?)\b[^\"]*$",
    re.IGNORECASE,
)
"""Orders to Parley and questions, of which many end without a mark; "What troubles us most is …." is neither."""
_WONDERS = re.compile(
    r"\?(?!\w)|\b(?:wants? to know (?:if|whether|what|how)|(?:have|need) to know|wonder\w*|i'm told|i presume)\b"
    r"|\bor not\b|\basks:|, (?:pick|guess|choose)\b|\b(?:do|does|did) (?:i|we|they|you)\b"
    r"|(?:[.,:;]\s|\b(?:and|but|so)\s)(?:if .{3,60} )?"
    r"(?:can|could|do|does|did|will|would|is|are|should|must|may|how|what)\s"
    r"(?:i|it|we|you|they|he|she|the|that|this|my|our|your|their|sorry|anyone|anybody|would)\b"
    r"|\b(?:just|please|so) (?:give|format|clean|send|put|pick|take|write|tell) (?:me|it|that|them|this|up)\b"
    r"|^(?:answer|find|pick|evaluate|put|take|let|paste|print|repeat|read|act|pretend|say|make|turn|clean)\b",
    re.IGNORECASE,
)
"""What asks somewhere in it: "the number we float, can it turn up in a deposition"."""
_PUBLIC = re.compile(
    r"\b(?:request(?:s|ing)?|consent|jointly?|joint letter|motion|letter-motion) (?:an? |for |to "
    r"|that )?(?:the )?(?:adjourn\w*"
    r"|extension|reschedul\w*|conference be adjourned)|\badjournment of the\b|\bfiled (?:via|on|by) ecf\b|\bvia ecf\b"
    r"|\brequests? an adjournment\b",
    re.IGNORECASE,
)
_SHORTEST = 60
_SHORTEST_REMARK = 45
_LIKE_A_QUESTION = 260
_ARGUMENTS = 3
_ENOUGH = 4


def is_letter(words: str) -> bool:
    """Whether words are a confidential letter to chambers, or a piece of one.

    Each sign counts: whom it addresses, what it calls itself, who speaks in it and what they argue, how it is marked
    and ends; without them, what it gives away. A question, an order or a public request is none, whatever words it
    shares with one.
    """
    asks = words.endswith("?")
    if len(words) < _SHORTEST_REMARK or (len(words) < _LIKE_A_QUESTION and (asks or _ASKS.match(words))):
        return False
    if _ORDERS.search(words) or _PUBLIC.search(words):
        return False
    argued = len({each[0].casefold() for each in _ARGUES.finditer(words)})
    signs = (
        2 * bool(_ADDRESSES.search(words)),
        2 * bool(_TITLES.search(words)),
        bool(_SPEAKS.search(words)),
        bool(_CLOSES.search(words)),
        bool(_MARKED.search(words)),
    )
    if len(words) >= _SHORTEST and sum(signs) + min(argued, _ARGUMENTS) >= _ENOUGH + 2 * asks:
        return True
    wonders = len(words) < _LIKE_A_QUESTION and _WONDERS.search(words)
    return not asks and not wonders and gives_away(words)
