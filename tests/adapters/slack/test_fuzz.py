"""Requests nobody should send: a bounded run here, a hundred thousand by command."""

import pytest

from tests.adapters.slack import fuzz


async def test_hostile_requests_have_no_effect_and_leave_no_trace() -> None:
    report = await fuzz.run(1500, seed=7)

    assert report.clean, report


@pytest.mark.slow
async def test_a_hundred_thousand_hostile_requests_have_no_effect_and_leave_no_trace() -> None:
    report = await fuzz.run(100_000, seed=1)

    assert report.clean, report
