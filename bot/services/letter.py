"""Help with the letter to chambers, always private: a checklist, and two numbers of pages."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation.replies import Reply
from bot.conversation.requests import CheckPages, CountPages, Request, ShowChecklist
from bot.domain.conference import LETTER
from bot.domain.court_days import calendar_for
from bot.domain.matter_deadlines import deadlines_of
from bot.services.roles import Action, require
from bot.services.turn import Handler, Turn
from bot.wording import letter as wording

MOST_PAGES = 10_000


def show_checklist(request: ShowChecklist, turn: Turn) -> Reply:
    """What this order wants of the letter."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.LETTER)
    items = deadlines_of(conference, calendar_for(conference.order.court))
    due = next((each for each in items if each.key == LETTER), None)
    return Reply(wording.checklist(conference, due))


def count_pages(request: CountPages, turn: Turn) -> Reply:
    """The form for two numbers of pages."""
    require(turn, turn.conference(request.conference), Action.LETTER)
    return Reply(wording.pages_form(request.conference))


def check_pages(request: CheckPages, turn: Turn) -> Reply:
    """How many pages stand to what the order says. The numbers are not kept."""
    conference = turn.conference(request.conference)
    require(turn, conference, Action.LETTER)
    numbers = {name: _pages(request.values.get(name, "")) for name in ("letter", "attachments")}
    if not request.values.get("attachments", "").strip():
        numbers["attachments"] = 0
    errors = {name: wording.WHOLE_NUMBER for name, number in numbers.items() if number is None}
    if errors:
        return Reply(wording.pages_form(request.conference, dict(request.values), errors))
    return Reply(wording.pages_card(conference.order, numbers["letter"] or 0, numbers["attachments"] or 0))


def _pages(typed: str) -> int | None:
    digits = typed.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and int(digits[:6]) <= MOST_PAGES else None


HANDLERS: Mapping[type[Request], Handler] = MappingProxyType(
    {ShowChecklist: show_checklist, CountPages: count_pages, CheckPages: check_pages}
)
