"""Asking a question of the order, and what can be done with its answer."""

from dataclasses import dataclass

from bot.conversation.requests.base import Request


@dataclass(frozen=True, slots=True)
class AskQuestion(Request):
    """Words addressed to Parley: a question, a command in words, small talk, or a pasted order."""

    text: str


@dataclass(frozen=True, slots=True)
class ChooseTopic(Request):
    """The answer to "which one?"."""

    topic: str


@dataclass(frozen=True, slots=True)
class ShowParagraph(Request):
    """The whole paragraph, verbatim. ``conference`` is empty for the sample procedures."""

    conference: str
    number: str


@dataclass(frozen=True, slots=True)
class ShareAnswer(Request):
    """Post in the channel the answer that was given privately."""

    topic: str


@dataclass(frozen=True, slots=True)
class AnswerNotRight(Request):
    """Tell the channel's registrar that an answer seems wrong."""

    topic: str
