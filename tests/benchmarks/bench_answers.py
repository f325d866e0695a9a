"""How well and how fast questions are answered: ``.venv/bin/python tests/benchmarks/bench_answers.py``.

With ``--aside`` it reads the questions set aside in ``tests/questions/aside.jsonl``, which nobody tunes to: run it
to report, never to choose. Without, it times the questions of the table the tests use.
"""

import argparse
import json
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
from bot.questions.topics import topics  # noqa: E402  the same
from bot.wording.answers import Answer, AnswerKind, answer, answer_topic  # noqa: E402  the same

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the topics it asks about, and what kind of reply it wants."""

    words: str
    topics: tuple[str, ...]
    kind: str


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def facts_in(reply: Answer, topic: str, order: OrderReading) -> bool:
    """Whether a reply holds every sentence the topic's own answer has before its quotations."""
    wanted = answer_topic(topic, order).text.split("\n\n")[0]
    return all(line.strip("- ") in reply.text for line in wanted.splitlines())


def outcome(asked: Asked, reply: Answer, order: OrderReading) -> str:
    """``right``, ``asked back``, ``confidently wrong`` or ``wrong``."""
    wanted = "command" if asked.kind == "state" else asked.kind
    held = [facts_in(reply, topic, order) for topic in asked.topics]
    if wanted == AnswerKind.CLARIFY:
        return "right" if reply.kind is AnswerKind.CLARIFY or any(held) else "wrong"
    if reply.kind is AnswerKind.CLARIFY:
        return "asked back" if set(asked.topics) & {name for name, _ in reply.choices} else "wrong"
    of_order = all(topics()[topic].of_order for topic in asked.topics)
    if reply.kind == wanted and (all(held) or not of_order or wanted == AnswerKind.OUT_OF_SCOPE):
        return "right"
    if len(asked.topics) > 1 and all(held):
        return "right"
    return "confidently wrong" if reply.answered and not any(held) else "wrong"


def measure(questions: Iterable[Asked], order: OrderReading, *, misses: bool) -> None:
    """Print the outcomes by kind, and the paragraphs' average."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    by_paragraph: dict[str, list[bool]] = defaultdict(list)
    everything: Counter[str] = Counter()
    for asked in questions:
        reply = answer(understand(asked.words, order=order), order)
        result = outcome(asked, reply, order)
        by_kind[asked.kind][result] += 1
        everything[result] += 1
        if asked.kind == AnswerKind.ANSWER:
            for number in answer_topic(asked.topics[0], order).paragraphs:
                by_paragraph[number].append(result == "right")
        if misses and result != "right":
            say(f"{result:18} {asked.kind:14} {','.join(asked.topics):40} {reply.kind:14} {reply.topic}  {asked.words}")
    for kind, counts in sorted(by_kind.items()):
        say(f"{kind:14} {counts.total():4}  {shares(counts)}")
    say(f"{'everything':14} {everything.total():4}  {shares(everything)}")
    average = [sum(each) / len(each) for each in by_paragraph.values()]
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aside", action="store_true", help="measure the questions set aside")
    parser.add_argument("--misses", action="store_true", help="print what was not right")
    options = parser.parse_args()
    order = sample()
    table = list(tomllib.loads((QUESTIONS / "table.toml").read_text("utf-8")))
    before = megabytes()
    start = time.perf_counter()
    answer(understand(table[0], order=order), order)
    say(f"first answer {1000 * (time.perf_counter() - start):.0f} ms, {megabytes() - before:.0f} MB added")
    say(f"warm {milliseconds(table, order):.2f} ms an answer")
    if options.aside:
        lines = (QUESTIONS / "aside.jsonl").read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        aside = [Asked(row["q"], tuple(row["topics"]), row["kind"]) for row in rows]
        measure(aside, order, misses=options.misses)


if __name__ == "__main__":
    main()
