"""What a snapshot needs of the values that were sealed for an edition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol


class Sealed(Protocol):
    """Values that were sealed, see `metrics.values.sealed`.

    Attributes:
        computed: whether something was asked for that is not sealed, so that it was computed.
    """

    computed: bool

    def answer(
        self,
        periods: Sequence[date],
        metrics: Sequence[str],
        lines: Sequence[str],
        regions: Sequence[str] | None,
        levels: Sequence[str] | None,
    ) -> list[tuple[Any, ...]] | None:
        """The rows asked for, None where some of them are not sealed."""
