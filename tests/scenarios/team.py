"""How a scenario plays a team, whatever the platform: they say, press, fill in, look, and time passes."""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

MATTER = "matter"
SHARED = "shared"
PRIVATE = "private"
"""The rooms a scenario speaks of: the firm's own matter channel, one that opposing counsel reads, a direct message."""


class Team(Protocol):
    """The people of a scenario, on one platform. People are ``dana`` (paralegal), ``alex`` (associate),
    ``robin`` (partner, in Los Angeles), ``sam`` (administrator) and ``morgan`` (opposing counsel).
    """

    async def invite(self, person: str, room: str = MATTER) -> None:
        """Bring Parley into the room."""

    async def remove(self, person: str, room: str = MATTER) -> None:
        """Take Parley out of the room."""

    async def say(self, person: str, text: str, room: str = MATTER) -> None:
        """Say something to Parley."""

    async def press(self, person: str, label: str, room: str = MATTER) -> None:
        """Press the newest button of that label this person sees in the room."""

    async def fill(self, person: str, values: Mapping[str, str]) -> Mapping[str, str]:
        """Fill in the open form, keeping what stands in its other fields, and submit it; returns its errors."""

    def form(self) -> Mapping[str, str]:
        """The open form's fields and what stands in them; empty when none is open."""

    async def step(self, moment: dt.datetime) -> None:
        """Let time pass until that moment, and everything due be sent."""

    async def sees(self, person: str, room: str = MATTER) -> list[str]:
        """The text of every message this person sees in the room, oldest first, as each reads now."""
