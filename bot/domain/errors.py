"""What can go wrong in a way a person should hear about, each as one sentence that says what to do."""


class ParleyError(Exception):
    """An error whose message is one sentence fit to show to the person who caused it."""


class NotAllowed(ParleyError):
    """The person's role does not allow this action. ``may_ask``: they can ask for a role that does."""

    def __init__(self, sentence: str, *, may_ask: bool = False) -> None:
        super().__init__(sentence)
        self.may_ask = may_ask


class NotFound(ParleyError):
    """What the request names does not exist here (any more)."""


class Superseded(ParleyError):
    """The button belongs to an earlier setting of the conference."""


class EditedMeanwhile(ParleyError):
    """Someone else changed the same thing between reading and saving."""


class UnreadableDocument(ParleyError):
    """A file no text can be taken from; the sentence says what to do instead."""
