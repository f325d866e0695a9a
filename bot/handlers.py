"""Every request, and the service that answers it."""

from collections.abc import Mapping

from bot.conversation.requests import Request
from bot.router import merged
from bot.services import (
    adjourning,
    answering,
    attending,
    auditing,
    closing,
    confirming,
    editing,
    exporting,
    helping,
    home,
    letter,
    listing,
    marking,
    own_views,
    preferring,
    proposals,
    redelivering,
    registering,
    roles,
    rolling,
    welcoming,
)
from bot.services.turn import Handler

HANDLERS: Mapping[type[Request], Handler] = merged(
    adjourning.HANDLERS,
    answering.HANDLERS,
    attending.HANDLERS,
    auditing.HANDLERS,
    closing.HANDLERS,
    confirming.HANDLERS,
    editing.HANDLERS,
    exporting.HANDLERS,
    helping.HANDLERS,
    home.HANDLERS,
    letter.HANDLERS,
    listing.HANDLERS,
    marking.HANDLERS,
    own_views.HANDLERS,
    preferring.HANDLERS,
    proposals.HANDLERS,
    redelivering.HANDLERS,
    registering.HANDLERS,
    roles.HANDLERS,
    rolling.HANDLERS,
    welcoming.HANDLERS,
)
