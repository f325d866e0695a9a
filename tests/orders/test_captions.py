"""Captions, dockets, courts and judges in the forms courts print."""
# ruff: noqa: E501 - a caption stays on one line

import pytest

from bot.orders import read
from bot.orders.cleaning import clean
from bot.orders.courts import court_in, zone
from bot.orders.dockets import dockets

TAIL = "\n\nORDER\n\nA settlement conference is set for March 3, 2026 at 10:00 a.m. SO ORDERED.\n"


@pytest.mark.parametrize(
    ("caption", "plaintiffs", "defendants"),
    [
        ("ANA DOE,\nPlaintiff,\nv.\nACME WIDGETS, INC.,\nDefendant.", ("Ana Doe",), ("Acme Widgets, Inc.",)),
        ("Ana Doe v. Acme Widgets, Inc., 1:26-cv-00001", ("Ana Doe",), ("Acme Widgets, Inc.",)),
        (
            "ANA DOE and BO ROE, individually and on behalf of others similarly situated,\nPlaintiffs,\n-against-\nX CORP. and CY LI,\nDefendants.",
            ("Ana Doe", "Bo Roe"),
            ("X Corp.", "Cy Li"),
        ),
        (
            "JOHN DOE, a minor, by his mother, JANE DOE,   )\n  Plaintiff,  )\nvs.  )\nDEPARTMENT OF HEALTH AND HUMAN SERVICES,  )\n  Defendant. )",
            ("John Doe",),
            ("Department of Health and Human Services",),
        ),
        (
            "UNITED STATES OF AMERICA ex rel. ANA DOE,\nPlaintiff,\nv.\nSMITH & SONS, L.L.C. d/b/a SMITH'S,\nDefendant.",
            ("United States of America ex rel. Ana Doe",),
            ("Smith & Sons, L.L.C. d/b/a Smith's",),
        ),
    ],
)
def test_parties_are_named_without_what_the_caption_adds(
    caption: str, plaintiffs: tuple[str, ...], defendants: tuple[str, ...]
) -> None:
    reading = read(f"UNITED STATES DISTRICT COURT\nDISTRICT OF MAINE\n\n{caption}{TAIL}")
    assert (reading.plaintiffs, reading.defendants) == (plaintiffs, defendants)


@pytest.mark.parametrize(
    "docket",
    [
        "7:23-cv-07291-PMH",
        "21-CV-1234 (VB)(JCM)",
        "3:22-cv-00123 (RNC)",
        "23 Civ. 1234 (AB)",
        "22 C 6120",
        "C23-0877-MRH",
        "EP-23-CV-00291-RFM",
        "2:24-cv-03391-FLA (AJRx)",
        "1:24cv1377 (LMB/IDD)",
        "8:24CV215",
        "CV-23-01288-PHX-DLR (JZB)",
        "1:24-cv-00912 KWR/JFR",
    ],
)
def test_a_docket_is_read_as_printed(docket: str) -> None:
    text = f"Case No. {docket}\n"
    assert [text[start:end] for start, end in dockets(text)] == [docket]


@pytest.mark.parametrize(
    ("text", "name", "iana"),
    [
        (
            "UNITED STATES DISTRICT COURT\nDISTRICT OF IDAHO\nBoise",
            "United States District Court, District of Idaho",
            "America/Boise",
        ),
        (
            "United States District Court\nWestern District of Texas\nEl Paso",
            "United States District Court, Western District of Texas",
            "America/Denver",
        ),
        (
            "U.S.D.C., N.D. Fla.\nPensacola",
            "United States District Court, Northern District of Florida",
            "America/Chicago",
        ),
        (
            "UNITED STATES DISTRICT COURT\nFOR THE DISTRICT OF COLUMBIA",
            "United States District Court, District of Columbia",
            "America/New_York",
        ),
        ("UNITED STATES DISTRICT COURT\nDISTRICT OF WEST VIRGINIA", None, None),
    ],
)
def test_a_court_is_named_in_full_with_the_clock_of_its_place(text: str, name: str | None, iana: str | None) -> None:
    court = court_in(clean(text))
    assert (court.name if court else None) == name
    assert (zone(court, text) if court else None) == iana


def test_a_split_district_whose_city_is_not_named_gets_no_zone() -> None:
    text = "UNITED STATES DISTRICT COURT\nDISTRICT OF SOUTH DAKOTA"
    assert zone(court_in(clean(text)), text) is None
