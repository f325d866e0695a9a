"""How well and how fast questions are answered: ``.venv/bin/python tests/benchmarks/bench_answers.py``.

With ``--aside`` it reads the questions set aside in ``tests/questions/aside.jsonl``, with ``--file`` those of another
file: questions nobody tunes to, so run it to report, never to choose. Rows whose label may be argued are counted
apart. Without either, it times the questions of the table the tests use.
"""

import argparse
import json
import re
import resource
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).parents[1] / "questions"
sys.path.insert(0, str(QUESTIONS.parents[1]))

from bot.domain.order import OrderReading  # noqa: E402  the path comes first
from bot.orders import sample  # noqa: E402  the same
from bot.questions import understand  # noqa: E402  the same
from bot.wording.answers import Answer, AnswerKind, answer  # noqa: E402  the same

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the kind of reply it wants, paragraphs to cite, and patterns of what must and must not be said."""

    q: str
    kind: str
    paragraphs: tuple[str, ...]
    facts: tuple[str, ...]
    forbidden: tuple[str, ...]
    debatable: bool = False


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def found(patterns: Iterable[str], text: str) -> list[bool]:
    flat = " ".join(text.split())
    return [bool(re.search(each, flat, re.IGNORECASE)) for each in patterns]


def outcome(asked: Asked, reply: Answer) -> str:
    """``right``, ``asked back``, ``incomplete``, ``confidently wrong`` or ``wrong``."""
    if asked.kind == AnswerKind.CLARIFY:
        return "right" if reply.kind in (AnswerKind.CLARIFY, AnswerKind.ANSWER) else "wrong"
    false = any(found(asked.forbidden, reply.text))
    if reply.kind == asked.kind and not false:
        whole = all(found(asked.facts, reply.text)) and set(asked.paragraphs) <= set(reply.paragraphs)
        none = asked.facts and not any(found(asked.facts, reply.text))
        return "right" if whole else "confidently wrong" if none and reply.answered else "incomplete"
    if reply.kind is AnswerKind.CLARIFY:
        return "asked back"
    return "confidently wrong" if reply.answered else "wrong"


def measure(questions: Iterable[Asked], order: OrderReading, *, misses: bool) -> None:
    """Print the outcomes by kind, and the paragraphs' average."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    by_paragraph: dict[str, list[bool]] = defaultdict(list)
    everything: Counter[str] = Counter()
    for asked in questions:
        reply = answer(understand(asked.q, order=order), order)
        result = outcome(asked, reply)
        by_kind[asked.kind][result] += 1
        everything[result] += 1
        if asked.kind == AnswerKind.ANSWER:
            for number in asked.paragraphs:
                by_paragraph[number].append(result == "right")
        if misses and result != "right":
            say(f"{result:18} {asked.kind:14} {reply.kind:14} {reply.topic}: {asked.q}")
    for kind, counts in sorted(by_kind.items()):
        say(f"{kind:14} {counts.total():4}  {shares(counts)}")
    say(f"{'everything':14} {everything.total():4}  {shares(everything)}")
    average = [sum(each) / len(each) for each in by_paragraph.values()] or [0.0]
    say(f"in scope, averaged over paragraphs: {100 * sum(average) / len(average):.1f} %")


def shares(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {100 * times / counts.total():.1f} %" for name, times in counts.most_common())


def milliseconds(questions: list[str], order: OrderReading) -> float:
    """The mean time of one answer, warm."""
    start = time.perf_counter()
    for _ in range(ROUNDS):
        for each in questions:
            answer(understand(each, order=order), order)
    return 1000 * (time.perf_counter() - start) / (ROUNDS * len(questions))


def questions_of(path: Path, half: str | None) -> list[Asked]:
    """The questions of a file; ``half`` keeps its odd or its even lines."""
    lines = path.read_text("utf-8").splitlines()
    kept = {"odd": lines[0::2], "even": lines[1::2]}.get(half or "", lines)
    return [
        Asked(
            row["q"],
            row["kind"],
            paragraphs=tuple(row["paragraphs"]),
            facts=tuple(row["facts"]),
            forbidden=tuple(row["forbidden"]),
            debatable="debatable" in row,
        )
        for row in map(json.loads, kept)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aside", action="store_true", help="measure the questions set aside")
    parser.add_argument("--misses", action="store_true", help="print what was not right")
    parser.add_argument("--file", type=Path, help="measure the questions of this file")
    parser.add_argument("--half", choices=("odd", "even"), help="only the lines of this half")
    options = parser.parse_args()
    order = sample()
    table = list(tomllib.loads((QUESTIONS / "table.toml").read_text("utf-8")))
    before = megabytes()
    start = time.perf_counter()
    answer(understand(table[0], order=order), order)
    say(f"first answer {1000 * (time.perf_counter() - start):.0f} ms, {megabytes() - before:.0f} MB added")
    say(f"warm {milliseconds(table, order):.2f} ms an answer")
    path = QUESTIONS / "aside.jsonl" if options.aside else options.file
    if path:
        asked = questions_of(path, options.half)
        measure((each for each in asked if not each.debatable), order, misses=options.misses)
        if debatable := [each for each in asked if each.debatable]:
            say("\nlabels that may be argued:")
            measure(debatable, order, misses=options.misses)


if __name__ == "__main__":
    main()
