"""Malformed activities: never a 5xx, nothing sent, nothing leaked.

The long form: ``python -m tests.adapters.teams.fuzz 100000``.
"""

import random

from tests.adapters.teams import fuzz
from tests.adapters.teams.fake_teams import Client


async def test_malformed_activities_are_refused_or_ignored_and_never_an_accident(client: Client) -> None:
    outcome = await fuzz.run(client, random.Random(7), 300)  # noqa: S311 - a seeded choice of faults
    assert outcome.accidents == []
    assert (outcome.leaks, outcome.sent) == (0, 0)
    assert {202, 400, 403} <= outcome.answers.keys()


async def test_bodies_that_are_no_activity_are_refused(client: Client) -> None:
    for body in (
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"1",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"NaN",
        b"{}",
    ):
        status, _ = await client.send(body)
        assert status == 400


async def test_another_media_type_is_refused(client: Client) -> None:
    status, _ = await client.send(client.mention("status"), **{"Content-Type": "text/plain"})
    assert status == 415


async def test_a_body_beyond_a_megabyte_is_refused(client: Client) -> None:
    status, _ = await client.send(client.mention("x" * 1_100_000))
    assert status == 413


async def test_only_posting_is_possible(client: Client) -> None:
    async with client.http.get(client.url) as response:
        assert response.status == 405
