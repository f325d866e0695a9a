"""Looking at what Parley holds or does. Nothing here changes anything."""

from dataclasses import dataclass

from bot.conversation.requests.base import Request


@dataclass(frozen=True, slots=True)
class ShowHelp(Request):
    """What Parley can do here. ``unknown`` is a word that was not understood, for a "did you mean"."""

    unknown: str = ""


@dataclass(frozen=True, slots=True)
class SuggestQuestions(Request):
    """Questions worth asking at this stage."""


@dataclass(frozen=True, slots=True)
class ShowStatus(Request):
    """The headline card's content, privately."""

    conference: str = ""


@dataclass(frozen=True, slots=True)
class ShowDeadlines(Request):
    """Every deadline with its count."""

    conference: str = ""


@dataclass(frozen=True, slots=True)
class ShowAttendance(Request):
    """Who will be there with authority, who is outstanding."""

    conference: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowMore(Request):
    """What else can be done with the conference: edit, adjourn, close, export, history."""

    conference: str


@dataclass(frozen=True, slots=True)
class ShowHome(Request):
    """A person's own page: next dates, what they owe, their matters."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Request):
    """What Parley stores, why, where and until when; what it does not do."""


@dataclass(frozen=True, slots=True)
class SeeOwn(Request):
    """A shared card, ``headline`` or ``attendance``, as the person who asks sees it. It changes nothing."""

    conference: str
    card: str


@dataclass(frozen=True, slots=True)
class ShowHistory(Request):
    """The audit of a conference."""

    conference: str
    page: int = 1
