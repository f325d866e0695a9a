"""What an operator watches: counters and gauges of the outbox, by platform and outcome, never by matter."""

import structlog
from prometheus_client import Counter, Gauge, Histogram

from bot.domain.outbox import Delivery

log = structlog.get_logger()

DUE = Gauge("parley_deliveries_due", "Deliveries that are due and not yet out")
OLDEST = Gauge("parley_oldest_overdue_seconds", "How long the oldest of them has been due")
OUTCOMES = Counter("parley_deliveries", "What became of deliveries", ["platform", "kind", "state"])
PASSED_OVER = Counter("parley_passed_over", "Reminders that were of no more use when they were due", ["state"])
RECONCILED = Counter("parley_reconciled", "Deliveries in doubt that were looked for", ["platform", "found"])
RETRY_AFTER = Counter("parley_asked_to_wait", "How often a platform asked to wait", ["platform"])
UNSURE = Counter("parley_unsure", "Attempts whose outcome the platform did not say", ["platform"])
LATE = Histogram(
    "parley_late_seconds", "From due to posted", buckets=(1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600)
)
TICKS = Counter("parley_ticks", "Passes of the scheduler", ["outcome"])
LAST_TICK = Gauge("parley_last_tick_timestamp_seconds", "When the scheduler last completed a pass")


def settled(delivery: Delivery) -> None:
    """Count and log what became of a delivery, by ids alone."""
    OUTCOMES.labels(delivery.address.platform, delivery.kind, delivery.state).inc()
    log.info("delivery", delivery=delivery.id, kind=delivery.kind, state=delivery.state, attempts=delivery.attempts)
