"""Captions, dockets, courts and judges in the forms courts print."""
# ruff: noqa: E501 - a caption stays on one line

import pytest

from bot.orders import read
from bot.orders.cleaning import clean
from bot.orders.courts import court_in, zone
from bot.orders.dockets import core, dockets

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


@pytest.mark.parametrize(
    ("line", "docket"),
    [
        ("CASE NUMBER: STK-CV-UPI-2024-0009316", "STK-CV-UPI-2024-0009316"),
        ("Case No. 30-2024-01234567-CU-BC-CJC", "30-2024-01234567-CU-BC-CJC"),
        ("Case No.: CGC-24-612345", "CGC-24-612345"),
        ("CASE NO. 24STCV01234", "24STCV01234"),
        ("Case No. 37-2024-00012345-CU-PO-CTL", "37-2024-00012345-CU-PO-CTL"),
        ("Case No. RG24012345", "RG24012345"),
        ("Case No. CIVSB2401234", "CIVSB2401234"),
        ("Index No. 652345/2024", "652345/2024"),
        ("Index No.: E2024-01234", "E2024-01234"),
        ("DOCKET NO. ESX-L-001234-24", "ESX-L-001234-24"),
        ("Docket No.: L-1234-24", "L-1234-24"),
        ("Cause No. 2024-12345", "2024-12345"),
        ("CAUSE NO. D-1-GN-24-001234", "D-1-GN-24-001234"),
        ("CAUSE NO. DC-24-01234", "DC-24-01234"),
        ("CASE NO.: 2024-CA-001234", "2024-CA-001234"),
        ("CASE NO.: 2024-012345-CA-01", "2024-012345-CA-01"),
        ("CASE NO. CACE-24-012345", "CACE-24-012345"),
        ("No. 2024 L 001234", "2024 L 001234"),
        ("Docket No. 2484CV00123", "2484CV00123"),
        ("No. 24-2-01234-5 SEA", "24-2-01234-5 SEA"),
        ("Case No. CV-24-987654", "CV-24-987654"),
        ("Case No. MJ-25-00123", "MJ-25-00123"),
        ("CV 24-00123-PHX-DLR", "CV 24-00123-PHX-DLR"),
        ("CV-24-00123-PHX-DLR (ESW)", "CV-24-00123-PHX-DLR (ESW)"),
        ("2:24-cv-01234-ABC-DEF", "2:24-cv-01234-ABC-DEF"),
        ("Case No. 4:25-mc-00012-HCM", "4:25-mc-00012-HCM"),
        ("CIVIL NO. 24-00123 JMS-KJM", "24-00123 JMS-KJM"),
        ("Civ. No. 24-123 (ABC/DEF)", "24-123 (ABC/DEF)"),
        ("No. CIV 24-0123 JB/KK", "CIV 24-0123 JB/KK"),
        ("CASE NO. C24-5012 BHS", "C24-5012 BHS"),
        ("CASE NO. C24-5012BHS", "C24-5012BHS"),
        ("A-24-CV-123-RP", "A-24-CV-123-RP"),
        ("Civil Action No. H-24-1234", "H-24-1234"),
        ("5:24-CV-00123-BO-RN", "5:24-CV-00123-BO-RN"),
        ("24-cv-1234-wmc", "24-cv-1234-wmc"),
        ("Adv. Proc. No. 24-01234 (ABC)", "24-01234 (ABC)"),
        ("Adversary No. 24-01234-elm", "24-01234-elm"),
        ("Adv. Pro. No. 1:24-ap-01055-MB", "1:24-ap-01055-MB"),
        ("No. 24-123C", "24-123C"),
        ("No. 1:24-cv-00123-RAH", "1:24-cv-00123-RAH"),
        ("Civil Action No. 1:24-cv-00123 (TNM/GMH)", "1:24-cv-00123 (TNM/GMH)"),
        ("Civil Action No. 24-cv-00123-CMA-MEH", "24-cv-00123-CMA-MEH"),
        ("Civil Action No. 24-1234 (RBK/EAP)", "24-1234 (RBK/EAP)"),
        ("CIVIL ACTION NO. 24-1234", "24-1234"),
        ("CIVIL ACTION NO. 3:24-CV-00123-GNS-LLK", "3:24-CV-00123-GNS-LLK"),
        ("CIVIL ACTION NO. 24-123-JWD-SDJ", "24-123-JWD-SDJ"),
        ('CIVIL ACTION NO. 24-1234 SECTION "R" (3)', "24-1234"),
        ("Case 2:24-cv-00123-JAD-BNW", "2:24-cv-00123-JAD-BNW"),
        ("Case No. 24-CV-12345", "24-CV-12345"),
        ("Case No. 24-12345", "24-12345"),
        ("Case No. 2:24-cv-12345", "2:24-cv-12345"),
        ("Civil Case No. 24-cv-12345", "24-cv-12345"),
        ("No. 3:24-cv-00123-HZ", "3:24-cv-00123-HZ"),
        ("Case: 4:24-cv-00123-MTS", "4:24-cv-00123-MTS"),
        ("Cause No. 1:24-cv-00123-JPH-MG", "1:24-cv-00123-JPH-MG"),
        ("CAUSE NO.: 2:24-CV-123-PPS-JEM", "2:24-CV-123-PPS-JEM"),
        ("24 CV 1234 (KPF) (RWL)", "24 CV 1234 (KPF) (RWL)"),
        ("24-CV-1234 (KPF)(RWL)", "24-CV-1234 (KPF)(RWL)"),
        ("24 Civ. 01234 (LGS)", "24 Civ. 01234 (LGS)"),
        ("CV 24-1234 (GRB)(ARL)", "CV 24-1234 (GRB)(ARL)"),
        ("24-CV-123S", "24-CV-123S"),
        ("1:24-CV-0123 (BKS/CFH)", "1:24-CV-0123 (BKS/CFH)"),
        ("24-CV-6123-FPG-MJP", "24-CV-6123-FPG-MJP"),
        ("Case No. 24-cv-00123-SI (TSH)", "24-cv-00123-SI (TSH)"),
        ("Case No. 24-cv-00123 NC", "24-cv-00123 NC"),
        ("Case No.: 24cv123-GPC(DEB)", "24cv123-GPC(DEB)"),
        ("Case No. 3:24-cv-00123-L-BLM", "3:24-cv-00123-L-BLM"),
        ("Case No. CV 24-1234-GW (KSx)", "CV 24-1234-GW (KSx)"),
        ("Case No. EDCV 24-01234 JGB (SPx)", "EDCV 24-01234 JGB (SPx)"),
        ("Case No. 5:24-cv-01234-JGB-SP", "5:24-cv-01234-JGB-SP"),
        ("SA CV 24-01234-DOC (JDEx)", "SA CV 24-01234-DOC (JDEx)"),
        ("8:24-cv-01234-DOC-JDE", "8:24-cv-01234-DOC-JDE"),
        ("No. 2:24-CV-00123-TOR", "2:24-CV-00123-TOR"),
        ("CV 24-12-M-DLC", "CV 24-12-M-DLC"),
        ("Case No. 24-1234-JWB-TJJ", "24-1234-JWB-TJJ"),
        ("CIV-24-123-R", "CIV-24-123-R"),
        ("No. 24-CV-123-GKF-SH", "24-CV-123-GKF-SH"),
        ("4:24CV3012", "4:24CV3012"),
        ("Civil No. 24-cv-1234 (PJS/DTS)", "24-cv-1234 (PJS/DTS)"),
        ("Civ. No. JKB-24-123", "JKB-24-123"),
        ("Civil Action No.: SAG-24-01234", "SAG-24-01234"),
        ("Civil Case No. GLR-24-123", "GLR-24-123"),
        ("Case No. 0:24-cv-60123-RS", "0:24-cv-60123-RS"),
        ("Case No. 24-60123-CIV-SMITH/HUNT", "24-60123-CIV-SMITH/HUNT"),
        ("Case No: 6:24-cv-123-PGB-LHP", "6:24-cv-123-PGB-LHP"),
        ("Case No. 3:24cv123-MCR-HTC", "3:24cv123-MCR-HTC"),
        ("Civil No. 24-1234 (RAM)", "24-1234 (RAM)"),
        ("Civ. No. 2024-0012", "2024-0012"),
        ("Civil Action No. 1:24-cv-0012", "1:24-cv-0012"),
        ("C.A. No. 24-123-RGA", "24-123-RGA"),
        ("C.A. No. 24-cv-123-MSM-PAS", "24-cv-123-MSM-PAS"),
        ("1:24-CV-123-JL-AJ", "1:24-CV-123-JL-AJ"),
        ("Docket no. 2:24-cv-00123-JAW", "2:24-cv-00123-JAW"),
        ("Case No. 2:24-cv-00123-cr", "2:24-cv-00123-cr"),
        ("No. 3:24-cv-123 (VAB)", "3:24-cv-123 (VAB)"),
        ("Case No. 1:24-CV-123-HAB", "1:24-CV-123-HAB"),
        ("Misc. No. 25-mc-00012", "25-mc-00012"),
        ("Misc. Action No. 25-12 (ABC)", "25-12 (ABC)"),
        ("3:24-CV-00123-RGJ-CHL", "3:24-CV-00123-RGJ-CHL"),
        ("No. 2:24-cv-02123-TLP-atc", "2:24-cv-02123-TLP-atc"),
        ("Civil Action No. 7:24-cv-00123-EKD-CKM", "7:24-cv-00123-EKD-CKM"),
        ("Case No. 1:24-cv-00123-PTG-WBP", "1:24-cv-00123-PTG-WBP"),
        ("24-C-123", "24-C-123"),
        ("Case No. 24-C-1234", "24-C-1234"),
        ("Case No. 24-cv-123-pp", "24-cv-123-pp"),
    ],
)
def test_a_docket_is_found_on_its_line(line: str, docket: str) -> None:
    assert [line[start:end] for start, end in dockets(line)] == [docket]


@pytest.mark.parametrize("line", ["MDL No. 3047", "ECF No. 55", "Docket No. 55", "(212) 555-0142", "July 16, 2026"])
def test_what_is_no_docket_is_taken_for_none(line: str) -> None:
    assert dockets(line) == []


def test_two_state_dockets_of_one_year_are_two() -> None:
    assert core("STK-CV-UPI-2024-0009316") != core("STK-CV-UPI-2024-0009317")


@pytest.mark.parametrize(
    ("caption", "plaintiffs", "defendants", "others"),
    [
        ("PLAINTIFF:   ANA DOE\nDEFENDANT:   ACME CORP., ET AL.", ("Ana Doe",), ("Acme Corp.",), ()),
        ("Petitioner: Ana Doe\nRespondent: Acme Corp.", ("Ana Doe",), ("Acme Corp.",), ()),
        (
            "ANA DOE,\nPlaintiff,\nv.\nACME CORP.,\nDefendant.\n-----X\nACME CORP.,\nThird-Party Plaintiff,\nv.\nGAMMA, INC.,\nThird-Party Defendant.",
            ("Ana Doe",),
            ("Acme Corp.",),
            ("Gamma, Inc.",),
        ),
        (
            "EQUAL EMPLOYMENT OPPORTUNITY COMMISSION,\nPlaintiff,\nand\nBO ROE,\nPlaintiff-Intervenor,\nv.\nACME CORP.,\nDefendant.",
            ("Equal Employment Opportunity Commission",),
            ("Acme Corp.",),
            ("Bo Roe",),
        ),
        (
            "ANA DOE,\nPlaintiff,\nv.\nF/V STAR, Official No. 1143820, her engines, etc., in rem; and STAR LINES, INC., in personam,\nDefendants.",
            ("Ana Doe",),
            ("F/V Star", "Star Lines, Inc."),
            (),
        ),
        (
            "ANA DOE,\nPlaintiff,\nv.\nSMITH, JONES & ROE, P.C.; and BED, BATH & BEYOND INC.,\nDefendants.",
            ("Ana Doe",),
            ("Smith, Jones & Roe, P.C.", "Bed, Bath & Beyond Inc."),
            (),
        ),
        (
            "ANA DOE,\nPlaintiff,\nv.\nUNITED STATES POSTAL SERVICE and BO ROE, Postmaster General,\nDefendants.",
            ("Ana Doe",),
            ("United States Postal Service", "Bo Roe"),
            (),
        ),
        (
            "ANA DOE, Chapter 7 Trustee,\nPlaintiff,\nv.\nBO ROE, a married man; and ACME CORP., a foreign insurer,\nDefendants.",
            ("Ana Doe",),
            ("Bo Roe", "Acme Corp."),
            (),
        ),
    ],
)
def test_each_party_is_named_once_in_its_own_role(
    caption: str, plaintiffs: tuple[str, ...], defendants: tuple[str, ...], others: tuple[str, ...]
) -> None:
    reading = read(f"UNITED STATES DISTRICT COURT\nDISTRICT OF MAINE\n\n{caption}{TAIL}")
    assert (reading.plaintiffs, reading.defendants) == (plaintiffs, defendants)
    assert tuple(each.name for each in reading.other_parties) == others
