import pytest

from bot.domain.order import Source
from bot.orders import sample
from bot.orders.hard_copy import pages_over


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("If a letter is accompanied by attachments exceeding ten (10)\n\npages in length, a hard copy follows.", 10),
        ("A courtesy copy is required if the exhibits exceed 25 pages.", 25),
        ("Exhibits of more than fifteen pages must be delivered in paper.", 15),
        ("If the attachments total more than a total of 20 pages, mail them.", 20),
        ("Exhibits in excess of ten (12) pages must be delivered in paper.", None),
        ("A hard copy of everything goes to chambers.", None),
        ("Letters of more than ten pages call for a courtesy copy.", None),
    ],
)
def test_only_a_number_of_pages_of_attachments_is_taken(words: str, pages: int | None) -> None:
    assert pages_over([Source(words, "2")]) == pages


def test_the_sample_order_wants_paper_over_ten_pages() -> None:
    assert sample().hard_copy_over == 10
