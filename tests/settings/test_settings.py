import datetime as dt
import re
from pathlib import Path

import pytest

from bot.settings import BadSettings, Settings, load

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))


def test_without_any_setting_the_web_chat_runs_on_this_machine_with_sqlite() -> None:
    settings = load()
    assert (settings.web_chat, settings.loopback, settings.slack, settings.teams) == (True, True, False, False)
    assert settings.parley_database_url.startswith("sqlite:///")


@pytest.mark.parametrize(
    "given",
    [
        {"SLACK_BOT_TOKEN": "t", "SLACK_SIGNING_SECRET": "s"},
        {"SLACK_CLIENT_ID": "c", "SLACK_CLIENT_SECRET": "s", "SLACK_SIGNING_SECRET": "s"},
        {"MICROSOFT_APP_ID": "an-id"},
    ],
)
def test_the_web_chat_is_off_once_a_platform_is_configured_unless_asked_for(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert not load().web_chat
    monkeypatch.setenv("PARLEY_WEB_CHAT", "true")
    assert load().web_chat


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"PARLEY_HOST": "0.0.0.0"}, "PARLEY_HOST"),  # noqa: S104 - refused
        ({"PARLEY_HOST": "example.com"}, "PARLEY_HOST"),
        ({"PARLEY_PORT": "port"}, "PARLEY_PORT"),
        ({"PARLEY_PORT": "70000"}, "PARLEY_PORT"),
        ({"PARLEY_ENCRYPTION_KEYS": "short"}, "PARLEY_ENCRYPTION_KEYS"),
        ({"PARLEY_CLOCK": "yesterday"}, "PARLEY_CLOCK"),
        ({"PARLEY_CLOCK": "2026-11-23T10:00:00"}, "PARLEY_CLOCK"),
        ({"PARLEY_LOG_FORMAT": "xml"}, "PARLEY_LOG_FORMAT"),
        ({"SLACK_BOT_TOKEN": "t"}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_CLIENT_ID": "t"}, "SLACK_CLIENT_SECRET"),
        ({"MICROSOFT_APP_PASSWORD": "t"}, "MICROSOFT_APP_ID"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=said):
        load()


def test_every_fault_is_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_PORT", "port")
    monkeypatch.setenv("PARLEY_LOG_FORMAT", "xml")
    with pytest.raises(BadSettings) as caught:
        load()
    assert len(str(caught.value).splitlines()) == 2


def test_a_fault_never_repeats_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_ENCRYPTION_KEYS", "not-a-key-but-private")
    with pytest.raises(BadSettings) as caught:
        load()
    assert "private" not in str(caught.value)


def test_an_empty_variable_is_as_if_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("PARLEY_CLOCK", "")
    settings = load()
    assert (settings.slack, settings.parley_clock) == (False, None)


def test_the_clock_keeps_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CLOCK", "2026-11-23T10:00:00-05:00")
    clock = load().parley_clock
    assert clock is not None
    assert clock.utcoffset() == dt.timedelta(hours=-5)


def test_the_readme_names_every_setting_and_no_other() -> None:
    named = re.findall(r"`((?:PARLEY|SLACK|MICROSOFT)_[A-Z_]+)`", README.read_text("utf-8"))
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
