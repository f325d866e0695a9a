from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import storage
from bot.conversation.requests import ShowPrivacy
from bot.settings import Settings
from bot.wiring import Program, assemble
from tests.builders import CHANNEL, context
from tests.matter import text_of


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    program = assemble(Settings(parley_database_url=url, parley_retention_days=90))
    yield program
    program.store.dispose()


def test_a_channel_keeps_closed_records_as_long_as_the_setting_says(program: Program) -> None:
    assert "90 days after the conference is closed" in text_of(program.parley.handle(ShowPrivacy(), context()))


def test_what_a_channel_chose_for_itself_stands_against_the_setting(program: Program) -> None:
    with program.store.begin() as uow:
        record = uow.channels.get(CHANNEL)
        uow.channels.save(replace(record, preferences=replace(record.preferences, retention_days=7)))
        uow.commit()
    assert "7 days after the conference is closed" in text_of(program.parley.handle(ShowPrivacy(), context()))
