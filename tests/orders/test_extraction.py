"""Bytes to text: what is read, and what is refused with one sentence saying what to do instead."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.errors import UnreadableDocument
from bot.orders import as_proposal, read, sample, text_of
from tests.orders.documents import (
    CHROMIUM,
    LATEX,
    bomb_pdf,
    browser_pdf,
    busy_pdf,
    flowed_pdf,
    latex_pdf,
    locked_pdf,
    long_pdf,
    looping_pdf,
    nested_pdf,
    scanned_pdf,
    stamped_pdf,
    word_file,
)

PLAIN = sample().text.replace("*", "")
FIELDS = [key for key in as_proposal(sample()) if key not in ("sources", "attendance_quotes", "letter_contents")]


def facts(text: str) -> dict[str, object]:
    printed = as_proposal(read(text))
    return {key: printed[key] for key in FIELDS}


SAMPLE_FACTS = facts(sample().text)
SET_IN_LATEX: dict[str, object] = {
    "register": True,
    "plaintiffs": ["Meridian Shellfish Hatchery, Inc."],
    "defendants": ["Casco Bay Freight Offices LLC", "Ofelia Prudhomme"],
    "docket": "2:26-cv-00117-LEW",
    "judge": "Lucretia F. Affleck",
    "order_date": "2026-04-02",
    "conference_at": "2026-05-21T09:30",
    "platform": "in_person",
    "letter_due": {"n": 5, "unit": "business_days", "direction": "before", "anchor": "conference", "date": None},
    "letter_served": "ex_parte",
    "letter_email": None,
    "page_limit": 6,
    "demand_rule": {"date": "2026-04-30", "time": None, "only_if_not_already": False},
    "response_rule": {"date": "2026-05-07", "time": None, "only_if_not_already": False},
}


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: flowed_pdf(PLAIN), id="report writer"),
        pytest.param(lambda: locked_pdf(PLAIN, to_open=""), id="protected against changes only"),
        pytest.param(lambda: word_file(PLAIN), id="word file"),
        pytest.param(lambda: word_file(PLAIN, numbered=True), id="word file numbered by word"),
        pytest.param(lambda: PLAIN.encode("utf-8"), id="plain text"),
        pytest.param(lambda: PLAIN.encode("utf-8-sig"), id="plain text with a mark"),
        pytest.param(lambda: PLAIN.encode("utf-16"), id="utf-16"),
        pytest.param(lambda: PLAIN.encode("cp1252"), id="windows text"),
        pytest.param(lambda: sample().text.replace("\n", "\r\n").encode(), id="windows lines"),
    ],
)
def test_the_sample_reads_the_same_whatever_it_is_kept_in(made: Callable[[], bytes]) -> None:
    assert facts(text_of(made(), "order")) == SAMPLE_FACTS


def test_stamps_and_page_numbers_are_taken_out_of_a_courts_pdf() -> None:
    text = text_of(stamped_pdf(PLAIN, "7:23-cv-07291-PMH", 20), "order.pdf")
    assert "Document 45" not in text
    assert facts(text) == SAMPLE_FACTS


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
def test_what_a_browser_prints_is_read(tmp_path: Path) -> None:
    assert facts(text_of(browser_pdf(PLAIN, tmp_path), "order.pdf")) == SAMPLE_FACTS


@pytest.mark.skipif(LATEX is None, reason="no pdflatex here")
def test_what_latex_sets_is_read(tmp_path: Path) -> None:
    got = as_proposal(read(text_of(latex_pdf(tmp_path), "order.pdf")))
    assert {name: got[name] for name in SET_IN_LATEX} == SET_IN_LATEX


@pytest.mark.skipif(LATEX is None, reason="no pdflatex here")
def test_an_address_whose_underscore_latex_drew_as_a_line_is_doubted_and_not_cut(tmp_path: Path) -> None:
    reading = read(text_of(latex_pdf(tmp_path), "order.pdf"))
    assert reading.letter_email is None
    assert "address_unclear" in {each.code for each in reading.warnings}


def test_content_is_believed_and_not_the_name() -> None:
    assert "Alfano" in text_of(flowed_pdf(PLAIN), "order.txt")
    assert "Alfano" in text_of(PLAIN.encode(), "order.pdf")


def test_words_broken_at_line_ends_and_ligatures_are_mended() -> None:
    text = text_of(
        word_file("The conﬁdential settle-\nment letter is ofﬁcial; see the ex-\nparte rules."), "order.docx"
    )
    assert "confidential settlement letter is official" in text


def test_the_two_columns_of_a_captions_table_stay_side_by_side() -> None:
    from docx import Document  # noqa: PLC0415 - only this test builds a table

    document = Document()
    document.add_paragraph("UNITED STATES DISTRICT COURT\nDISTRICT OF VERMONT")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "IRIS VALE,\nPlaintiff,\nv.\nHOLM MILLS, INC.,\nDefendant."
    cells[1].text = "Case No. 2:26-cv-00031\n\nORDER"
    document.add_paragraph("A settlement conference will be held on March 3, 2026 at 10:00 a.m. by Zoom. SO ORDERED.")
    made = io.BytesIO()
    document.save(made)
    reading = read(text_of(made.getvalue(), "order.docx"))
    assert (reading.caption, reading.docket) == ("Iris Vale v. Holm Mills, Inc.", "2:26-cv-00031")


def zipped(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        pytest.param(scanned_pdf, "scan", id="a scan"),
        pytest.param(lambda: locked_pdf(PLAIN, to_open="secret"), "password", id="a password"),
        pytest.param(lambda: b"a" * (10 * 1024 * 1024 + 1), "10 MB", id="too many bytes"),
        pytest.param(lambda: long_pdf(201), "200 pages", id="too many pages"),
        pytest.param(lambda: b"word " * 100_000, "more text", id="too much text"),
        pytest.param(lambda: bomb_pdf(300), "order", id="a decompression bomb"),
        pytest.param(busy_pdf, "order", id="too much to do"),
        pytest.param(lambda: nested_pdf(200_000), "", id="deep nesting"),
        pytest.param(looping_pdf, "", id="pages in a circle"),
        pytest.param(lambda: zipped("word/document.xml", b" " * (1 << 26)), "order", id="a word bomb"),
        pytest.param(lambda: flowed_pdf(PLAIN)[:900], "damaged", id="a damaged pdf"),
        pytest.param(lambda: word_file(PLAIN)[:3000], "damaged", id="a damaged word file"),
        pytest.param(lambda: zipped("a.txt", b"order"), "cannot read", id="an archive"),
        pytest.param(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx", id="an old word file"),
        pytest.param(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "pictures", id="a picture"),
        pytest.param(lambda: b"<!DOCTYPE html><p>order", "cannot read", id="a web page"),
        pytest.param(lambda: bytes(range(256)) * 20, "cannot read", id="bytes of no kind"),
        pytest.param(lambda: b"", "no text", id="nothing"),
        pytest.param(lambda: b" \n\n ", "no text", id="nothing but space"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence_on_what_to_do(made: Callable[[], bytes], words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        text_of(made(), "order.pdf")
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "lease" in str(refused.value)
