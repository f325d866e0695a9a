"""What a court's order says, with the words each fact was read from.

Nothing here knows how an order is read (``bot.orders``) or how a question is
matched to a fact (``bot.questions``): this module is the vocabulary both share.
A fact the order does not state is ``None`` or empty, never a default.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class DocumentKind(StrEnum):
    """What sort of document was read. Only an order that sets a conference can be registered."""

    SETTLEMENT_CONFERENCE_ORDER = "settlement_conference_order"
    ADJOURNMENT = "adjournment"
    FORMAT_CHANGE = "format_change"
    TIME_CHANGE = "time_change"
    VACATUR = "vacatur"
    REFERRAL_NO_DATE = "referral_no_date"
    OTHER_CONFERENCE = "other_conference"
    NOT_AN_ORDER = "not_an_order"


class Platform(StrEnum):
    """How the conference is held."""

    TEAMS = "teams"
    ZOOM = "zoom"
    VIDEO = "video"
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"


class LetterService(StrEnum):
    """Who sees the letter: the Court alone, every party, or a shared and a confidential part."""

    EX_PARTE = "ex_parte"
    SERVED = "served"
    MIXED = "mixed"


class Unit(StrEnum):
    """The unit a period is counted in. Business days are the order's own words, not a Rule 6 unit."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    """Months of the calendar: a month before July 10 is June 10."""
    BUSINESS_DAYS = "business_days"


class Direction(StrEnum):
    """Whether a period runs back from its anchor or forward from it."""

    BEFORE = "before"
    AFTER = "after"


class Anchor(StrEnum):
    """The event a period is counted from."""

    CONFERENCE = "conference"
    ORDER = "order"
    DEMAND = "demand"
    DEMAND_RECEIVED = "demand_received"
    LETTER = "letter"
    THEREAFTER = "thereafter"
    """The order says "thereafter" without saying after what: more than one reading."""
    OTHER = "other"


def in_one_line(words: str) -> str:
    """Verbatim words with line breaks joined and asterisks of emphasis left out."""
    return " ".join(words.replace("*", "").split())


@dataclass(frozen=True, slots=True)
class Source:
    """Words found verbatim in the order, and the number of the paragraph they stand in ("0" is the opening)."""

    words: str
    paragraph: str

    @property
    def plain(self) -> str:
        """The words on one line without typed emphasis, for showing to a person."""
        return in_one_line(self.words)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph, verbatim. The unnumbered opening is "0"; ``heading`` may be empty."""

    number: str
    heading: str
    text: str

    @property
    def plain(self) -> str:
        """The text on one line without typed emphasis, for showing to a person."""
        return in_one_line(self.text)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day the order names outright. It never moves, even onto a Sunday. ``time`` is court time, if stated."""

    date: dt.date
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    """A period the order counts: ``n`` units before or after the anchor.

    ``date`` is the day the order prints beside the count, if it does; ``time`` the hour (court time).
    """

    n: int
    unit: Unit
    direction: Direction
    anchor: Anchor
    date: dt.date | None = None
    time: dt.time | None = None


DueRule = NamedDay | DayCount


@dataclass(frozen=True, slots=True)
class ConditionalRule:
    """When a duty falls due, and whether the order imposes it only "if not already" done."""

    due: DueRule
    only_if_not_already: bool = False


@dataclass(frozen=True, slots=True)
class OtherDeadline:
    """A further thing the order wants by a day: an attendance form, a pre-conference call, a list of attendees."""

    name: str
    due: DueRule
    source: Source


@dataclass(frozen=True, slots=True)
class OtherParty:
    """A party that is neither plaintiff nor defendant, with the capacity the caption gives it."""

    name: str
    capacity: str


@dataclass(frozen=True, slots=True)
class PageLimit:
    """How long the letter may be. ``excludes`` is what the order leaves out of the count, in its own words."""

    pages: int
    excludes: str | None = None
    double_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about the order a person must look at: a stable code and one plain sentence."""

    code: str
    text: str


class Provision(StrEnum):
    """The things a settlement-conference order can say: the vocabulary of reading and of answering."""

    CONFERENCE_DATE = "conference_date"
    CONFERENCE_TIME = "conference_time"
    PLATFORM = "platform"
    LOCATION = "location"
    LINK = "link"
    JUDGE = "judge"
    COURT = "court"
    DOCKET = "docket"
    CAPTION = "caption"
    ORDER_DATE = "order_date"
    CONFIDENTIALITY = "confidentiality"
    DISCOVERY = "discovery"
    ADMISSIBILITY = "admissibility"
    LETTER_DUE = "letter_due"
    LETTER_SENDER = "letter_sender"
    LETTER_ROUTE = "letter_route"
    LETTER_ADDRESS = "letter_address"
    LETTER_MARKING = "letter_marking"
    LETTER_SERVICE = "letter_service"
    LETTER_FILING = "letter_filing"
    LETTER_PAGES = "letter_pages"
    LETTER_PAGES_PERMISSION = "letter_pages_permission"
    LETTER_EXHIBITS = "letter_exhibits"
    LETTER_CONTENTS = "letter_contents"
    LETTER_FORMAT = "letter_format"
    HARD_COPY = "hard_copy"
    DEMAND = "demand"
    RESPONSE = "response"
    NEGOTIATION = "negotiation"
    ATTENDANCE_PARTIES = "attendance_parties"
    ATTENDANCE_COUNSEL = "attendance_counsel"
    AUTHORITY = "authority"
    BY_PHONE = "by_phone"
    INSURERS = "insurers"
    CORPORATE_PARTIES = "corporate_parties"
    GOVERNMENT_PARTIES = "government_parties"
    EXCUSAL = "excusal"
    ATTENDEE_LIST = "attendee_list"
    SANCTIONS = "sanctions"
    ADJOURNMENT = "adjournment"
    SETTLED_EARLIER = "settled_earlier"
    PRE_CALL = "pre_call"
    RECORDING = "recording"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class OrderReading:
    """Everything read from one document. See DESIGN of ``parley read`` for the fields' printed form.

    ``conference_at`` and ``previous_conference_at`` are naive court time, and ``None`` where the order gives a day
    without an hour: the day alone is then ``conference_date`` or ``previous_conference_date``. ``tz`` is an IANA zone
    proposed from the court's place (``None`` when even that is not stated), to be confirmed by a person.
    ``sources`` maps a field's name to the words it was read from; ``provisions`` maps what the order says
    about each matter to the sentences that say it, for quoting.
    """

    kind: DocumentKind
    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    caption: str | None = None
    plaintiffs: tuple[str, ...] = ()
    plaintiffs_et_al: bool = False
    defendants: tuple[str, ...] = ()
    defendants_et_al: bool = False
    other_parties: tuple[OtherParty, ...] = ()
    docket: str | None = None
    other_dockets: tuple[str, ...] = ()
    judge: str | None = None
    court: str | None = None
    order_date: dt.date | None = None
    conference_at: dt.datetime | None = None
    tz: str | None = None
    conference_date: dt.date | None = None
    previous_conference_at: dt.datetime | None = None
    previous_conference_date: dt.date | None = None
    platform: Platform | None = None
    location: str | None = None
    dial_in: str | None = None
    letter_due: DueRule | None = None
    letter_served: LetterService | None = None
    letter_email: str | None = None
    letter_marking: str | None = None
    letter_contents: tuple[str, ...] = ()
    page_limit: PageLimit | None = None
    hard_copy_over: int | None = None
    """Attachments of more pages than this call for a hard copy as well."""
    demand_rule: ConditionalRule | None = None
    response_rule: ConditionalRule | None = None
    attendance_quotes: tuple[Source, ...] = ()
    other_deadlines: tuple[OtherDeadline, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    provisions: Mapping[Provision, tuple[Source, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def register(self) -> bool:
        """Whether a conference can be registered from this document."""
        return self.kind is DocumentKind.SETTLEMENT_CONFERENCE_ORDER and self.conference_at is not None

    def paragraph(self, number: str) -> Paragraph | None:
        """The paragraph of that number, or ``None``."""
        return next((each for each in self.paragraphs if each.number == number), None)
