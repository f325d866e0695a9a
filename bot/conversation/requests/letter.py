"""The ex parte letter: what the order wants of it. There is no request that holds the letter."""

from dataclasses import dataclass

from bot.conversation.requests.base import FormRequest, Request


@dataclass(frozen=True, slots=True)
class ShowChecklist(Request):
    """What the order wants of the letter. Private, always."""

    conference: str


@dataclass(frozen=True, slots=True)
class CountPages(Request):
    """Open the form that asks for two numbers of pages."""

    conference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPages(FormRequest):
    """Values ``letter`` and ``attachments``: numbers of pages."""

    conference: str
