"""The Bot Framework SDK. No other module here knows it, so that this one alone changes when it is replaced.

It sorts activities by type and offers its middleware. Reading, checking tokens and sending are done elsewhere:
its own ways drop the tenant, fetch a token in every turn on the loop, and answer each press with an error.
"""

import logging
from http import HTTPStatus
from typing import Any

from botbuilder.core import ActivityHandler, BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference, InvokeResponse, ResourceResponse
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined] # re-exported without saying so

from adapters.teams.messenger import TeamsMessenger
from adapters.teams.parse import Incoming, Malformed
from adapters.teams.turns import Turns

ENVELOPE = ("type", "id", "name", "channelId", "serviceUrl", "from", "conversation", "recipient", "replyToId", "locale")
"""What the SDK is shown of an activity: enough to sort it and to answer it. Its models are slow and lose fields."""
INCOMING = "parley.incoming"
ANSWER = "parley.answer"

for name in ("msrest", "botframework", "botbuilder"):
    # They warn, with each message, about every field they do not know.
    logging.getLogger(name).setLevel(logging.ERROR)


class Pipeline(BotAdapter):  # type: ignore[misc] # the SDK ships no types
    """Runs one activity through the SDK's middleware to its turn."""

    def __init__(self, turns: Turns, messenger: TeamsMessenger) -> None:
        super().__init__()
        self._messenger = messenger
        self._sorter = _Sorter(turns)

    async def run(self, raw: dict[str, Any], incoming: Incoming) -> InvokeResponse | None:
        """Handle an activity; the answer is an invoke's. Raises ``Malformed``."""
        try:
            activity = Activity().deserialize({name: raw[name] for name in ENVELOPE if name in raw})
        except (DeserializationError, AttributeError, TypeError, ValueError, KeyError):
            raise Malformed("the activity has a field of the wrong kind") from None
        context = TurnContext(self, activity)
        context.turn_state[INCOMING] = incoming
        await self.run_pipeline(context, self._sorter.on_turn)
        answer = context.turn_state.get(ANSWER)
        return answer if isinstance(answer, InvokeResponse) else None

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """Send what middleware has to say to the turn's conversation."""
        channel = context.turn_state[INCOMING].place.channel
        return [ResourceResponse(id=await self._messenger.send(channel, each.serialize())) for each in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Replace a message of the turn's conversation."""
        await self._messenger.replace(context.turn_state[INCOMING].place.channel, activity.id, activity.serialize())

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Take back a message of the turn's conversation."""
        await self._messenger.delete(context.turn_state[INCOMING].place.channel, reference.activity_id)


class _Sorter(ActivityHandler):  # type: ignore[misc] # the SDK ships no types
    """Sorts activities by type."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await self._turns.message(turn_context.turn_state[INCOMING])

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        body = await self._turns.invoke(turn_context.turn_state[INCOMING])
        status = HTTPStatus.NOT_FOUND if body is None else HTTPStatus.OK
        turn_context.turn_state[ANSWER] = InvokeResponse(status=int(status), body=body)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        await self._turns.told(turn_context.turn_state[INCOMING])

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        await self._turns.told(turn_context.turn_state[INCOMING])
