"""The roll's rows for the parties an order names."""

from dataclasses import replace

from bot.domain.attendance import Row, Side
from bot.domain.order import OtherParty
from bot.domain.parties import rows_of, with_added_parties
from tests.fakes.matters import order

THIRD = replace(
    order(),
    plaintiffs=("Halvard Timber Co.",),
    defendants=("Corvin Shipping LLC", "Merete Ostby"),
    other_parties=(
        OtherParty("CORVIN SHIPPING, LLC", "Third-Party Plaintiff"),
        OtherParty("Dredge Works Inc.", "Third-Party Defendant"),
    ),
)


def test_a_defendant_who_brings_in_a_third_party_is_one_party() -> None:
    assert [(row.party, row.side) for row in rows_of(THIRD)] == [
        ("Halvard Timber Co.", Side.PLAINTIFF),
        ("Corvin Shipping LLC", Side.DEFENDANT),
        ("Merete Ostby", Side.DEFENDANT),
        ("Dredge Works Inc.", Side.OTHER),
    ]


def test_a_later_order_adds_nobody_who_is_on_the_roll_already() -> None:
    rows = (Row("x1", "corvin shipping llc", Side.OTHER),)
    assert [row.party for row in with_added_parties(rows, THIRD)].count("Corvin Shipping LLC") == 0
