"""A station search by `python -m metrics.siting.search_process`, a process that tells how far it is.

The solver looks for a stop only now and then; a process can be ended at any moment. The question comes as one
line of JSON on standard input; the answer goes out as lines of JSON: `progress` as often as there is any, and
at the end `found` or `refused`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from metrics.siting import plan
from metrics.siting.plan import Found, Question, Refused
from metrics.siting.questions import Limits, Progress, Shortfall
from metrics.warehouse import open_current

MOST_SECONDS = 60.0
#: A large search may stop when it is proven to miss no more than this share of the people.
ENOUGH_PCT = 0.01
#: Up to so many pairs of village and site the answer comes within the run of a page.
QUICK_PAIRS = 400_000


def question_line(asked: Question, warehouse: str) -> str:
    """Write a question as the line that the process reads."""
    return json.dumps(asdict(asked) | {"period": asked.period.isoformat(), "warehouse": warehouse}) + "\n"


def read_line(line: str) -> Progress | Found | Refused:
    """Read a line that the process writes."""
    kind, told = json.loads(line)
    if kind == "progress":
        return Progress(**told)
    if kind == "refused":
        lacking = tuple(Shortfall(**one) for one in told["shortfalls"])
        return Refused(told["message"], lacking)
    return Found(**told | {name: tuple(told[name]) for name in ("sites", "curve")})


def main() -> int:
    """Answer one question."""
    asked = json.loads(sys.stdin.readline())
    folder = asked.pop("warehouse")
    question = Question(**asked | {"period": date.fromisoformat(asked["period"])})
    on = plan.ground(open_current(folder), question.period, question.region)
    limits = Limits(MOST_SECONDS, ENOUGH_PCT, _tell)
    told = plan.answer(on, question, limits)
    _write("found" if isinstance(told, Found) else "refused", asdict(told))
    return 0


def _tell(progress: Progress) -> bool:
    _write("progress", asdict(progress))
    return True


def _write(kind: str, told: dict[str, Any]) -> None:
    print(json.dumps([kind, told]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
