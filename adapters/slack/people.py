"""Who people are and who can read a channel, as Slack says; what it does not say counts against them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Line
from adapters.slack.installations import PLATFORM, Installation, Installations
from adapters.slack.quiet import named
from bot.clock import Clock
from bot.domain.people import Audience, Channel, Person
from bot.ports import SendingError

FRESH_SECONDS = 600.0
STALE_SECONDS = 24 * 3600.0
LOOK_UP_SECONDS = 1.5
"""How long an arriving request waits for Slack's word on who and where."""
MEMBERS_A_PAGE = 1000
MOST_MEMBERS = 5000
ONE_BY_ONE = 30
"""Up to so many unknown members are looked up singly; more by going through the workspace's list."""

log = structlog.get_logger()
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of one person."""

    id: str
    team: str = ""
    enterprise: str = ""
    name: str = ""
    zone: str | None = None
    admin: bool = False
    guest: bool = True
    bot: bool = False

    def of_the_house(self, installation: Installation) -> bool:
        """Whether this person belongs to the tenant Parley serves."""
        return installation.home_of(self.team) or installation.home_of(self.enterprise)

    def outside(self, installation: Installation) -> bool:
        """Whether this person is of another organisation, or a guest."""
        return not self.bot and (self.guest or not self.of_the_house(installation))


class Directory:
    """People and audiences. Profiles are remembered for ten minutes; whether a channel is shared never is."""

    def __init__(self, line: Line, installations: Installations, clock: Clock) -> None:
        self._line = line
        self._installations = installations
        self._clock = clock
        self._profiles: dict[tuple[str, str], tuple[float, Profile]] = {}
        self._guests: dict[Channel, tuple[float, bool]] = {}
        self._asking: dict[object, asyncio.Task[Any]] = {}

    # --- people

    async def person(self, installation: Installation, user: str, team: str) -> tuple[Person, bool, bool]:
        """The person, whether they administer the workspace, and whether they are its guest.

        ``team`` is the organisation the payload names for them, or empty. Where Slack does not answer in time, the
        person is nobody's administrator and everybody's guest.
        """
        if not user:
            return Person(team, "", ""), False, True
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                profile = await self.profile(installation, user)
        except (SendingError, TimeoutError):
            log.warning("person not looked up", tenant=installation.tenant, person=named(user))
            home = installation.tenant if installation.home_of(team) else team
            return Person(home, user, user), False, True
        claimed_elsewhere = bool(team) and not installation.home_of(team) and not installation.enterprise
        inside = profile.of_the_house(installation) and not claimed_elsewhere
        home = installation.tenant if inside else (team if claimed_elsewhere else profile.team)
        return Person(home, user, profile.name or user, profile.zone), inside and profile.admin, profile.guest

    async def from_outside(self, installation: Installation, user: str) -> bool:
        """Whether a person is of another organisation or a guest; so are those of whom Slack says nothing in time."""
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                return (await self.profile(installation, user)).outside(installation)
        except (SendingError, TimeoutError):
            return True

    async def profile(self, installation: Installation, user: str) -> Profile:
        """What Slack says of a person; up to a day old where Slack does not answer now."""
        key = (installation.tenant, user)
        now = self._clock.now().timestamp()
        known = self._profiles.get(key)
        if known and now < known[0] + FRESH_SECONDS:
            return known[1]
        try:
            profile = await self._together(("user", key), lambda: self._ask_profile(installation, user))
        except SendingError:
            if known and now < known[0] + STALE_SECONDS:
                return known[1]
            raise
        return profile

    async def _ask_profile(self, installation: Installation, user: str) -> Profile:
        answer = await self._call(installation.tenant, lambda client: client.users_info(user=user))
        return self._learn(installation.tenant, answer["user"] or {"id": user})

    def _learn(self, tenant: str, user: Mapping[str, Any]) -> Profile:
        profile = profile_of(user)
        self._profiles[tenant, profile.id] = (self._clock.now().timestamp(), profile)
        return profile

    # --- channels

    async def audience_in_time(self, channel: Channel) -> Audience:
        """Who can read the channel; ``UNKNOWN`` where Slack does not say in time."""
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                return await self.audience(channel)
        except (SendingError, TimeoutError):
            return Audience.UNKNOWN

    async def audience(self, channel: Channel) -> Audience:
        """Who can read the channel, asked of Slack now. Raises ``SendingError`` where it does not say."""
        return await self._together(("channel", channel), lambda: self._ask_audience(channel))

    def forget(self, channel: Channel) -> None:
        """The channel's members changed."""
        self._guests.pop(channel, None)

    async def _ask_audience(self, channel: Channel) -> Audience:
        answer = await self._call(channel.tenant, lambda client: client.conversations_info(channel=channel.id))
        audience = audience_of(answer.get("channel") or {})
        if audience is not Audience.OWN or (answer.get("channel") or {}).get("is_im"):
            return audience
        return Audience.SHARED if await self._has_guests(channel) else Audience.OWN

    async def _has_guests(self, channel: Channel) -> bool:
        now = self._clock.now().timestamp()
        known = self._guests.get(channel)
        if known and now < known[0] + FRESH_SECONDS:
            return known[1]
        installation = await self._installations.of(channel.tenant)
        members = await self._members(channel)
        profiles = await self._profiles_of(installation, members)
        found = any(each.outside(installation) for each in profiles)
        self._guests[channel] = (now, found)
        return found

    async def _members(self, channel: Channel) -> list[str]:
        members: list[str] = []
        cursor = ""
        while len(members) < MOST_MEMBERS:
            page = await self._call(
                channel.tenant,
                lambda client, cursor=cursor: client.conversations_members(  # type: ignore[misc]
                    channel=channel.id, limit=MEMBERS_A_PAGE, cursor=cursor
                ),
            )
            members += page["members"] or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return members

    async def _profiles_of(self, installation: Installation, members: Iterable[str]) -> list[Profile]:
        wanted = list(members)
        oldest = self._clock.now().timestamp() - STALE_SECONDS
        unknown = [each for each in wanted if self._profiles.get((installation.tenant, each), (0.0, None))[0] < oldest]
        if len(unknown) > ONE_BY_ONE and installation.team:
            await self._together(("users", installation.tenant), lambda: self._learn_everybody(installation))
        return await asyncio.gather(*(self._remembered(installation, each) for each in wanted))

    async def _remembered(self, installation: Installation, user: str) -> Profile:
        known = self._profiles.get((installation.tenant, user))
        if known and self._clock.now().timestamp() < known[0] + STALE_SECONDS:
            return known[1]
        return await self.profile(installation, user)

    async def _learn_everybody(self, installation: Installation) -> None:
        cursor = ""
        while True:
            page = await self._call(
                installation.tenant,
                lambda client, cursor=cursor: client.users_list(limit=MEMBERS_A_PAGE, cursor=cursor),  # type: ignore[misc]
            )
            for user in page["members"] or []:
                self._learn(installation.tenant, user)
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    # --- asking

    async def _call(self, tenant: str, call: Callable[[AsyncWebClient], Awaitable[Any]]) -> Any:  # noqa: ANN401 # Slack's answer
        installation = await self._installations.of(tenant)
        return await self._line.call(installation.token, call)

    async def _together(self, key: object, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer to a question being asked already, or to asking it now. It is asked to the end either way."""
        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.ensure_future(ask())
            task.add_done_callback(lambda done: self._asked(key, done))
        return await asyncio.shield(task)

    def _asked(self, key: object, task: asyncio.Task[Any]) -> None:
        self._asking.pop(key, None)
        if not task.cancelled():
            task.exception()


def profile_of(user: Mapping[str, Any]) -> Profile:
    """A user object of Slack. A guest is whoever is not plainly a full member."""
    shown = user.get("profile") or {}
    organisation = user.get("enterprise_user") or {}
    flags = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted")
    return Profile(
        id=str(user.get("id", "")),
        team=str(user.get("team_id") or ""),
        enterprise=str(organisation.get("enterprise_id") or ""),
        name=str(
            shown.get("display_name") or shown.get("real_name") or user.get("real_name") or user.get("name") or ""
        ),
        zone=user.get("tz") or None,
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        guest=any(user.get(flag) for flag in flags) or not user.get("team_id"),
        bot=bool(user.get("is_bot")),
    )


def audience_of(channel: Mapping[str, Any]) -> Audience:
    """Who can read a channel, of Slack's channel object. ``is_shared`` alone may be within one organisation."""
    if channel.get("is_im"):
        return Audience.OWN
    outside = ("is_ext_shared", "is_pending_ext_shared", "pending_shared", "pending_connected_team_ids")
    if any(channel.get(each) for each in outside):
        return Audience.SHARED
    if "is_ext_shared" in channel or channel.get("is_shared") is False:
        return Audience.OWN
    return Audience.UNKNOWN


def channel_in(installation: Installation, channel: str) -> Channel:
    """The channel as the core keys it."""
    return Channel(PLATFORM, installation.tenant, channel)
