"""What an operator can count that only the store sees happen."""

from pathlib import Path

import storage
from bot import metrics
from bot.domain.outbox import Delivery, Kind
from tests.builders import CHANNEL, moment


def test_a_delivery_called_off_before_it_left_is_counted_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'parley.db'}"
    storage.migrate(url)
    store = storage.open_store(url)
    counter = metrics.OUTCOMES.labels(CHANNEL.platform, Kind.POST, "cancelled")
    before = counter._value.get()
    with store.begin() as uow:
        uow.outbox.add(Delivery("d1", Kind.POST, CHANNEL, moment("2026-11-23T10:00"), content="{}"))
        uow.outbox.cancel("d1")
        uow.outbox.cancel("d1")
        uow.commit()
    store.dispose()
    assert counter._value.get() == before + 1
