# ruff: noqa: E501 - each way of saying a thing stays on one line
"""Orders put together from ways of saying each thing: every choice is known, so the whole order's truth is."""

import datetime as dt
import random
from collections.abc import Mapping

COUNTED = tuple[str, dict[str, object]]

COURTS = (
    (
        "UNITED STATES DISTRICT COURT\nSOUTHERN DISTRICT OF NEW YORK",
        "Southern District of New York",
        "America/New_York",
    ),
    (
        "UNITED STATES DISTRICT COURT\nEASTERN DISTRICT OF PENNSYLVANIA",
        "Eastern District of Pennsylvania",
        "America/New_York",
    ),
    (
        "IN THE UNITED STATES DISTRICT COURT\nFOR THE NORTHERN DISTRICT OF ILLINOIS\nEASTERN DIVISION",
        "Northern District of Illinois",
        "America/Chicago",
    ),
    ("UNITED STATES DISTRICT COURT\nDISTRICT OF ARIZONA", "District of Arizona", "America/Phoenix"),
    (
        "UNITED STATES DISTRICT COURT\nWESTERN DISTRICT OF WASHINGTON\nAT SEATTLE",
        "Western District of Washington",
        "America/Los_Angeles",
    ),
    ("United States District Court\nDistrict of Massachusetts", "District of Massachusetts", "America/New_York"),
    ("IN THE UNITED STATES DISTRICT COURT FOR THE DISTRICT OF COLORADO", "District of Colorado", "America/Denver"),
)
CAPTIONS = (
    (
        "-----X\n{P},\n                    Plaintiff,            {D}\n     -against-\n{Q},\n                    Defendant.\n-----X",
        False,
    ),
    (
        "{P}, et al.,          )\n     Plaintiffs,       )   Case No. {D}\n                       )\nv.                     )\n                       )\n{Q},          )\n     Defendant.        )",
        True,
    ),
    (
        "{P},                   :\n     Plaintiff,        :\n          v.           :   {D}\n{Q},                   :\n     Defendant.        :",
        False,
    ),
    ("{P}, Plaintiff, v. {Q}, Defendant.\n\nCase No. {D}", False),
    ("Case No. {D}\n\n{P},\n     Plaintiff,\nvs.\n{Q},\n     Defendant.\n_______________________/", False),
)
PLAINTIFFS = ("MARGIT OSTROW", "Desmond Achebe-Lyle", "CLOVERFIELD TITLE AGENCY, INC.", "Ivy O'Rourke")
DEFENDANTS = (
    "BRASS LANTERN HOSPITALITY LLC",
    "Northgate Orchards, Inc.",
    "TOWN OF MILLBRIDGE",
    "Sable Ridge Insurance Company",
)
DOCKETS = ("1:25-cv-00417-RJT", "25 Civ. 2093 (LMN)", "25-CV-611 (ABC)(DEF)", "3:25-cv-01188-XYZ")
JUDGES = ("Helena Ardmore", "Tobias R. Quill", "Simone D'Arcy", "Wilfred McAllen")
SETTINGS = (
    "A settlement conference will be held before Magistrate Judge {J} on {date} at {time} {how}.",
    "The Court has scheduled a settlement conference for {date}, at {time}, {how}, before Magistrate Judge {J}.",
    "It is hereby ORDERED that the parties appear for a settlement conference at {time} on {date} {how} before Magistrate Judge {J}.",
    "This case is set for a settlement conference with Magistrate Judge {J} on {date}, beginning at {time}, {how}.",
    "The parties are directed to appear before Magistrate Judge {J} for a settlement conference {how} on {date} at {time}.",
    "Magistrate Judge {J} will conduct a settlement conference {how} on {date} at {time}.",
)
HOWS = (
    ("by Microsoft Teams", "teams"),
    ("via Zoom", "zoom"),
    ("by videoconference", "video"),
    ("by telephone", "telephone"),
    ("in Courtroom 17B", "in_person"),
    ("on the Zoom platform", "zoom"),
    ("in person in Courtroom 4", "in_person"),
)
DATES = (
    "{0:%B} {0.day}, {0:%Y}",
    "{0:%A}, {0:%B} {0.day}, {0:%Y}",
    "{0.month}/{0.day}/{0:%Y}",
    "{0:%a}., {0:%b}. {0.day}, {0:%Y}",
    "the {0.day}th day of {0:%B}, {0:%Y}",
)
TIMES = (
    ("10:00 a.m.", dt.time(10)),
    ("2:30 pm", dt.time(14, 30)),
    ("noon", dt.time(12)),
    ("9 a.m.", dt.time(9)),
    ("1:15 P.M.", dt.time(13, 15)),
)
BEFORE: dict[str, object] = {"direction": "before", "anchor": "conference"}
LETTERS: tuple[COUNTED, ...] = (
    ("No later than {day}, each party shall e-mail a settlement letter to {mail}.", {"date": "day"}),
    ("Settlement letters are due on or before {day} and shall be sent to {mail}.", {"date": "day"}),
    ("Each side shall submit its letter to {mail} by 5:00 p.m. on {day}.", {"date": "day", "time": "17:00"}),
    (
        "At least five business days before the conference, counsel shall send a letter to {mail}.",
        BEFORE | {"n": 5, "unit": "business_days"},
    ),
    (
        "Counsel must submit a settlement statement to chambers ({mail}) no later than seven (7) days prior to the settlement conference.",
        BEFORE | {"n": 7, "unit": "days"},
    ),
    (
        "Written submissions must be e-mailed to {mail} two weeks before the conference.",
        BEFORE | {"n": 2, "unit": "weeks"},
    ),
    (
        "A settlement memorandum is to be delivered to {mail} not less than three court days in advance of the conference.",
        BEFORE | {"n": 3, "unit": "business_days"},
    ),
    (
        "The parties' settlement submissions must reach {mail} 48 hours before the conference.",
        BEFORE | {"n": 48, "unit": "hours"},
    ),
)
SERVICE = (
    ("The letter is ex parte.", "ex_parte"),
    ("The letters shall not be served on opposing counsel or filed.", "ex_parte"),
    ("These submissions are for the Court's eyes only.", "ex_parte"),
    ("The letters shall be exchanged by the parties.", "served"),
    ("Each party shall serve its letter on all other parties.", "served"),
    ("", None),
)
PAGES = (
    ("The letter may not exceed five (5) pages.", 5),
    ("Letters are limited to ten double-spaced pages, not including exhibits.", 10),
    ("No letter may be longer than 7 pages.", 7),
    ("The letter shall be no more than three pages in length.", 3),
    ("Letters should be concise.", None),
)
DEMANDS: tuple[COUNTED, ...] = (
    (
        "Plaintiff shall make a settlement demand no later than 21 days before the conference.",
        BEFORE | {"n": 21, "unit": "days"},
    ),
    ("A written demand must be served on Defendant by {demand}.", {"date": "demand"}),
    (
        "If no demand has yet been made, Plaintiff must communicate one at least two weeks before the conference.",
        BEFORE | {"n": 2, "unit": "weeks"},
    ),
    ("", {}),
)
RESPONSES: tuple[COUNTED, ...] = (
    (
        "Defendant shall respond within seven days of receiving the demand.",
        {"n": 7, "unit": "days", "direction": "after", "anchor": "demand_received"},
    ),
    (
        "Defendant must respond in writing no later than 7 days before the conference.",
        BEFORE | {"n": 7, "unit": "days"},
    ),
    ("Defendant's counteroffer is due by {answer}.", {"date": "answer"}),
    ("", {}),
)
ATTENDANCE = (
    "A person with full settlement authority must attend for each party.",
    "Each party shall attend with counsel; a representative of any insurer with decision-making authority must also attend.",
    "The parties themselves, and not just their lawyers, must be present.",
)
CLOSINGS = (
    "SO ORDERED.\n\nDated: {order:%B} {order.day}, {order:%Y}\n\n{J}\nUnited States Magistrate Judge",
    "IT IS SO ORDERED.\n\nDATED this {order.day}th day of {order:%B}, {order:%Y}.\n\n/s/ {J}\n{J}\nUNITED STATES MAGISTRATE JUDGE",
    "So ordered.\n\n{J}\nU.S. Magistrate Judge\n\n{order:%B} {order.day}, {order:%Y}",
    "ENTERED: {order.month}/{order.day}/{order:%Y}\n\nBY THE COURT:\n{J}\nUnited States Magistrate Judge",
)


def composed(seed: int) -> tuple[str, dict[str, object]]:
    """An order and its truth, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a seed makes an order repeatable
    order = dt.date(2026, 1, 4) + dt.timedelta(chance.randrange(300))
    held = order + dt.timedelta(chance.randrange(45, 90))
    days = {"day": held - dt.timedelta(6), "demand": held - dt.timedelta(30), "answer": held - dt.timedelta(20)}
    days = {name: _th(day) for name, day in days.items()}
    order, held = _th(order), _th(held)
    (court, court_name, zone), (caption, et_al) = chance.choice(COURTS), chance.choice(CAPTIONS)
    plaintiff, defendant, docket, judge = (chance.choice(each) for each in (PLAINTIFFS, DEFENDANTS, DOCKETS, JUDGES))
    (how, platform), (hour, time) = chance.choice(HOWS), chance.choice(TIMES)
    (letter, due), (served, service), (length, pages) = (
        chance.choice(LETTERS),
        chance.choice(SERVICE),
        chance.choice(PAGES),
    )
    (demand, demanded), (answer, answered) = chance.choice(DEMANDS), chance.choice(RESPONSES)
    mail = f"{judge.split()[-1].replace(chr(39), '')}_chambers@{chance.choice(('nysd', 'ilnd', 'azd'))}.uscourts.gov"
    printed = {name: f"{day:%B} {day.day}, {day:%Y}" for name, day in days.items()} | {"mail": mail}
    setting = chance.choice(SETTINGS).format(J=judge, date=chance.choice(DATES).format(held), time=hour, how=how)
    rules = [
        f"{letter.format(**printed)} {served} {length}",
        f"{demand.format(**printed)} {answer.format(**printed)}",
        chance.choice(ATTENDANCE),
    ]
    kept = [rule.strip() for rule in rules if rule.strip()]
    body = (
        "\n\n".join(f"{number}. {rule}" for number, rule in enumerate(kept, 1))
        if chance.random() < 0.7
        else "\n\n".join(kept)
    )
    title = chance.choice(("ORDER", "SETTLEMENT CONFERENCE ORDER", "ORDER SETTING SETTLEMENT CONFERENCE"))
    parties = caption.format(P=plaintiff, Q=defendant, D=docket)
    text = f"{court}\n\n{parties}\n\n{title}\n\n{setting}\n\n{body}\n\n{chance.choice(CLOSINGS).format(J=judge, order=order)}\n"
    truth: dict[str, object] = {
        "kind": "settlement_conference_order",
        "register": True,
        "caption": f"{plaintiff}{' et al.' if et_al else ''} v. {defendant}",
        "plaintiffs": [plaintiff],
        "plaintiffs_et_al": et_al,
        "defendants": [defendant],
        "docket": docket,
        "judge": judge,
        "court": f"United States District Court, {court_name}",
        "order_date": order.isoformat(),
        "conference_at": dt.datetime.combine(held, time).isoformat(timespec="minutes"),
        "tz": zone,
        "platform": platform,
        "location": how.removeprefix("in person ").removeprefix("in ") if platform == "in_person" else None,
        "letter_due": _rule(due, days),
        "letter_served": service,
        "letter_email": mail,
        "page_limit": pages,
        "demand_rule": _rule(demanded, days),
        "response_rule": _rule(answered, days),
    }
    return _wrapped(text, chance) if chance.random() < 0.3 else text, truth


def _th(day: dt.date) -> dt.date:
    """The nearest earlier day whose ordinal ends in "th"."""
    return day if 4 <= day.day <= 20 or 24 <= day.day <= 30 else _th(day - dt.timedelta(1))


def _rule(rule: Mapping[str, object], days: Mapping[str, dt.date]) -> dict[str, object] | None:
    return {key: days[str(value)].isoformat() if key == "date" else value for key, value in rule.items()} or None


def _wrapped(text: str, chance: random.Random) -> str:
    """The prose broken into short lines, some in mid-word, as a pasted page is."""
    lines: list[str] = []
    for line in text.split("\n"):
        while len(line) > 78 and "  " not in line:
            cut = line.rfind(" ", 30, 78)
            lines.append(line[:cut])
            line = line[cut + 1 :]  # noqa: PLW2901 - the rest of the same line
        lines.append(line)
    stamp = "Case 1:25-cv-00417-RJT   Document 31   Filed 02/03/26   Page 2 of 3"
    place = chance.randrange(len(lines) // 2, len(lines) - 8)
    return "\n".join([*lines[:place], stamp, *lines[place:]])
