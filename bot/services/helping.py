"""Help, suggestions and privacy: what Parley can do here, what to ask, what it keeps."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import Request, ShowHelp, ShowPrivacy, SuggestQuestions
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import help as wording


def show_help(request: ShowHelp, turn: Turn) -> Reply:
    """Help by task, with this channel's state."""
    conference = turn.matter()
    require(turn, conference, Action.ASK)
    return Reply(wording.help_card(conference, request.unknown))


def suggest_questions(_: SuggestQuestions, turn: Turn) -> Reply:
    """Questions worth asking at this stage."""
    conference = turn.matter()
    require(turn, conference, Action.ASK)
    return Reply(wording.suggestions(conference, turn.context.now))


def show_privacy(_: ShowPrivacy, turn: Turn) -> Reply:
    """What is kept, and until when."""
    require(turn, turn.active(), Action.ASK)
    return Reply(wording.privacy(turn.record.preferences.retention_days))


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {ShowHelp: show_help, SuggestQuestions: suggest_questions, ShowPrivacy: show_privacy}
)
"""What each request of this module is answered by."""
