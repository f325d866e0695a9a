"""The roll's rows for the parties an order names, and what becomes of them when the parties are corrected."""

from dataclasses import replace

from bot.domain.attendance import AttendanceState, Row, Side
from bot.domain.name_words import phrase
from bot.domain.order import OrderReading


def rows_of(order: OrderReading) -> tuple[Row, ...]:
    """One row for each party the caption names, where it names it first: a defendant may be a third-party plaintiff."""
    rows: dict[str, Row] = {}
    for side, names in _sides(order):
        for number, name in enumerate(names, 1):
            rows.setdefault(phrase(name), Row(f"{side}-{number}", name, side))
    return tuple(rows.values())


def with_added_parties(rows: tuple[Row, ...], order: OrderReading) -> tuple[Row, ...]:
    """The roll with a row for each party a later order adds; nobody is taken off it by a later order."""
    known = {phrase(row.party) for row in rows}
    for row in rows_of(order):
        if phrase(row.party) not in known:
            rows = (*rows, _numbered(row, rows))
    return rows


def with_parties(rows: tuple[Row, ...], before: OrderReading, after: OrderReading) -> tuple[Row, ...]:
    """The roll after a person corrected the parties.

    A party renamed keeps its row; one taken out loses it only while nobody has answered for it.
    """
    for (side, old), (_, new) in zip(_sides(before), _sides(after), strict=True):
        gone, come = [each for each in old if each not in new], [each for each in new if each not in old]
        if len(gone) == len(come) == 1:
            rows = tuple(_renamed(row, gone[0], come[0]) if row.side is side else row for row in rows)
        else:
            rows = tuple(row for row in rows if row.side is not side or row.party not in gone or _answered(row))
    return with_added_parties(rows, after)


def _sides(order: OrderReading) -> tuple[tuple[Side, tuple[str, ...]], ...]:
    others = tuple(each.name for each in order.other_parties)
    return (Side.PLAINTIFF, order.plaintiffs), (Side.DEFENDANT, order.defendants), (Side.OTHER, others)


def _renamed(row: Row, old: str, new: str) -> Row:
    return replace(row, party=new) if row.party == old else row


def _answered(row: Row) -> bool:
    return row.state is not AttendanceState.NOT_NAMED or bool(row.history)


def _numbered(row: Row, rows: tuple[Row, ...]) -> Row:
    taken, number = {each.id for each in rows}, 1
    while f"{row.side}-{number}" in taken:
        number += 1
    return replace(row, id=f"{row.side}-{number}")
