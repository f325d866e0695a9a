"""From an order to a registered conference: reading it, correcting what was read, confirming, verifying."""

from dataclasses import dataclass

from bot.conversation.requests.base import FormRequest, Request


@dataclass(frozen=True, slots=True)
class StartRegistering(Request):
    """Open the form that takes an order's text or file, or offers to enter it by hand.

    ``anyway`` opens it although the channel has a conference, to replace that one.
    """

    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOrder(FormRequest):
    """Read an order. Value ``order``: its text."""


@dataclass(frozen=True, slots=True)
class RegisterFrom(Request):
    """Read an order from a message's text or a dropped file's text."""

    text: str


@dataclass(frozen=True, slots=True)
class EnterByHand(Request):
    """Open the empty registration form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeByHand(FormRequest):
    """The registration form, filled in."""


@dataclass(frozen=True, slots=True)
class EditProposal(Request):
    """Open the form with everything that was read."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveProposal(FormRequest):
    """The edited proposal."""

    proposal: str


@dataclass(frozen=True, slots=True)
class ShowSources(Request):
    """Each field of the proposal beside the words it was read from."""

    proposal: str


@dataclass(frozen=True, slots=True)
class ConfirmZone(Request):
    """The proposed time zone is right."""

    proposal: str


@dataclass(frozen=True, slots=True)
class SayDemandMade(Request):
    """Whether a demand has already been made: ``yes``, ``no`` or ``not_sure``."""

    proposal: str
    answer: str


@dataclass(frozen=True, slots=True)
class ConfirmProposal(Request):
    """Register what the proposal holds. ``choice`` settles a channel that already has a conference."""

    proposal: str
    choice: str = ""
    """``""``, ``"replace"``, ``"move"`` or ``"held"`` (save a past conference as held)."""


@dataclass(frozen=True, slots=True)
class DiscardProposal(Request):
    """Forget what was read."""

    proposal: str


@dataclass(frozen=True, slots=True)
class SeparateMatter(Request):
    """What was read, or is to be registered, is not this channel's matter. ``proposal`` may be empty."""

    proposal: str = ""


@dataclass(frozen=True, slots=True)
class VerifyDates(Request):
    """A second person has compared the dates with the order. ``dates`` marks those they were shown."""

    conference: str
    revision: int
    dates: str = ""


@dataclass(frozen=True, slots=True)
class EditConference(Request):
    """Open the form with the conference's facts."""

    conference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveConference(FormRequest):
    """The edited facts. ``facts`` marks those the form showed; a form without it goes by the whole ``version``."""

    conference: str
    version: int
    facts: str = ""
