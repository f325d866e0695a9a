"""Bytes to text, within limits no file can exceed."""

import json
import re
import subprocess
import sys
from pathlib import Path, PurePath

from bot.domain.errors import UnreadableDocument
from bot.orders.cleaning import mended

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 200
MOST_CHARACTERS = 400_000
_WAIT_SECONDS = 4
"""Far beyond the processor time a reader is given: only a stalled machine ever waits this long."""

_WORKER = Path(__file__).with_name("extraction_worker.py")
_PDF_WITHIN = 1024
_INSTEAD = "Please paste the order's text, or send it as a PDF, a Word file (.docx) or plain text."
_FAULTS = {
    "bytes": "This file is larger than 10 MB. Please send the order alone, or paste its text.",
    "pages": f"This file has more than {MOST_PAGES} pages. Please send the order alone, or paste its text.",
    "characters": "This file holds more text than any order. Please send the order alone, or paste its text.",
    "size": "This file unpacks to more than any order holds. Please send the order alone, or paste its text.",
    "slow": "This file takes too long to read. Please send the order alone, or paste its text.",
    "scan": "This PDF is a scan and holds no text. Please paste the order's text, or send a searchable PDF.",
    "encrypted": "This file is protected by a password. Please send a copy without one, or paste the order's text.",
    "damaged": "This file is damaged or cut short. Please download it again, or paste the order's text.",
    "empty": f"This file holds no text. {_INSTEAD}",
    "other": f"Parley cannot read this kind of file. {_INSTEAD}",
    "old_word": "This is an older Word file (.doc). Please save it as .docx or PDF, or paste the order's text.",
    "image": "Parley cannot read pictures. Please paste the order's text, or send a searchable PDF.",
}
_SIGNS = (
    (b"\xd0\xcf\x11\xe0", "old_word"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "other"),
    (b"PK", "other"),
    (b"\x1f\x8b", "other"),
    (b"7z\xbc\xaf", "other"),
    (b"\x7fELF", "other"),
    (b"MZ", "other"),
)
_MOST_CONTROLS = 0.02
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype|<html)", re.IGNORECASE)


def text_of(data: bytes, filename: str) -> str:
    """The text of a document. What it is follows from its content; only plain text is believed by its ``filename``.

    Raises:
        UnreadableDocument: no text can be had; its sentence says what to do instead.
    """
    if len(data) > MOST_BYTES:
        raise _refused("bytes")
    if not data.strip():
        raise _refused("empty")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return mended(_taken_out("pdf", data))
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return mended(_taken_out("docx", data))
    for sign, fault in _SIGNS:
        if data.startswith(sign) and not (sign.isalpha() and _is_text_name(filename)):
            raise _refused(fault)
    return _plain(data)


def _refused(fault: str) -> UnreadableDocument:
    return UnreadableDocument(_FAULTS[fault])


def _is_text_name(filename: str) -> bool:
    return PurePath(filename).suffix.lower() in (".txt", ".md", ".text", "")


def _plain(data: bytes) -> str:
    text = _decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise _refused("characters")
    if not text.strip():
        raise _refused("empty")
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text) or _MARKUP.match(text):
        raise _refused("other")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _taken_out(kind: str, data: bytes) -> str:
    """The text a reader takes out, in a process that ends when its time or memory does."""
    command = [sys.executable, "-I", str(_WORKER), kind, str(MOST_PAGES), str(MOST_CHARACTERS)]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter and a file of this package
            command, input=data, capture_output=True, timeout=_WAIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _refused("slow") from None
    if done.returncode < 0:
        raise _refused("slow")
    answer = json.loads(done.stdout) if done.returncode == 0 and done.stdout else {"fault": "damaged"}
    if "text" not in answer:
        raise _refused(answer["fault"])
    return str(answer["text"])
