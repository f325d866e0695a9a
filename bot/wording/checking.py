"""Why a text is kept or not, in one sentence each."""

from collections.abc import Mapping

from bot.domain.confidences import Verdict

TEXTS: Mapping[Verdict, str] = {
    Verdict.CLEAN: "Nothing in it is a settlement figure or a letter's text.",
    Verdict.FIGURE: "I don't keep settlement figures, and I haven't kept that one; consider deleting your message.",
    Verdict.LETTER: "I haven't read or kept this; if others here shouldn't see it, delete it now.",
}
NOTHING_TO_CHECK = "Give a name, with its party and counsel, or a text."
NOT_TEXT = "A name, a party and a text are strings, and counsel is a list of strings."
