"""Taking text out of a PDF or a Word file, in a process of its own that cannot outgrow its limits.

Run as a file, never imported: standard input is the document, the arguments its kind and the most pages and characters
to give back; standard output is one JSON object, ``{"text": …}`` or ``{"fault": …}``.
"""

import contextlib
import io
import json
import logging
import signal
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

SECONDS = 1.0
MEMORY = 128 * 1024 * 1024
_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_MEMBERS = 2000
_LAID_OUT = 3
"""Pages, from the first, on which columns are looked for: captions and tables of dates stand there."""
_GAP = " " * 4
_RIGHT_HAND = 24


class _Fault(Exception):
    """A reason to refuse the document; its argument is the reason's name."""


def _limit() -> None:
    """Let the kernel end this process past its share of time or memory, where there is such a kernel."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource  # noqa: PLC0415 - absent on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)


def _pdf(data: bytes, most_pages: int, most_characters: int) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 - only one of the two readers is ever needed

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise _Fault("encrypted")
    if len(reader.pages) > most_pages:
        raise _Fault("pages")
    texts: list[str] = []
    for number, page in enumerate(reader.pages):
        text = page.extract_text()
        texts.append(_in_columns(text, page) if number < _LAID_OUT else text)
        if sum(map(len, texts)) > most_characters:
            raise _Fault("characters")
    if not any(text.strip() for text in texts):
        raise _Fault("scan")
    return "\n\n".join(texts)


def _in_columns(text: str, page: Any) -> str:  # noqa: ANN401 - pypdf is loaded only where it is needed
    """A page's text with what stands side by side on the page side by side in the text, as in a caption or a table.

    Where the two ways of taking a page apart do not give the same letters, the plain one is believed.
    """
    with contextlib.suppress(Exception):  # a page that cannot be laid out is read as it stands
        laid_out = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
        if sorted(laid_out.replace(" ", "")) == sorted(
            text.replace(" ", "").replace("\n", "") + "\n" * laid_out.count("\n")
        ):
            plain = {" ".join(line.split()): line for line in text.split("\n")}
            lines = laid_out.split("\n")
            return "\n".join(line if _set_apart(line) else plain.get(" ".join(line.split()), line) for line in lines)
    return text


def _set_apart(line: str) -> bool:
    """Whether a line stands in a right-hand column, or in two."""
    bare = line.strip()
    return _GAP in bare or (bool(bare) and len(line) - len(line.lstrip()) >= _RIGHT_HAND)


def _docx(data: bytes, most_characters: int) -> str:
    from docx import Document  # noqa: PLC0415 - as above

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > _MOST_UNPACKED:
            raise _Fault("size")
    document = Document(io.BytesIO(data))
    numbers = _Numbers(document)
    text = "\n".join(_blocks(document.iter_inner_content(), numbers))
    if len(text) > most_characters:
        raise _Fault("characters")
    if not text.strip():
        raise _Fault("empty")
    return text


def _blocks(content: Any, numbers: "_Numbers") -> Iterator[str]:  # noqa: ANN401 - python-docx is untyped
    """Paragraphs in order, each with an empty line after it, and a table's rows, cells set apart by wide space."""
    for block in content:
        if hasattr(block, "rows"):
            yield from (_row(row) for row in block.rows)
        else:
            yield numbers.of(block) + block.text + "\n"


def _row(row: Any) -> str:  # noqa: ANN401 - python-docx is untyped
    """The cells of one row side by side, line by line, as a caption's two columns are printed."""
    cells = [cell.text.split("\n") for cell in row.cells]
    height = max(map(len, cells), default=0)
    lines = [[cell[line] if line < len(cell) else "" for cell in cells] for line in range(height)]
    return "\n".join((" " * 6).join(line).rstrip() for line in lines)


class _Numbers:
    """The numbers Word prints before list paragraphs, which are not part of their text."""

    _ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx is untyped
        self._formats: dict[tuple[str, str], str] = {}
        self._counts: dict[tuple[str, str], int] = {}
        with contextlib.suppress(KeyError, NotImplementedError, AttributeError):
            self._learn(document.part.numbering_part.element)

    def _learn(self, numbering: Any) -> None:  # noqa: ANN401 - python-docx is untyped
        space = {"w": numbering.nsmap["w"]}
        name = f"{{{space['w']}}}"
        levels = {
            (abstract.get(f"{name}abstractNumId"), level.get(f"{name}ilvl")): level.find("w:numFmt", space)
            for abstract in numbering.findall("w:abstractNum", space)
            for level in abstract.findall("w:lvl", space)
        }
        for number in numbering.findall("w:num", space):
            used = number.find("w:abstractNumId", space).get(f"{name}val")
            for (abstract, level), form in levels.items():
                if abstract == used and form is not None:
                    self._formats[number.get(f"{name}numId"), level] = form.get(f"{name}val")

    def of(self, paragraph: Any) -> str:  # noqa: ANN401 - python-docx is untyped
        """The number before a paragraph with the blank after it, or nothing."""
        key = self._place(paragraph)
        form = self._formats.get(key) if key else None
        if key is None or form is None or not paragraph.text.strip():
            return ""
        self._counts[key] = count = self._counts.get(key, 0) + 1
        for other in [each for each in self._counts if each[0] == key[0] and each[1] > key[1]]:
            del self._counts[other]
        return self._printed(form, count)

    def _place(self, paragraph: Any) -> tuple[str, str] | None:  # noqa: ANN401 - python-docx is untyped
        for holder in (paragraph._p, paragraph.style.element):  # noqa: SLF001 - python-docx has no other way in
            properties = holder.pPr
            found = properties.numPr if properties is not None else None
            if found is not None and found.numId is not None:
                return str(found.numId.val), str(found.ilvl.val if found.ilvl is not None else 0)
        return None

    def _printed(self, form: str, count: int) -> str:
        if form == "bullet":
            return "• "
        if form.endswith("Roman"):
            printed = self._ROMAN[min(count, len(self._ROMAN)) - 1]
            return f"{printed if form.startswith('upper') else printed.lower()}. "
        if form.endswith("Letter"):
            printed = chr(ord("A") + (count - 1) % 26)
            return f"{printed if form.startswith('upper') else printed.lower()}. "
        return f"{count}. "


def main(kind: str, most_pages: int, most_characters: int) -> dict[str, str]:
    """The document's text, or the name of what is wrong with it."""
    logging.disable()
    data = sys.stdin.buffer.read()
    _limit()
    try:
        text = _pdf(data, most_pages, most_characters) if kind == "pdf" else _docx(data, most_characters)
    except _Fault as fault:
        return {"fault": str(fault)}
    except (MemoryError, RecursionError):
        return {"fault": "size"}
    except Exception:  # noqa: BLE001 - whatever a damaged file provokes in a reader, it is a damaged file
        return {"fault": "damaged"}
    return {"text": text}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
