"""A channel's hours, days of reminding and retention, in words and as a form."""

from collections.abc import Mapping

from bot.conversation.cards import Button, Buttons, Card, Fact, Facts
from bot.conversation.forms import Choice, ChoiceField, Form, TextField
from bot.conversation.requests import EditSettings, SaveSettings
from bot.domain.channel import Preferences
from bot.wording.words import listed

LADDER = "Days before, as in 7, 3, 1, 0; 0 is the morning of. Up to six numbers from 0 to 60."
HOUR = "A full hour of the day is needed here, such as 9 am or 17."
A_FULL_HOUR = "A full hour, such as 9 am."
QUIET = "Quiet hours begin after, and end before or at, the hour of reminders."
DAYS = "A number of days from 1 to 3650 is needed here."


def settings_card(preferences: Preferences, *, may_edit: bool) -> Card:
    """The settings, with their plain defaults."""
    facts = (
        Fact("Reminders", (f"at {_hour(preferences.hour)} court time, on court days",)),
        Fact("How early", (_ladder(preferences.ladder),)),
        Fact("Quiet", (f"from {_hour(preferences.quiet_from)} to {_hour(preferences.quiet_until)}",)),
        Fact("Record kept", (f"{preferences.retention_days} days after closing",)),
        Fact("Notifications", ("without the matter's name" if preferences.discreet else "with the matter's name",)),
    )
    buttons = (Buttons((Button("Change", EditSettings()),)),) if may_edit else ()
    return Card("Settings of this channel", (Facts(facts), *buttons), summary="Settings of this channel")


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12}:00 {'am' if hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def _ladder(ladder: tuple[int, ...]) -> str:
    words = [str(each) for each in ladder if each]
    days = f"{listed(words)} day{'' if words == ['1'] else 's'} before each date" if words else ""
    if 0 not in ladder:
        return days or "no reminders"
    return f"{days}, and that morning" if days else "the morning of each date"


def settings_form(preferences: Preferences, typed: Mapping[str, str], errors: Mapping[str, str]) -> Form:
    """The form, with what was typed kept."""
    now = {
        "hour": _hour(preferences.hour),
        "ladder": ", ".join(str(each) for each in preferences.ladder),
        "quiet_from": _hour(preferences.quiet_from),
        "quiet_until": _hour(preferences.quiet_until),
        "retention_days": str(preferences.retention_days),
        "discreet": "yes" if preferences.discreet else "no",
    } | dict(typed)
    return Form(
        "Settings",
        "Save",
        SaveSettings(),
        (
            TextField("hour", "Hour of reminders, court time", now["hour"], A_FULL_HOUR),
            TextField("ladder", "Days before each date", now["ladder"], "0 is the morning of"),
            TextField("quiet_from", "Quiet from", now["quiet_from"], A_FULL_HOUR),
            TextField("quiet_until", "Quiet until", now["quiet_until"], A_FULL_HOUR),
            TextField("retention_days", "Days a closed record is kept", now["retention_days"]),
            ChoiceField(
                "discreet",
                "Matter's name in notifications",
                (Choice("no", "Shown"), Choice("yes", "Left out")),
                now["discreet"],
            ),
        ),
        errors=errors,
    )
