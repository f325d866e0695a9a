"""Names out of capitals: "ACME WIDGETS LLC" as a person writes it."""

import re

_SMALL = frozenset(
    "of the and for in on at by to a an de la del von van der d/b/a f/k/a a/k/a as et al v vs ex rel und y e per with from".split()
)
_UPPER = frozenset(
    "LLC LLP PLLC LP PC NA USA US UK AG SA NV BV II III IV VI VII VIII IX XI DBA FKA FSB PSC CPA MD DDS RN HR IT IBM NYC NYPD FBI SEC EEOC UPS CVS BMW AT&T MTA LIRR P.C. L.P. L.L.C. N.A. U.S. U.S.A. L.L.P. S.A. N.V. M.D. D.O.".split()
)
_TITLED = {
    "INC": "Inc",
    "CO": "Co",
    "LTD": "Ltd",
    "CORP": "Corp",
    "JR": "Jr",
    "SR": "Sr",
    "BROS": "Bros",
    "ASSN": "Assn",
    "ASS'N": "Ass'n",
    "DOE": "Doe",
    "ROE": "Roe",
}
_VOWEL = re.compile("[AEIOUY]")
_ENTITY = re.compile(r"\b(?:LLC|L\.L\.C\.|INC|CORP|CO|LTD|LP|L\.P\.|LLP|PLLC|N\.A\.|COMPANY|GROUP|BANK|HOLDINGS)\b")
_SHORT_NAMES = frozenset(
    "NEW OLD BIG RED BOX SUN SEA SKY AIR ART BAY BEE BEN BOB CAR CAT DAN DAY DEE DON ED ELI EVA FOX GAS GUS HAL HIL IAN IDA INK IRA IVY JAY JED JIM JOE JON KAY KIM KEN KEY LAW LEE LEO LEN LIN LIU LI LU LOU LOW MAC MAE MAX MAY MEG MIA NED NG OIL OAK PAM PAT PAN PET QI RAY RAI RED RON ROB ROY SAL SAM SON SUE TAN TAX TED TIM TOM TOP TOY VAN VAL WU XU YU ZOE ANN AMY ANA ALI ABE ADA AL ONE TWO SIX TEN ALL BED CAB CUP DOG DRY EAR EYE FIT FLY GYM HOT HUB ICE INN JET LAB MAN MED NET PAY PIE PRO SPA TEA WAY WEB YES ZOO OUR".split()
)


def cased(name: str, lexicon: frozenset[str] = frozenset()) -> str:
    """The name in ordinary letters, if it is printed all in capitals. ``lexicon`` holds words the order's prose prints in mixed case."""
    if any(
        letter.islower()
        for letter in re.sub(r"\b(?:d/b/a|a/k/a|f/k/a|et al|v|vs|ex rel|through|and|of|the)\b", "", name)
    ):
        return name
    known = {word.upper(): word for word in lexicon}
    entity = bool(_ENTITY.search(name))
    words = name.split(" ")
    return " ".join(_cased_word(word, known, first=index == 0, entity=entity) for index, word in enumerate(words))


def _cased_word(word: str, known: dict[str, str], *, first: bool, entity: bool) -> str:
    bare = word.strip(".,;:()'\"")
    if bare in _TITLED:
        return word.replace(bare, _TITLED[bare])
    if word.strip(",;:()") in _UPPER or bare in _UPPER:
        return word
    if bare in known:
        return word.replace(bare, known[bare])
    if bare.lower() in _SMALL and not first:
        return word.lower()
    if re.fullmatch(r"(?:[A-Z]\.)+,?", word) or re.search(r"[\d&]", bare):
        return word
    if len(bare) <= 4 and not _VOWEL.search(bare):  # noqa: PLR2004 - an acronym: "BBT"
        return word
    if entity and len(bare) <= 3 and bare not in _SHORT_NAMES:  # noqa: PLR2004 - an acronym: "ABC"
        return word
    return re.sub(r"[A-Za-z]+(?:'[A-Za-z]+)?", lambda match: _cased_part(match[0]), word)


def _cased_part(part: str) -> str:
    lower = part.lower()
    if "'" in lower:
        head, tail = lower.split("'", 1)
        return f"{head.capitalize()}'{tail.capitalize() if len(head) == 1 and len(tail) > 1 else tail}"
    if lower.startswith("mc") and len(lower) > 4:  # noqa: PLR2004 - "Mc" and a name
        return f"Mc{lower[2:].capitalize()}"
    return lower.capitalize()


def lexicon(text: str) -> frozenset[str]:
    """Words the text prints in mixed case in mid-sentence, for spelling capitals."""
    return frozenset(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+(?:[A-Z][a-z]+)?\b", text))
