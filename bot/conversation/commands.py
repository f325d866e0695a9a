"""Commands in words: what follows ``/parley`` in Slack, a mention in Teams, or stands alone in a private chat."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from bot.conversation.requests import (
    AskQuestion,
    ChooseTopic,
    Request,
    ShowAttendance,
    ShowDeadlines,
    ShowHelp,
    ShowHome,
    ShowPrivacy,
    ShowRoles,
    ShowSettings,
    ShowStatus,
    StartRegistering,
)

COMMANDS: Mapping[str, Callable[[], Request]] = MappingProxyType(
    {
        "register": StartRegistering,
        "status": ShowStatus,
        "deadlines": ShowDeadlines,
        "attendance": ShowAttendance,
        "settings": ShowSettings,
        "roles": ShowRoles,
        "privacy": ShowPrivacy,
        "home": ShowHome,
        "help": ShowHelp,
    }
)
"""The words Parley knows as commands, and the request each stands for."""

_ALSO: Mapping[str, Callable[[], Request]] = MappingProxyType(
    {
        "outstanding": ShowAttendance,
        "who is outstanding": ShowAttendance,
        "who's outstanding": ShowAttendance,
        "who is still outstanding": ShowAttendance,
        "who owes an answer": ShowAttendance,
        "who still owes an answer": ShowAttendance,
        "who hasn't answered": ShowAttendance,
        "who has not answered": ShowAttendance,
    }
    | {
        word: partial(ChooseTopic, topic)
        for topic, words in {
            "state_history": ("history", "audit"),
            "cmd_move": ("adjourn", "adjourned", "move"),
            "cmd_close": ("close", "held", "settled", "cancelled"),
            "cmd_export": ("export", "calendar"),
            "cmd_edit": ("edit",),
            "cmd_verify": ("verify",),
            "cmd_undo": ("undo",),
            "cmd_remind": ("remind",),
        }.items()
        for word in words
    }
)
"""Other words for a command, and single words that name a button: what they bring still asks before it changes."""

ASK = "ask"


def addressed(text: str) -> Request:
    """What words said to Parley ask for: a command when they are exactly one, a question otherwise."""
    words = text.strip()
    if not words:
        return ShowHelp()
    said = words.casefold().replace("’", "'").rstrip(".?! ")
    command = COMMANDS.get(said) or _ALSO.get(said)
    return command() if command else AskQuestion(words)


def after_slash(text: str) -> Request:
    """What follows ``/parley``: a command, ``ask`` with a question, or a word to be helped with."""
    words = text.strip()
    first, _, rest = words.partition(" ")
    if first.casefold() == ASK:
        return AskQuestion(rest.strip()) if rest.strip() else ShowHelp()
    if words and not rest and first.casefold() not in (*COMMANDS, *_ALSO):
        return ShowHelp(unknown=first)
    return addressed(words)
