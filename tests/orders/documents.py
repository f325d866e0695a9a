"""Documents of several producers, made while the tests run."""

import io
import re
import shutil
import subprocess
import zlib
from pathlib import Path

from docx import Document
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

CHROMIUM = Path("/usr/bin/chromium")
LATEX = shutil.which("pdflatex")
SET_IN_LATEX = Path(__file__).with_name("order.tex")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(each, each) for each in text)


def flowed_pdf(text: str) -> bytes:
    """A report writer's PDF: paragraphs wrapped by the producer."""
    made = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    blocks = [block for block in text.split("\n\n") if block.strip()]
    SimpleDocTemplate(made).build([Paragraph(_escaped(block).replace("\n", "<br/>"), style) for block in blocks])
    return made.getvalue()


def stamped_pdf(text: str, docket: str, lines_on_page: int = 40) -> bytes:
    """A court's PDF: lines set in a fixed pitch, a filing stamp on top of each page and its number below."""
    made = io.BytesIO()
    canvas = Canvas(made)
    lines = text.split("\n")
    pages = [lines[start : start + lines_on_page] for start in range(0, len(lines), lines_on_page)]
    for number, page in enumerate(pages, 1):
        canvas.setFont("Courier", 8)
        canvas.drawString(60, 810, f"Case {docket}   Document 45   Filed 12/07/23   Page {number} of {len(pages)}")
        for row, line in enumerate(page):
            canvas.drawString(50, 780 - 16 * row, line)
        canvas.drawString(290, 40, str(number))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def columned_pdf(text: str, lines_on_page: int = 46) -> bytes:
    """A PDF in proportional type: each run of words is set where its column begins, as typesetters do."""
    made = io.BytesIO()
    canvas = Canvas(made)
    lines = text.split("\n")
    for start in range(0, len(lines), lines_on_page):
        canvas.setFont("Times-Roman", 9)
        for row, line in enumerate(lines[start : start + lines_on_page]):
            for run in re.finditer(r"\S+(?: {1,2}\S+)*", line):
                canvas.drawString(30 + run.start() * 4.6, 790 - 16 * row, run[0])
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def browser_pdf(text: str, folder: Path) -> bytes:
    """What a browser prints."""
    page, printed = folder / "order.html", folder / "order.pdf"
    blocks = "".join(f"<p>{_escaped(block)}</p>".replace("\n", "<br>") for block in text.split("\n\n") if block.strip())
    page.write_text(f"<meta charset=utf-8><body style='font-family:serif'>{blocks}", "utf-8")
    command = [
        str(CHROMIUM),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return printed.read_bytes()


def latex_pdf(folder: Path) -> bytes:
    """An order set in LaTeX: justified and hyphenated lines, ligatures, a caption in a table, a footnote."""
    command = [str(LATEX), "-interaction=batchmode", f"-output-directory={folder}", str(SET_IN_LATEX)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return (folder / "order.pdf").read_bytes()


def word_file(text: str, *, numbered: bool = False) -> bytes:
    """A Word file; with ``numbered``, its numbers are Word's own and stand in no paragraph's text."""
    document = Document()
    for block in text.split("\n\n"):
        number, dot, rest = block.strip().partition(". ")
        if numbered and dot and number.isdigit():
            document.add_paragraph(rest, style="List Number")
        elif block.strip():
            document.add_paragraph(block.strip("\n"))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def scanned_pdf() -> bytes:
    """A picture of a page, and no text."""
    picture = io.BytesIO()
    Image.new("L", (400, 500), 200).save(picture, "PNG")
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 50, 100, 400, 500)
    canvas.save()
    return made.getvalue()


def locked_pdf(text: str, *, to_open: str, to_change: str = "owner") -> bytes:
    """A PDF under a password; an empty ``to_open`` restricts changing only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(flowed_pdf(text))))
    writer.encrypt(to_open, to_change, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def long_pdf(pages: int) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made)
    for number in range(pages):
        canvas.drawString(60, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def pdf_of(*objects: bytes) -> bytes:
    """A PDF written by hand from its objects, the first of which is the catalogue."""
    made = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return made + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def one_page_pdf(content: bytes, filters: bytes) -> bytes:
    """A PDF of one page with that stream."""
    stream = b"<</Length %d/Filter[%s]>>stream\n" % (len(content), filters) + content + b"\nendstream"
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def bomb_pdf(megabytes: int) -> bytes:
    """A page whose stream unpacks to very much more than it is."""
    return one_page_pdf(zlib.compress(zlib.compress(b" " * (megabytes << 20), 9), 9), b"/FlateDecode/FlateDecode")


def busy_pdf() -> bytes:
    """A page whose small stream asks for very many operations."""
    return one_page_pdf(zlib.compress(b"BT /F 9 Tf (a) Tj ET\n" * 1_500_000, 1), b"/FlateDecode")


def nested_pdf(depth: int) -> bytes:
    """Arrays within arrays within arrays."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * depth + b"]" * depth + b">>", b"<</Type/Pages/Kids[]/Count 0>>"
    )


def looping_pdf() -> bytes:
    """A tree of pages that contains itself."""
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>")
