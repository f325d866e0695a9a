"""What a reminder says: everything one message carries, as it stands at the moment of sending."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.cards import Card, Mention
from bot.domain.channel import ChannelRecord
from bot.domain.conference import CONFERENCE
from bot.domain.nudges import Nudge
from bot.domain.outbox import Delivery
from bot.domain.people import Direct
from bot.services.diverting import NOT_REACHED
from bot.services.merging import is_attendance
from bot.services.planning import Plan, Target
from bot.wording import nudges as wording
from bot.wording.reminders import Occasion, Reminder

LATE = dt.timedelta(minutes=30)
"""From when on a reminder says that it is late."""
AGAIN = "again"
"""The code of a reminder that a person asked to have posted again."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """One conference's reminders at a moment. ``record`` is its channel's."""

    plan: Plan
    record: ChannelRecord
    now: dt.datetime

    def card(self, delivery: Delivery, nudges: Sequence[Nudge], *, outsiders: bool) -> Card:
        """The message for these reminders: of each item the latest, nearest deadline first.

        ``outsiders`` says that people of the other side may read it.
        """
        hours, known = self.plan.hours, self.plan.targets
        latest = {each.item: each for each in sorted(nudges, key=lambda each: each.due_at)}
        reminders = [
            Reminder(item, each.rung, each.deadline, known[item].matter, _also_open(item, known))
            for item, each in sorted(latest.items(), key=lambda pair: (pair[1].deadline, _rank(pair[0])))
        ]
        due = max(delivery.due_at, min(each.due_at for each in latest.values()))
        late = due if self.now - due > LATE else None
        owner = delivery.content.removeprefix(NOT_REACHED) if delivery.content.startswith(NOT_REACHED) else ""
        occasion = Occasion(
            hours.local(self.now),
            hours.calendar,
            private=isinstance(delivery.address, Direct),
            outsiders=outsiders,
            instead="" if owner or delivery.content == AGAIN else delivery.content,
            late_since=hours.local(late) if late else None,
            mention=Mention(owner, self._name(owner)) if owner and not outsiders else None,
            retention_days=hours.preferences.retention_days,
        )
        return wording.reminder(self.plan.conference, reminders, occasion)

    def _name(self, person: str) -> str:
        known = self.record.people
        return known[person].name if person in known else next(self._stamped(person), "the owner")

    def _stamped(self, person: str) -> Iterator[str]:
        conference = self.plan.conference
        stamps = [conference.entered, *(each.owner for each in conference.duties.values() if each.owner)]
        yield from (each.name for each in stamps if each.person == person)


def _also_open(item: str, known: Mapping[str, Target]) -> tuple[Reminder, ...]:
    if item != CONFERENCE:
        return ()
    others = [each for each in known.values() if each.item != CONFERENCE and not is_attendance(each.item)]
    return tuple(Reminder(each.item, "", each.day, each.matter) for each in others)


def _rank(item: str) -> int:
    """Dates first, then who comes."""
    return 2 if is_attendance(item) else 1 if item == CONFERENCE else 0
