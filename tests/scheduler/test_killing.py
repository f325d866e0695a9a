"""The process itself killed, or stopped, while it posts. The long form is ``python -m tests.scheduler.killing``."""

import pytest

from tests.scheduler.killing import Round


@pytest.mark.parametrize("replicas", [1, 2])
async def test_killed_processes_lose_nothing_double_nothing_and_keep_quiet_about_what_moved(
    database_url: str, replicas: int
) -> None:
    outcome = await Round(database_url, seed=7, replicas=replicas, due=20, kills=3).run()
    assert outcome.kills
    assert (outcome.lost, outcome.doubled, outcome.moved, outcome.too_early) == (0, 0, 0, 0)


async def test_a_process_stopped_past_its_lease_and_continued_doubles_nothing_and_loses_nothing(
    database_url: str,
) -> None:
    outcome = await Round(database_url, seed=11, replicas=2, due=12, kills=0, stops=2).run()
    assert outcome.stops
    assert (outcome.lost, outcome.doubled, outcome.moved) == (0, 0, 0)
