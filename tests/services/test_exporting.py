import csv
import io
import json
from collections.abc import Callable

import pytest
from icalendar import Calendar

from bot.conversation.requests import (
    AllowStatusOnly,
    AssignItem,
    CloseConference,
    EditConference,
    ExportRecord,
    GrantRole,
    MarkDone,
    NameAttendee,
    Request,
    SaveMadeOn,
    ShowHistory,
    SnoozeItem,
)
from bot.domain.people import Role
from bot.services import attending, auditing, closing, exporting, marking, welcoming
from tests.builders import ASSOCIATE, PARTNER, REGISTRAR
from tests.matter import Team, text_of

NOW = "2027-01-06T10:00"


@pytest.fixture
def team() -> Team:
    team = Team(
        exporting.HANDLERS,
        attending.HANDLERS,
        closing.HANDLERS,
        auditing.HANDLERS,
        marking.HANDLERS,
        welcoming.HANDLERS,
    )
    conference = team.register()
    form = team.do(NameAttendee(conference.id, 1, conference.rows[1].id), ASSOCIATE, NOW)
    team.fill(form, {"name": "B. Sample", "mode": "by_phone", "known": "Told by e-mail"}, ASSOCIATE, NOW)
    return team


def test_the_json_holds_the_record_and_its_history(team: Team) -> None:
    (file,) = team.do(ExportRecord(team.active().id, "json"), now=NOW).attachments
    record = json.loads(file.content)
    assert record["conference"]["rows"][1]["attendee"]["name"] == "B. Sample"
    assert record["conference"]["order"]["conference_at"] == "2027-01-15T10:00:00"
    assert [each["action"] for each in record["history"]] == ["registered", "attendance_named"]
    assert record["history_intact"] is True


def test_the_tables_hold_attendance_and_history(team: Team) -> None:
    files = team.do(ExportRecord(team.active().id, "csv"), now=NOW).attachments
    assert [each.filename for each in files] == ["attendance.csv", "history.csv"]
    history = list(csv.DictReader(io.StringIO(files[1].content.decode("utf-8-sig"))))
    assert (history[1]["Person"], history[1]["Party"]) == ("Associate", "Defendant B")
    assert history[1]["Action"] == "recorded who attends"
    assert "name: B. Sample" in history[1]["After"]


def test_the_calendar_holds_the_dates_and_no_names(team: Team) -> None:
    (file,) = team.do(ExportRecord(team.active().id, "ics"), now=NOW).attachments
    assert list(Calendar.from_ical(file.content).walk("VEVENT"))
    assert b"Plaintiff A" not in file.content


def test_a_later_calendar_has_a_higher_sequence(team: Team) -> None:
    def sequence() -> int:
        (file,) = team.do(ExportRecord(team.active().id, "ics"), now=NOW).attachments
        return int(str(next(iter(Calendar.from_ical(file.content).walk("VEVENT")))["SEQUENCE"]))

    before = sequence()
    form = team.do(NameAttendee(team.active().id, 1, team.active().rows[0].id), ASSOCIATE, NOW)
    team.fill(form, {"name": "A. Sample", "mode": "attends", "known": "Told by e-mail"}, ASSOCIATE, NOW)
    assert sequence() > before


def test_a_form_there_is_not_is_refused(team: Team) -> None:
    reply = team.do(ExportRecord(team.active().id, "xml"), now=NOW)
    assert "json, csv or ics" in text_of(reply)
    assert reply.attachments == ()


def test_a_member_is_handed_nothing(team: Team) -> None:
    reply = team.do(ExportRecord(team.active().id, "json"), ASSOCIATE, NOW)
    assert reply.attachments == ()


def test_an_editor_is_handed_the_record_and_the_audit_says_so(team: Team) -> None:
    team.give(PARTNER, Role.EDITOR)
    assert team.do(ExportRecord(team.active().id, "json"), PARTNER, NOW).attachments
    assert team.audited()[-1] == "exported"


def test_a_closed_record_is_still_exported(team: Team) -> None:
    conference = team.active().id
    team.do(CloseConference(conference, 1, "settled"), now=NOW)
    (file,) = team.do(ExportRecord(conference, "json"), now=NOW).attachments
    assert json.loads(file.content)["conference"]["status"] == "settled"


# --- the history


def test_the_history_says_who_did_what_newest_first(team: Team) -> None:
    text = text_of(team.do(ShowHistory(team.active().id), now=NOW))
    named, registered = (text.index(each) for each in ("recorded who attends for Defendant B", "registered the"))
    assert named < registered
    assert "Associate recorded who attends" in text
    assert "conference: Fri Jan 15, 2027, 10:00 am" in text
    assert "Every line carries the seal it was written with." in text


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (
            lambda c: SaveMadeOn(conference=c, revision=1, item="demand", values={"made_on": "December 22, 2026"}),
            "Paralegal recorded the day of the demand (made on: Tue Dec 22, 2026).",
        ),
        (lambda c: MarkDone(c, 1, "letter"), "Paralegal marked the ex parte letter as done."),
        (lambda c: AssignItem(c, 1, "letter"), "Paralegal took on the ex parte letter (owner: Paralegal)."),
        (lambda c: SnoozeItem(c, 1, "letter", "tomorrow"), "(next reminder: Thu Jan 7, 2027, 9:00 am)."),
        (lambda _: AllowStatusOnly("matter"), "Paralegal allowed dates and status to be posted where another"),
        (lambda _: GrantRole(ASSOCIATE.id, "editor"), "changed the role of Associate (role: member → editor)."),
        (lambda c: ExportRecord(c, "csv"), "Paralegal exported the record (as: tables)."),
    ],
    ids=["made on", "done", "owner", "snoozed", "consent", "role", "exported"],
)
def test_every_act_is_a_plain_sentence(team: Team, do: Callable[[str], Request], said: str) -> None:
    team.do(do(team.active().id), now=NOW)
    assert said in text_of(team.do(ShowHistory(team.active().id), now=NOW))


def test_a_zone_and_a_fact_whose_words_are_not_kept_are_said_plainly(team: Team) -> None:
    team.fill(team.do(EditConference(team.active().id)), {"zone": "America/Chicago", "judge": "Another Judge"})
    text = text_of(team.do(ShowHistory(team.active().id), now=NOW))
    assert "court's time zone: Eastern time → Central time" in text
    assert "judge changed" in text
    assert "America/" not in text


def test_the_history_is_paged(team: Team) -> None:
    for _ in range(12):
        team.do(ExportRecord(team.active().id, "json"), now=NOW)
    first = team.do(ShowHistory(team.active().id), now=NOW)
    assert "Page 1 of 2." in text_of(first)
    older = team.press(first, "Older", now=NOW)
    assert "registered the conference" in text_of(older)


def test_a_member_is_not_shown_the_history(team: Team) -> None:
    assert "registered the conference" not in text_of(team.do(ShowHistory(team.active().id), ASSOCIATE, NOW))


def test_an_administrator_is_shown_the_history(team: Team) -> None:
    shown = team.do(ShowHistory(team.active().id), ASSOCIATE, NOW, admin=True)
    assert REGISTRAR.name in text_of(shown)
