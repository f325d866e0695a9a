"""What keeps a question cheap: statements built once, and conferences opened once for as long as they stay the same."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Dialect, Executable

import storage
from bot.domain.channel import ChannelRecord
from bot.domain.conference import Conference
from bot.ports import UnitOfWork
from storage import conferences
from storage.codec import load
from storage.prepared import Compiled, compiled_for
from storage.sealing import CannotOpen
from tests.builders import CHANNEL, moment
from tests.fakes.matters import conference

NOW = moment("2026-11-23T10:00")
KEY, OTHER_KEY = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    return url


@pytest.fixture
def store(url: str) -> Iterator[storage.SqlStore]:
    store = storage.open_store(url, [KEY])
    with store.begin() as uow:
        uow.conferences.save(conference())
        uow.channels.save(ChannelRecord(CHANNEL))
        uow.commit()
    yield store
    store.dispose()


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents decoded from now on."""
    documents: list[str] = []

    def noted(kind: type[Any], text: str) -> Any:
        documents.append(text)
        return load(kind, text)

    conferences.forget_opened()
    monkeypatch.setattr("storage.conferences.load", noted)
    return documents


def active(store: storage.SqlStore) -> Conference:
    with store.begin() as uow:
        found = uow.conferences.active_in(CHANNEL)
    assert found is not None
    return found


def ask(uow: UnitOfWork, delivery: str) -> None:
    """What a question reads and writes."""
    uow.seen.first_time(CHANNEL, delivery, NOW)
    uow.conferences.active_in(CHANNEL)
    uow.channels.get(CHANNEL)
    uow.vault.get("follow_up", CHANNEL.platform, CHANNEL.tenant, "someone")
    uow.vault.put("follow_up", CHANNEL.platform, CHANNEL.tenant, "someone", delivery)


def test_the_statements_of_a_question_are_compiled_once(
    store: storage.SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[object] = []

    def noted(dialect: Dialect, statement: Executable, values: Mapping[str, object]) -> Compiled:
        compiled.append(statement)
        return compiled_for(dialect, statement, values)

    monkeypatch.setattr("storage.prepared.compiled_for", noted)
    for delivery in ("first", "second"):
        with store.begin() as uow:
            ask(uow, delivery)
    assert len(compiled) == len(set(compiled)) == 5


def test_an_unchanged_conference_is_decoded_once(store: storage.SqlStore, decoded: list[str]) -> None:
    first = active(store)
    assert active(store) is first
    assert len(decoded) == 1


def test_what_another_process_has_changed_is_read_as_it_is(url: str, store: storage.SqlStore) -> None:
    before = active(store)
    other = storage.open_store(url, [KEY])
    with other.begin() as uow:
        after = uow.conferences.save(replace(before, zone="America/Chicago"))
        uow.commit()
    other.dispose()
    assert active(store) == after != before


def test_what_is_rolled_back_is_not_remembered(store: storage.SqlStore) -> None:
    before = active(store)
    with store.begin() as uow:
        uow.conferences.save(replace(before, zone="America/Chicago"))
        assert uow.conferences.active_in(CHANNEL) != before
    assert active(store) == before


def test_what_one_store_has_opened_stays_closed_to_one_with_another_key(url: str, store: storage.SqlStore) -> None:
    active(store)
    stranger = storage.open_store(url, [OTHER_KEY])
    with stranger.begin() as uow, pytest.raises(CannotOpen):
        uow.conferences.active_in(CHANNEL)
    stranger.dispose()


@pytest.mark.parametrize("deletion", ["conference", "channel", "tenant"])
def test_what_was_deleted_stays_in_no_memory(store: storage.SqlStore, deletion: str) -> None:
    found = active(store)
    with store.begin() as uow:
        match deletion:
            case "conference":
                uow.conferences.delete(found.id)
            case "channel":
                uow.channels.forget(CHANNEL)
            case _:
                uow.channels.forget_tenant(CHANNEL.platform, CHANNEL.tenant)
        uow.commit()
    assert conferences._opened.cache_info().currsize == 0
