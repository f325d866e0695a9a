"""Texts cut to what Slack allows."""

from adapters.slack.limits import pieces


def test_a_character_that_fits_no_piece_is_left_out_and_the_rest_is_kept() -> None:
    assert pieces("ab\N{GRINNING FACE}c", 1) == ["a", "b", "c"]


def test_pieces_together_are_the_whole_text() -> None:
    text = "Letters go to chambers. " * 40
    assert "".join(pieces(text, 100)) == text
