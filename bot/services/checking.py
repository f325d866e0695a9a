"""What a form or a message would meet: the function behind ``parley check``."""

from collections.abc import Mapping

from bot.domain.confidences import judge_text
from bot.domain.names import judge_name
from bot.wording import checking as wording


def check(case: Mapping[str, object]) -> dict[str, object]:
    """Judge one name (``name``, with ``party`` and ``counsel``) or one ``text``.

    Returns ``id`` as given, ``verdict`` (``person`` or ``question``; ``clean``, ``figure`` or ``letter``) and ``why``.
    Raises ``ValueError`` when the case is neither.
    """
    answer: dict[str, object] = {"id": case.get("id")}
    if "text" in case:
        found = judge_text(_text(case["text"]))
        return answer | {"verdict": found.value, "why": wording.TEXTS[found]}
    if "name" not in case:
        raise ValueError(wording.NOTHING_TO_CHECK)
    counsel = case.get("counsel") or ()
    if isinstance(counsel, str):
        counsel = (counsel,)
    if not isinstance(counsel, list | tuple):
        raise ValueError(wording.NOT_TEXT)  # noqa: TRY004 - one kind of error for one kind of fault: the case
    named = judge_name(_text(case["name"]), _text(case.get("party")), map(_text, counsel))
    return answer | {"verdict": named.verdict.value, "why": named.why}


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(wording.NOT_TEXT)  # noqa: TRY004 - the same
    return value
