"""What a caption says: the parties of each side, and the name that makes of the case."""

from dataclasses import dataclass, field

from bot.domain.order import OtherParty, Source
from bot.orders.parties import Side


@dataclass(frozen=True, slots=True)
class Caption:
    """Who stands on each side, as the caption prints it."""

    title: str | None = None
    plaintiffs: tuple[str, ...] = ()
    plaintiffs_et_al: bool = False
    defendants: tuple[str, ...] = ()
    defendants_et_al: bool = False
    others: tuple[OtherParty, ...] = ()
    in_prose: bool = False
    """Whether it was only spoken of, and stands on no line of its own."""
    sources: dict[str, Source] = field(default_factory=dict)


def assembled(plaintiffs: Side, defendants: Side, others: list[OtherParty] | None = None) -> Caption:
    """The caption two sides make: "A et al. v. B"."""
    title = f"{_first(plaintiffs)} v. {_first(defendants)}"
    return Caption(
        title,
        tuple(plaintiffs.names),
        plaintiffs.et_al,
        tuple(defendants.names),
        defendants.et_al,
        tuple(others or ()),
        sources={"caption": plaintiffs.source, "plaintiffs": plaintiffs.source, "defendants": defendants.source},
    )


def _first(side: Side) -> str:
    return side.names[0] + (" et al." if side.et_al or len(side.names) > 1 else "")
