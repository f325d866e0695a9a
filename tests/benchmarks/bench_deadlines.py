"""How fast deadlines are counted: a million of them, over every day of ten years.

Run with ``python tests/benchmarks/bench_deadlines.py``; a number after it counts that many instead.
"""

import datetime as dt
import sys
import time
from itertools import cycle, islice

from bot.domain.court_days import calendar_for
from bot.domain.deadlines import Anchors, compute
from bot.domain.order import Anchor, DayCount, Direction, Unit

RULES = (
    DayCount(14, Unit.DAYS, Direction.BEFORE, Anchor.OTHER),
    DayCount(7, Unit.DAYS, Direction.AFTER, Anchor.OTHER),
    DayCount(5, Unit.BUSINESS_DAYS, Direction.BEFORE, Anchor.OTHER),
)


def main(wanted: int) -> None:
    calendar = calendar_for("Southern District of New York")
    first = dt.date(2021, 1, 1)
    starts = [Anchors(event=first + dt.timedelta(n)) for n in range(3652)]
    work = islice(zip(cycle(starts), cycle(RULES), strict=False), wanted)
    begun = time.perf_counter()
    disputed = sum(compute(rule, anchors, calendar).disputed for anchors, rule in work)
    took = time.perf_counter() - begun
    print(f"{wanted:,} deadlines in {took:.1f} s: {took / wanted * 1e6:.1f} µs each; {disputed:,} disputed")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
