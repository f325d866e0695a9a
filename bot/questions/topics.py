"""The topics, as ``topics.toml`` lists them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from bot.domain.order import Provision


class Kind(StrEnum):
    """What sort of thing a topic is: who or what can answer it."""

    FACT = "fact"
    """Most orders state it."""
    SILENCE = "silence"
    """Orders often leave it open; where one speaks, its words answer."""
    REFUSAL = "refusal"
    STATE = "state"
    """About this channel's register: a service knows."""
    COMMAND = "command"
    CHITCHAT = "chitchat"
    CHOICE = "choice"
    """It names no item: asked back, with its items as buttons."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be asked. The fields are explained at the head of ``topics.toml``."""

    id: str
    kind: Kind
    label: str = ""
    about: str = ""
    provisions: tuple[Provision, ...] = ()
    find: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    shown: int = 1
    also: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    plain: tuple[tuple[str, str], ...] = ()
    follow: tuple[tuple[str, str], ...] = ()
    silent: str = ""
    next: str = ""
    says: str = ""
    with_order: bool = False
    offers: tuple[tuple[str, str], ...] = ()

    @property
    def of_order(self) -> bool:
        """Whether an order's words answer it, or their absence does."""
        return self.kind in (Kind.FACT, Kind.SILENCE)


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its id, in the file's order."""
    data = tomllib.loads(resources.files(__package__).joinpath("topics.toml").read_text("utf-8"))
    return {name: _topic(name, fields) for name, fields in data.items()}


def _topic(name: str, fields: dict[str, object]) -> Topic:
    def words(key: str) -> tuple[str, ...]:
        value = fields.get(key, [])
        return tuple(str(each) for each in value) if isinstance(value, list) else ()

    def pairs(key: str, of: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        value = fields.get(key, [])
        return tuple((each[of[0]], each[of[1]]) for each in value) if isinstance(value, list) else ()

    texts = {key: str(fields[key]) for key in ("label", "about", "silent", "next", "says") if key in fields}
    return Topic(
        id=name,
        kind=Kind(str(fields["kind"])),
        provisions=tuple(Provision(each) for each in words("provisions")),
        find=words("find"),
        near=words("near"),
        shown=int(str(fields.get("shown", 1))),
        also=words("also"),
        plain=pairs("plain", ("when", "says")),
        follow=pairs("follow", ("when", "then")),
        parts=words("parts"),
        offers=pairs("offers", ("topic", "label")),
        with_order=fields.get("with_order") is True,
        **texts,
    )
