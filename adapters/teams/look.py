"""Where a card is shown, and what its buttons carry besides their requests."""

from dataclasses import dataclass
from typing import Any

from bot.conversation.requests import EditConference, EditProposal, EnterByHand, ShowParagraph, ShowSources

Json = dict[str, Any]

REQUEST = "parley.request"
HOME = "parley.home"
VIEW = "parley.view"
"""Marks the buttons of a card that one person sees in place of another card."""
OPENED_FROM = "parley.from"
"""In a dialog: the message whose button opened it, which Teams does not say when the dialog is sent."""
OPENING = {"msteams": {"type": "task/fetch"}}
IN_A_DIALOG = (EditConference, EditProposal, EnterByHand, ShowParagraph, ShowSources)
"""What is long to fill in or to read."""
REFRESHED_FOR = 60
"""People that Teams refreshes a card for by itself, at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where a card is shown, and to whom.

    ``home`` is the channel a private card speaks about, for its buttons. ``view`` is whether one person sees it in
    place of another card; ``dialog`` whether in a dialog, which ``opened_from`` a message. ``dialogs`` is whether its
    buttons may open dialogs. ``refreshed_for`` are the bot's own ids of the people who are shown more in its place.
    """

    home: str = ""
    view: bool = False
    dialogs: bool = False
    dialog: bool = False
    opened_from: str = ""
    refreshed_for: tuple[str, ...] = ()

    @property
    def marks(self) -> Json:
        """What each button carries besides its request."""
        said = {HOME: self.home, VIEW: self.view, OPENED_FROM: self.opened_from}
        return {name: value for name, value in said.items() if value}


PLAIN = Look()
