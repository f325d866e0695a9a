"""What was found out about an immutable thing before, so that it need not be found out again."""

import weakref
from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")
Found = TypeVar("Found")


def remembered(find: Callable[[Thing], Found]) -> Callable[[Thing], Found]:
    """``find``, asked once of each thing. Its answer stays in memory as long as the thing does, and no longer."""
    known: dict[int, Found] = {}

    def asked(thing: Thing) -> Found:
        key = id(thing)
        if key not in known:
            known[key] = find(thing)
            weakref.finalize(thing, known.pop, key, None).atexit = False
        return known[key]

    return asked
