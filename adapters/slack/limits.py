"""What Slack allows, by name. A length is counted in UTF-16 units, the larger of the ways it may be counted."""

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
SURFACE_TEXT = 12_000
"""All text in the blocks of one message. About 13,000 characters fail, though every block is legal."""
MESSAGE_TEXT = 39_000
"""The plain text beside the blocks; Slack cuts it at 40,000 characters."""
RICH_TEXT = 3_000
CONTEXT_TEXT = 2_000
CONTEXT_ELEMENTS = 10
HEADER = 150
ACTIONS = 25
BUTTON_LABEL = 75
BUTTON_VALUE = 2_000
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_VERB = 30
VIEW_TITLE = 24
PRIVATE_METADATA = 3_000
INPUT_LABEL = 2_000
INPUT_HINT = 2_000
INPUT_TEXT = 3_000
PLACEHOLDER = 150
OPTION_LABEL = 75
OPTION_VALUE = 75
OPTIONS = 100
OPTION_GROUPS = 100
BLOCK_ID = 255

ELLIPSIS = "…"


def length(text: str) -> int:
    """The text's length as Slack counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """The text without what JSON or Slack cannot carry: lone surrogates and the null character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def clipped(text: str, at_most: int) -> str:
    """The text, ended with an ellipsis where it is longer than allowed."""
    text = clean(text)
    if length(text) <= at_most:
        return text
    return _head(text, at_most - len(ELLIPSIS)).rstrip() + ELLIPSIS


def pieces(text: str, at_most: int) -> list[str]:
    """The whole text in pieces that are each allowed, cut at a line or a word where there is one.

    A character that is by itself longer than a piece may be is left out.
    """
    found = []
    text = clean(text)
    while length(text) > at_most:
        head = _head(text, at_most)
        if not head:
            text = text[1:]
            continue
        cut = max(head.rfind("\n"), head.rfind(" ")) + 1
        piece = head[:cut] if cut > at_most // 2 else head
        found.append(piece)
        text = text[len(piece) :]
    return [*found, text] if text else found


def _head(text: str, at_most: int) -> str:
    """The longest beginning of the text that is not longer than allowed."""
    head = text[:at_most]
    while length(head) > at_most:
        head = head[: len(head) - max(1, (length(head) - at_most) // 2)]
    return head
