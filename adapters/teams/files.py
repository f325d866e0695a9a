"""Files, as Teams moves them: taken by link from a message in the personal chat, handed over with consent.

What is handed over is not kept meanwhile: the consent carries the request, which is answered again when it is given.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from adapters.teams import words
from adapters.teams.look import HOME, REQUEST
from bot.conversation import wire
from bot.conversation.replies import Attachment
from bot.conversation.requests import Request

Json = dict[str, Any]

TAKEN = "application/vnd.microsoft.teams.file.download.info"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
LARGEST = 12 * 1024 * 1024


def taken(attachments: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    """The link and name of the first file in a message."""
    for each in attachments:
        content = each.get("content")
        url = content.get("downloadUrl") if isinstance(content, dict) else None
        if each.get("contentType") == TAKEN and isinstance(url, str) and urlsplit(url).hostname:
            return url, str(each.get("name") or "")[:255]
    return None


def offers(attachments: Sequence[Attachment], request: Request | None, home: str) -> list[Json]:
    """Messages that ask whether a file may be put into the person's OneDrive."""
    if request is None:
        return []
    return [_offer(each, request, home) for each in attachments]


def _offer(attachment: Attachment, request: Request, home: str) -> Json:
    carried = {REQUEST: wire.encode(request), HOME: home, "name": attachment.filename}
    text = words.FILE_OFFERED.format(attachment.filename)
    content = {
        "description": text,
        "sizeInBytes": len(attachment.content),
        "acceptContext": carried,
        "declineContext": {"name": attachment.filename},
    }
    consent = {"contentType": CONSENT, "name": attachment.filename, "content": content}
    return {"type": "message", "summary": text, "attachments": [consent]}


def upload_of(value: Mapping[str, Any]) -> tuple[str, Json] | None:
    """Where an accepted file goes, and what Teams says about the place; ``None`` when it was declined."""
    info = value.get("uploadInfo")
    if value.get("action") != "accept" or not isinstance(info, dict) or not isinstance(info.get("uploadUrl"), str):
        return None
    return info["uploadUrl"], info


def saved(attachment: Attachment, info: Mapping[str, Any]) -> Json:
    """The message that shows where a file was put."""
    content = {"uniqueId": str(info.get("uniqueId", "")), "fileType": str(info.get("fileType", ""))}
    shown = {
        "contentType": INFO,
        "name": attachment.filename,
        "contentUrl": str(info.get("contentUrl", "")),
        "content": content,
    }
    text = words.FILE_SAVED.format(attachment.filename)
    return {"type": "message", "summary": text, "attachments": [shown]}
