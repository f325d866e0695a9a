"""Sentences for what cannot be done. Each says what to do instead."""

RECORD_GONE = "Parley has no record of that conference any more; nothing was changed."
OLD_BUTTON = "This button comes from an older version of Parley. Type status to see where things stand."
OUTSIDER = (
    "Parley here belongs to the firm that registered the conference. Please speak to them directly; "
    "nothing was changed or shown."
)
OUTSIDER_WITH_DATES = (
    "Parley here belongs to the firm that registered the conference, and answers only them. "
    "The dates, and how many parties have confirmed, you may see too: type status."
)
EDITED_MEANWHILE = "This was changed a moment ago, so yours was not saved. Open it again to see how it stands now."
WENT_WRONG = "Parley could not do that, and nothing was changed. Please try again in a minute."
