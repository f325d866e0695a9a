"""How long reading an order takes. Run: ``python -m tests.benchmarks.bench_reading``."""

import statistics
import time
from collections.abc import Callable

from bot.orders import read, sample, text_of
from tests.orders.documents import flowed_pdf
from tests.orders.scoring import SETS, cases


def milliseconds(work: Callable[[], object]) -> float:
    """The wall time of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the median and the slowest reading, and the time a PDF adds."""
    sample()
    texts = [text for folder in SETS for _, text, _ in cases(folder)]
    readings = [milliseconds(lambda text=text: read(text)) for text in texts]  # type: ignore[misc]  # bound per text
    again = [milliseconds(lambda: read(sample().text)) for _ in range(30)]
    pdf = flowed_pdf(sample().text)
    taken = [milliseconds(lambda: text_of(pdf, "order.pdf")) for _ in range(5)]
    print(f"{len(texts)} orders: median {statistics.median(readings):.1f} ms, slowest {max(readings):.1f} ms")  # noqa: T201
    print(f"sample order ({len(sample().text)} characters): median {statistics.median(again):.1f} ms")  # noqa: T201
    print(f"text out of a PDF, in its own process: median {statistics.median(taken):.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
