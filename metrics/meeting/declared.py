"""Limits and rules of the joint conference, as `agenda.json` of the reference declares them, without code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parents[2] / "data" / "reference" / "agenda.json"


@dataclass(frozen=True)
class Rule:
    """One rule of the agenda.

    Attributes:
        id: what finds it, a key of `metrics.meeting.agenda.FINDERS`.
        name: what it is called.
        sentence: template of what is told of what it finds.
        bring: what whoever answers has to bring to the meeting.
        minutes: that the meeting gives it at first.
        limit: most entries of this rule, the worst first.
    """

    id: str
    name: str
    sentence: str
    bring: str
    minutes: int
    limit: int


@cache
def _told() -> Mapping[str, Any]:
    told: dict[str, Any] = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return told


def rules() -> tuple[Rule, ...]:
    """The rules of the agenda in the order in which their points stand."""
    return tuple(Rule(**entry) for entry in _told()["rules"])


def response_days() -> dict[str, int]:
    """Within how many days an issue is to be responded to, by urgency, the most urgent first."""
    return {word: int(_told()["response_days"][word]) for word in _told()["urgencies"]}


def urgency_of(word: str | None) -> str:
    """The urgency that counts: where none is stated, the least one."""
    known = response_days()
    return word if word in known else list(known)[-1]


def soon_days() -> int:
    """How many days before its end an open issue is told as due soon."""
    return int(_told()["soon_days"])


def postponed_often() -> int:
    """From how many postponements on they are told."""
    return int(_told()["postponed_often"])


def passed_on_often() -> int:
    """From how many handovers on they are told."""
    return int(_told()["passed_on_often"])


def most_points() -> int:
    """How many points an agenda holds at most."""
    return int(_told()["most"])
