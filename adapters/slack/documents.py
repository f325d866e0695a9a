"""Files people share with Parley, as text."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog

from adapters.slack import sentences
from adapters.slack.calls import Line
from adapters.slack.forms import FILE_TYPES
from adapters.slack.installations import Installation
from bot.domain.errors import UnreadableDocument
from bot.orders import text_of
from bot.ports import SendingError

SCOPE = "files:read"
LARGEST = 12 * 1024 * 1024
HOSTS = (".slack.com", ".slack-files.com", ".slack-gov.com")
OK = 200

log = structlog.get_logger()


class Documents:
    """Fetches a file from Slack and takes the text from it."""

    def __init__(self, line: Line, api_url: str) -> None:
        self._line = line
        self._own_host = urlsplit(api_url).netloc

    async def text(self, installation: Installation, file: Mapping[str, Any]) -> str:
        """The text of a file. Raises ``UnreadableDocument`` with what to do instead."""
        if not installation.may(SCOPE):
            raise UnreadableDocument(sentences.FILES_NOT_ALLOWED)
        try:
            name, content = await self._fetched(installation, file)
        except (aiohttp.ClientError, SendingError, OSError) as error:
            log.warning("file not fetched", tenant=installation.tenant, error=type(error).__name__)
            raise UnreadableDocument(sentences.FILE_NOT_READ) from None
        return await asyncio.to_thread(text_of, content, name)

    async def _fetched(self, installation: Installation, file: Mapping[str, Any]) -> tuple[str, bytes]:
        if file.get("file_access") == "check_file_info" or not _url(file):
            name = str(file.get("id", ""))
            answer = await self._line.call(installation.token, lambda client: client.files_info(file=name))
            file = answer["file"]
        if int(file.get("size") or 0) > LARGEST:
            raise UnreadableDocument(sentences.FILE_TOO_LARGE)
        if not self._of_slack(_url(file)):
            raise UnreadableDocument(sentences.FILE_NOT_READ)
        return str(file.get("name") or ""), await self._body(installation, _url(file))

    async def _body(self, installation: Installation, url: str) -> bytes:
        """What stands at the address. To a token that is no good Slack answers with a page to sign in, not an error."""
        bearer = {"Authorization": f"Bearer {installation.token}"}
        async with self._line.session.get(url, headers=bearer, allow_redirects=False) as answer:
            if answer.status != OK or answer.content_type == "text/html":
                raise UnreadableDocument(sentences.FILE_NOT_READ)
            content = await answer.content.read(LARGEST + 1)
            while not answer.content.at_eof() and len(content) <= LARGEST:
                content += await answer.content.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UnreadableDocument(sentences.FILE_TOO_LARGE)
        return content

    def _of_slack(self, url: str) -> bool:
        parts = urlsplit(url)
        known = parts.scheme == "https" and f".{parts.hostname or ''}".endswith(HOSTS)
        return known or (parts.netloc == self._own_host and bool(self._own_host))


def readable(files: object) -> Mapping[str, Any] | None:
    """The first document among the files of a message that may be an order."""
    for file in files if isinstance(files, list) else ():
        if isinstance(file, Mapping) and (_kind(file) in FILE_TYPES or file.get("file_access") == "check_file_info"):
            return file
    return None


def _kind(file: Mapping[str, Any]) -> str:
    kind = str(file.get("filetype") or str(file.get("name") or "").rpartition(".")[2]).lower()
    return "txt" if kind == "text" else kind


def _url(file: Mapping[str, Any]) -> str:
    return str(file.get("url_private_download") or file.get("url_private") or "")
