"""Keeping what people typed out of the log."""

import logging
import re

QUIET = logging.getLogger("adapters.slack.library")
"""The logger given to Slack's libraries, which would otherwise repeat whole payloads."""
QUIET.setLevel(logging.CRITICAL + 1)

_NAME = re.compile(r"[A-Za-z0-9_.:-]{1,40}")


def named(value: object) -> str:
    """A value of a payload fit for the log: an id or a kind as it is, anything else as a question mark."""
    return value if isinstance(value, str) and _NAME.fullmatch(value) else "?"
