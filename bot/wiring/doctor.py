"""Whether Parley could run here."""

from collections.abc import Callable, Mapping
from typing import Any

import storage
from bot.settings import Settings


def examine(settings: Settings) -> list[dict[str, Any]]:
    """Whether Parley could run here, point by point."""
    checks: Mapping[str, Callable[[Settings], str]] = {
        "database": _examine_database,
        "migrations": _examine_migrations,
        "encryption": _examine_encryption,
        "platforms": _examine_platforms,
    }
    return [_examined(what, check, settings) for what, check in checks.items()]


def _examined(what: str, check: Callable[[Settings], str], settings: Settings) -> dict[str, Any]:
    try:
        return {"what": what, "ok": True, "says": check(settings)}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is wrong
        return {"what": what, "ok": False, "says": str(error).split("\n", 1)[0]}


def _examine_database(settings: Settings) -> str:
    storage.current(settings.parley_database_url)
    return "answers"


def _examine_migrations(settings: Settings) -> str:
    current, head = storage.current(settings.parley_database_url), storage.head()
    return "current" if current == head else f"at {current or 'nothing'}; parley migrate brings it to {head}"


def _examine_encryption(settings: Settings) -> str:
    number = len(settings.encryption_keys)
    return f"{number} key{'s'[: number != 1]}" if number else "none: names and orders are stored in the clear"


def _examine_platforms(settings: Settings) -> str:
    on = {"Slack": settings.slack, "Teams": settings.teams, "local web chat": settings.web_chat}
    return ", ".join(name for name, configured in on.items() if configured)
