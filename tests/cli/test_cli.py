import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.services import posting
from bot.services.planning import replan
from storage import open_store
from tests.builders import CHANNEL, moment
from tests.fakes.matters import conference

ROOT = Path(__file__).parents[2]
ORDER = ROOT / "tests" / "scenarios" / "order.txt"
GUIDES = (ROOT / "README.md", ROOT / "manifest" / "slack" / "README.md", ROOT / "manifest" / "teams" / "README.md")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "SLACK_", "MICROSOFT_"))
    }
    return kept | {
        "PARLEY_DATABASE_URL": f"sqlite:///{tmp_path / 'parley.db'}",
        "PARLEY_PORT": "0",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }


def parley(env: Mapping[str, str], *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=given,
        capture_output=True,
        text=True,
        env=env,
        cwd=env["HOME"],
        timeout=60,
        check=False,
    )


def lines(cases: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(json.dumps(each) for each in cases)


@pytest.mark.parametrize("command", main.commands)
def test_every_command_teaches_itself(command: str) -> None:
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    assert "Usage:" in done.output


@pytest.mark.parametrize("guide", GUIDES, ids=lambda each: each.parent.name)
def test_every_command_a_guide_names_is_there(guide: Path) -> None:
    named = set(re.findall(r"(?m)(?:^ +|bin/|`|\$\()parley ([a-z]+)", guide.read_text("utf-8")))
    assert named
    assert named <= set(main.commands)


def test_a_question_is_answered_with_its_paragraph(env: dict[str, str]) -> None:
    done = parley(env, "ask", "--json", "How must the letter be marked?")
    answer = json.loads(done.stdout)
    assert (answer["answered"], answer["kind"], answer["paragraphs"]) == (True, "answer", ["2"])
    assert "Confidential Material for Use Only at Settlement Conference" in answer["text"]


def test_another_order_is_asked_about_by_its_file(env: dict[str, str]) -> None:
    done = parley(env, "ask", "--order", str(ORDER), "When is the conference?")
    assert "January 15, 2027" in done.stdout


def test_a_file_that_is_no_order_is_not_answered_from(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Milk, bread and a newspaper.", "utf-8")
    done = parley(env, "ask", "--order", str(tmp_path / "list.txt"), "Who must attend?")
    assert (done.returncode, done.stdout) == (1, "")
    assert "list.txt is not a court's order" in done.stderr


def test_a_batch_of_questions_comes_back_in_its_order(env: dict[str, str]) -> None:
    cases = [{"id": str(number), "q": "Who must attend?"} for number in range(5)]
    done = parley(env, "ask", "--batch", given=lines(cases))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["0", "1", "2", "3", "4"]


def test_a_line_that_is_no_case_is_answered_with_its_fault_and_the_others_go_on(env: dict[str, str]) -> None:
    given = "nonsense\n[1]\n" + lines([{"id": "a"}, {"id": "b", "q": "Who must attend?"}])
    answers = [json.loads(line) for line in parley(env, "ask", "--batch", given=given).stdout.splitlines()]
    assert ["error" in each for each in answers] == [True, True, True, False]


def test_an_order_is_read_with_the_words_each_field_came_from(env: dict[str, str]) -> None:
    text = ORDER.read_text("utf-8")
    proposal = json.loads(parley(env, "read", "-", "--json", given=text).stdout)
    assert proposal["register"] is True
    assert proposal["conference_at"] == "2027-01-15T10:00"
    assert proposal["sources"]["letter_due"]["words"] in text


def test_what_is_no_document_is_refused_in_one_line(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF-1.4\nnot really")
    done = parley(env, "read", str(file))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_deadlines_are_counted_with_their_count_in_words(env: dict[str, str]) -> None:
    done = parley(env, "deadlines", "--conference", "2026-02-02T10:00", "--json")
    demand = json.loads(done.stdout)["demand"]
    assert demand["due"] == "2026-01-16"
    assert "legal holiday" in demand["why"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("deadlines", "--conference", "someday"), 1),
        (("deadlines",), 2),
        (("ask",), 2),
        (("nudges", "--at", "tomorrow"), 2),
        (("no-such-command",), 2),
        (("read", "/no/such/file"), 2),
        (("export", "no-such-id"), 1),
        (("backup", "/no/such/folder/copy.db"), 1),
    ],
)
def test_a_fault_ends_with_its_status_and_without_a_traceback(
    env: dict[str, str], arguments: tuple[str, ...], status: int
) -> None:
    done = parley(env, *arguments)
    assert done.returncode == status
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_bad_settings_are_reported_all_at_once(env: dict[str, str]) -> None:
    done = parley(env | {"PARLEY_PORT": "x", "PARLEY_LOG_FORMAT": "y"}, "migrate")
    assert done.returncode == 1
    assert "PARLEY_PORT" in done.stderr
    assert "PARLEY_LOG_FORMAT" in done.stderr


def test_names_and_texts_are_checked_as_a_form_would(env: dict[str, str]) -> None:
    cases = [
        {"id": "1", "name": "TBD", "party": "Boreal Freight LLC"},
        {"id": "2", "name": "María-José O'Neill", "party": "Boreal Freight LLC"},
        {"id": "3", "text": "our number is $85,000"},
        {"id": "4", "text": "When is the letter due?"},
    ]
    answers = [json.loads(line) for line in parley(env, "check", "--batch", given=lines(cases)).stdout.splitlines()]
    assert [each["verdict"] for each in answers] == ["question", "person", "figure", "clean"]


def test_a_database_is_brought_up_to_date_and_copied(env: dict[str, str], tmp_path: Path) -> None:
    assert parley(env, "migrate").returncode == 0
    assert "Already" in parley(env, "migrate").stdout
    assert parley(env, "backup", str(tmp_path / "copy.db")).returncode == 0
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_the_doctor_says_what_would_keep_parley_from_running(env: dict[str, str]) -> None:
    assert parley(env, "doctor").returncode == 0
    done = parley(env | {"PARLEY_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none"}, "doctor")
    assert done.returncode == 1
    assert "NOT" in done.stdout


def test_nothing_registered_means_nothing_to_send_and_nothing_to_purge(env: dict[str, str]) -> None:
    assert json.loads(parley(env, "nudges", "--json").stdout)["nudges"] == []
    assert json.loads(parley(env, "purge", "--dry-run", "--json").stdout) == {"would_delete": []}


def test_everything_to_come_is_shown_one_line_a_message_and_nothing_is_changed(env: dict[str, str]) -> None:
    assert parley(env, "migrate").returncode == 0
    store = open_store(env["PARLEY_DATABASE_URL"])
    now = moment("2027-01-04T10:00")
    with store.begin() as uow:
        saved = uow.conferences.save(conference(entered=now, rows=()))
        replan(uow, saved, now)
        posting.refresh_headline(uow, saved, now)
        uow.commit()
    before = store.rows(CHANNEL)
    env |= {"PARLEY_CLOCK": now.isoformat()}
    asked = ("nudges", "--at", "2027-01-08T12:00:00-05:00")
    shown = parley(env, *asked).stdout.splitlines()
    told = json.loads(parley(env, *asked, "--json").stdout)["nudges"]
    assert [line.split("  ")[0] for line in shown] == [each["due_at"] for each in told]
    assert [each["what"] for each in told] == ["headline", "letter", "letter"]
    assert store.rows(CHANNEL) == before
    store.dispose()


def test_serving_is_ready_at_once_and_leaves_with_status_0_when_told_to(env: dict[str, str], tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        env=env,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().rpartition(" ")[2].strip()
        ready = _eventually_ready(address)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    assert ready == {"ready": True, "failing": []}


def _eventually_ready(address: str) -> object:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as response:  # noqa: S310 - our own address
                return json.loads(response.read())
        except OSError:
            time.sleep(0.1)
    return None
