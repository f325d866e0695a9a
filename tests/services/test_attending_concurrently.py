"""Fifty people press at once: one consistent history, and everybody hears what became of their press."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.conversation.cards import Card
from bot.conversation.forms import Form
from bot.conversation.replies import Reply
from bot.conversation.requests import Request, SaveAttendee, StillCorrect, UndoAttendance
from bot.domain import roll
from bot.domain.attendance import AttendanceState, Attendee, Mode
from bot.domain.people import Person
from bot.ports import Store
from bot.router import Parley
from bot.services import attending
from storage import open_store
from tests.builders import CHANNEL, context
from tests.fakes.databases import database_url, postgres_server
from tests.fakes.matters import conference, stamp

__all__ = ["database_url", "postgres_server"]

MANY = 50
NOW = "2027-01-06T10:00"
PEOPLE = tuple(Person("firm", f"p{number}", f"Person {number}") for number in range(MANY))
NAMES = tuple(f"{given} Brand{ending}" for given in ("Ana", "Ben", "Cy", "Dee", "Eli") for ending in "aeiouklmny")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = open_store(database_url)
    yield opened
    opened.dispose()


def save(name: str, seen: int = 0) -> SaveAttendee:
    values = MappingProxyType({"name": name, "mode": "attends", "known": "Told by e-mail"})
    return SaveAttendee(conference="c1", revision=1, party="p1", seen=seen, values=values)


def registered(store: Store, *, named: bool = False, again: bool = False) -> None:
    made = conference()
    first = made.rows[0]
    if named:
        attendee = Attendee("A. Sample", "", Mode.ATTENDS, "Told by e-mail")
        first = roll.entered(first, roll.Entry(attendee), stamp(NOW))
    if again:
        first = replace(first, state=AttendanceState.TO_RECONFIRM)
    with store.begin() as uow:
        uow.conferences.save(replace(made, rows=(first, *made.rows[1:])))
        uow.commit()


def all_at_once(store: Store, requests: list[Request]) -> list[Reply]:
    parley = Parley(store, attending.HANDLERS)
    with ThreadPoolExecutor(MANY) as pool:
        pressed = [
            pool.submit(parley.handle, request, context(person, NOW))
            for request, person in zip(requests, PEOPLE, strict=True)
        ]
        return [each.result() for each in pressed]


def actions(store: Store) -> list[str]:
    with store.begin() as uow:
        assert uow.audit.intact(CHANNEL)
        return [each.action for each in uow.audit.of(CHANNEL, "c1")]


def test_of_fifty_different_names_one_is_kept_and_forty_nine_people_are_told(store: Store) -> None:
    registered(store)
    replies = all_at_once(store, [save(name) for name in NAMES])
    with store.begin() as uow:
        found = uow.conferences.get("c1")
    assert found is not None
    assert len(found.rows[0].history) == 1
    assert actions(store) == ["attendance_named"]
    kept = [each for each in replies if isinstance(each.content, Card)]
    told = [each for each in replies if isinstance(each.content, Form) and "changed this at" in str(each.content.intro)]
    assert (len(kept), len(told)) == (1, MANY - 1)


def test_fifty_presses_of_the_same_entry_are_one_change(store: Store) -> None:
    registered(store)
    replies = all_at_once(store, [save("A. Sample")] * MANY)
    assert actions(store) == ["attendance_named"]
    assert all(isinstance(each.content, Card) and "A. Sample" in each.content.text for each in replies)


def test_fifty_confirmations_after_a_move_are_one(store: Store) -> None:
    registered(store, named=True, again=True)
    replies = all_at_once(store, [StillCorrect("c1", 1, "p1")] * MANY)
    assert actions(store) == ["attendance_reconfirmed"]
    assert all(isinstance(each.content, Card) and "onfirmed" in each.content.text for each in replies)


def test_fifty_undoings_take_back_one_change(store: Store) -> None:
    registered(store, named=True)
    replies = all_at_once(store, [UndoAttendance("c1", "p1", "1")] * MANY)
    assert actions(store) == ["attendance_undone"]
    assert sum("taken back already" in each.content.text for each in replies if isinstance(each.content, Card)) == 49


def test_changes_to_two_parties_do_not_get_lost(store: Store) -> None:
    registered(store)
    requests = [replace(save("A. Sample"), party="p1" if number % 2 else "p2") for number in range(MANY)]
    all_at_once(store, list(requests))
    with store.begin() as uow:
        found = uow.conferences.get("c1")
    assert found is not None
    assert [row.state for row in found.rows] == [AttendanceState.CONFIRMED] * 2
    assert len(actions(store)) == 2
