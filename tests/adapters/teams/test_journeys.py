"""The six journeys of a matter, as every platform has them, driven over HTTP through the connector of the tests."""

from tests.scenarios.test_journeys import *  # noqa: F403 - the journeys themselves
