"""The sentences about the paper each party sends before the conference: a letter, a statement, a memorandum."""

import re
from itertools import zip_longest

from bot.orders.layout import Document, Sentence
from bot.orders.numbers import NUMBER

PAPER = re.compile(
    r"\b(?:letters?|letter-briefs?|(?:settlement|conference|mediation|position|confidential|"
    r"pre-?conference|written|ex\s+parte)\s+(?:\w+\s+){0,2}?(?:statements?|memorand(?:um|a)|submissions?|"
    r"summar(?:y|ies)|briefs?|papers?)|(?:attached|enclosed)\s+summary|brochures?|statements?|submissions?|"
    r"memorand(?:um|a))\b",
    re.IGNORECASE,
)
NOT_THE_PAPER = re.compile(
    r"\b(?:(?:made|submitted|requested|filed|raised|sought|asked\s+for|obtained)\s+(?:only\s+)?(?:by|in|through)\s+(?:an?\s+|joint\s+|written\s+){0,2}letter|"
    r"letter[- ]motion|motion\s+(?:by\s+)?letter|"
    r"joint\s+(?:status\s+)?letter|letter\s+request|"
    r"(?:file|submit|send)\s+a\s+(?:joint\s+)?(?:status\s+)?letter\s+(?:advising|informing|requesting|"
    r"seeking|confirming|stating)|status\s+letter|letter\s+of\s+adjournment|"
    r"letter[^.]{0,30}\bto\s+(?:request|advise|adjourn|reschedule)|letter\s+requesting|letter\s+seeking|"
    r"(?:demand|responsive|responding|answering)\s+letter|letter\s+and\s+(?:\w+\s+)?(?:demand|(?:counter-?)?offer|"
    r"response)|letter\b[^.;,]{0,40}\s(?:with|containing|setting\s+forth|"
    r"stating|making|"
    r"conveying)\s+(?:\w+\s+){0,8}?(?:demand|offer|counter-?offer)|(?:demand|offer|settlement\s+offer|"
    r"response)\s+letter|letter\s+offer|letter\s+(?:stating|saying)\s+what\s+(?:he|she|it|they)\s+(?:would|"
    r"will)\s+(?:accept|take)|letter\b[^.;]{0,40}\b(?:telling|advising|informing|notifying|reporting|"
    r"confirming|"
    r"stating\s+(?:only\s+)?whether)|copies\s+of\s+(?:both|all|these|those|the\s+exchanged|"
    r"the\s+parties')\s+(?:\w+\s+)?"
    r"(?:letters|statements|submissions)|statements?\s+of\s+(?:claim|(?:\w+\s+)?(?:material|undisputed|"
    r"uncontested)?\s*facts?|"
    r"issues)|pre-?trial\s+(?:statements?|submissions?|briefs?)|(?:joint|trial|discovery|status|case\s+management|"
    r"scheduling|final|fact|witness|sworn|opening|"
    r"closing|public|press|victim)\s+(?:pre-?trial\s+|status\s+|case\s+management\s+|discovery\s+|planning\s+|"
    r"scheduling\s+){0,2}(?:statements?|submissions?|memorand(?:um|a)|briefs?)|memorand(?:um|a)\s+(?:of\s+(?:law|"
    r"points)|in\s+(?:support|opposition|reply))|briefs?\s+(?:on|in\s+(?:support|opposition|reply)))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:instructions|procedures|rules|practices|requirements|guidelines|order)\b[^.;]{0,70}\bwhich\s+"
    r"(?:require|provide|call|direct|state)\b",
    re.IGNORECASE,
)
"""What another document is said to require, which this one does not itself order."""
_KEPT_FROM = re.compile(
    r"\b(?:opposing|other)\s+(?:counsel|side|part(?:y|ies))\b[^.;]{0,40}\bnot\b|"
    r"\bnot\b[^.;]{0,40}\b(?:one\s+another|each\s+other|(?:opposing|other)\s+(?:counsel|side|part(?:y|ies)))\b|"
    r"\b(?:need|shall|must|should|will|may)\s+not\s+(?:be\s+)?(?:exchang|shar|copied)\w*|"
    r"\bno\s+cop(?:y|ies)\b[^.;]{0,40}\b(?:other|opposing)\b|"
    r"\b(?:separate|confidential|private|ex\s+parte)\s+(?:\w+\s+){0,2}?(?:addend(?:um|a)|supplements?|portions?|"
    r"sections?|"
    r"pages?|appendix|annex)\b",
    re.IGNORECASE,
)
"""Who is not to have the paper named in the sentence before, or a part of it."""
_OF_A_REQUEST = re.compile(r"\b(?:adjourn\w*|postpone\w*|excus\w*)\b", re.IGNORECASE)
_PARTS = re.compile(r";\s|,\s+and\s+(?:that\s+)?")
_LISTS = re.compile(r"\b(?:following|both|each\s+of|two)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:two|three|2|3)\s+(?:(?:separate|different|short|written)\s+)?(?:documents|papers|writings|pieces|items)\b",
    re.IGNORECASE,
)
_OF_LENGTH = re.compile(r"(?:length|page\s+limits?|form(?:at)?)\b", re.IGNORECASE)


def letter_sentences(document: Document) -> list[Sentence]:
    """The sentences about the letter: those that name it, and those of the same paragraph that follow on from one."""
    found: list[Sentence] = []
    previous: Sentence | None = None
    for sentence, following in zip_longest(document.sentences, document.sentences[1:]):
        same = previous is not None and previous.paragraph == sentence.paragraph
        kept = (
            previous is not None and previous.block == sentence.block and _KEPT_FROM.search(sentence.text) is not None
        )
        follows = same and (kept or follows_on(sentence.text))
        leads = following is not None and introduces(sentence.text) and _is_about(following)
        if _is_about(sentence) or follows or leads:
            found.append(sentence)
            previous = sentence
        elif previous is not None and previous.paragraph != sentence.paragraph:
            previous = None
    return found


def introduces(text: str) -> bool:
    """Whether a sentence says what is to be done with the things listed, or counted, and named after it."""
    return (text.rstrip().endswith(":") and _LISTS.search(text) is not None) or _COUNTED.search(text) is not None


def _is_about(sentence: Sentence) -> bool:
    text = sentence.text
    if _OF_LENGTH.match(sentence.heading):
        return True
    if _REPORTED.search(text):
        return False
    return any(
        PAPER.search(NOT_THE_PAPER.sub(" ", part)) and not _OF_A_REQUEST.search(part) for part in _PARTS.split(text)
    )


def follows_on(text: str) -> bool:
    """Whether a sentence goes on about the paper named before it, by the way it begins."""
    return bool(
        re.match(
            r"(?:\(?[a-z0-9]{1,3}[.)]\s|•|It|They|These|This|Such|One|Both|Neither|Cop(?:y|ies)(?!\s+of\s+(?!it\b|"
            r"the\s+(?:letter|statement|brief|memo|submission)))|Each\s+(?:is|shall|"
            r"must)|Send\s+it|Keep\s+it|(?i:(?:Part|Section|Portion)\s+(?:[A-Z]|one|two|1|2|I{1,3}))\b|Together|"
            rf"(?i:{NUMBER})\s+pages|The\s+(?:other|first|second)\b|(?:Plaintiffs?|Defendants?)\s+(?:shall|must|"
            rf"will)\s+[\w-]+\s+theirs|The\s+(?:e-?mail|document|page\s+limit|subject|"
            r"briefs?|papers?|memos?|[Ss]ummar(?:y|ies)|cop(?:y|ies))|Briefs|Memos|Papers|(?:Page\s+)?[Ll]imit|Length|Maximum|Absent|"
            r"Exhibits?|"
            r"Attachments?|E-?mail|(?i:do\s+not))\b",
            text,
        )
    )
