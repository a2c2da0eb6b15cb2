"""Every choice of every page that its link keeps: where it stands, what the link says, what it shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

METRIC = {"metric": "members"}
LIST, SITING, ACCESS = {"part": "list"}, {"part": "siting"}, {"part": "access"}
COMPLETENESS, DOUBTS, DICTIONARY = ({"part": part} for part in ("completeness", "doubts", "dictionary"))


@dataclass(frozen=True)
class Case:
    """One choice.

    Attributes:
        name: of the parameter.
        word: in the link.
        value: of the widget then.
        default: value of the widget where the link says nothing.
    """

    name: str
    word: str
    value: Any
    default: Any


@dataclass(frozen=True)
class Place:
    """Choices that stand beside each other.

    Attributes:
        page: its script.
        beside: other parameters that this part of the page needs.
        cases: the choices, such as can be made together.
    """

    page: str
    beside: dict[str, str]
    cases: tuple[Case, ...] = ()


def _place(page: str, beside: dict[str, str], *rows: tuple[str, str, Any, Any]) -> Place:
    return Place(f"pages/{page}.py", beside, tuple(Case(*row) for row in rows))


CHOSEN = [
    _place(
        "coverage/coverage",
        {},
        ("level", "village", "village", "township"),
        ("show", "verdicts", "verdicts", "effective"),
        ("reach", "1", True, False),
        ("compare", "2017-12", "2017-12", ""),
    ),
    _place("gaps/gaps", {}, ("part", "access", "access", "matrix")),
    _place(
        "gaps/gaps",
        LIST,
        ("verdict", "沉睡", ["沉睡"], []),
        ("levels", "township,village", ["township", "village"], []),
        ("far", "12", 12.0, 0.0),
        ("quiet", "7", 7, 0),
        ("group", "line", "line", "none"),
    ),
    _place("gaps/gaps", {"part": "moved"}, ("since", "2018-03", "2018-03", "2017-12")),
    _place("gaps/gaps", ACCESS, ("since", "2018-02", "2018-02", "2017-12")),
    _place(
        "gaps/gaps",
        SITING,
        ("n", "3", 3, 5),
        ("r", "4.5", 4.5, 5.0),
        ("floor", "5", 5, 0),
        ("share", "union,women", ["union", "women"], []),
    ),
    _place(
        "gaps/gaps",
        {"part": "effect"},
        ("from", "2018-09-01", date(2018, 9, 1), date(2018, 7, 1)),
        ("to", "2019-09-01", date(2019, 9, 1), date(2019, 1, 1)),
        ("budget", "50000", 50000, 0),
        ("post", "办公室", "办公室", "群团服务站建设责任岗"),
    ),
    _place("metrics/metrics", {}, ("part", "index", "index", "all")),
    _place("metrics/metrics", {"part": "index"}, ("rank", "1", True, False)),
    _place("metrics/metrics", METRIC, ("part", "places", "places", "course")),
    _place("metrics/metrics", METRIC | {"part": "movement"}, ("back", "year", "year", "month")),
    _place(
        "metrics/metrics",
        METRIC | {"part": "places"},
        ("against", "month_change", "month_change", "year_change"),
    ),
    _place("network/network", {}, ("part", "people", "people", "structure")),
    _place("services/services", {}, ("part", "facts", "facts", "stations")),
    _place("services/services", {"part": "listing"}, ("stations", "all", "all", "missing")),
    _place("projects/projects", {}, ("part", "list", "list", "progress")),
    _place(
        "projects/projects",
        {},
        ("light", "amber,grey", ["amber", "grey"], []),
        ("theme", "科普惠农", "科普惠农", ""),
    ),
    _place("projects/projects", {}, ("rows", "2", "2", "1")),
    _place(
        "tasks/tasks",
        LIST,
        ("state", "overdue,done", ["overdue", "done"], []),
        ("plan", "women", "women", ""),
        ("breakthrough", "1", "1", ""),
    ),
    _place("tasks/tasks", {}, ("part", "list", "list", "progress")),
    _place("data/data", {}, ("part", "doubts", "doubts", "hand-in")),
    _place(
        "data/data",
        COMPLETENESS,
        ("report", "cadres", "cadres", "memberships"),
        ("days", "20", 20, 15),
    ),
    _place("data/data", COMPLETENESS, ("place", "360829102000", "360829102000", "360829104000")),
    _place("data/data", DOUBTS, ("rule", "stations_without_hours", "stations_without_hours", "")),
    _place("data/data", DICTIONARY, ("table", "memberships", "memberships", "")),
]

#: Parts without a choice of their own.
PARTS = {
    "network": "places leads people",
    "services": "activities results facts",
    "projects": "money management list",
    "tasks": "scheme answering",
    "data": "snapshots",
}
#: Pages and parts without a choice of their own.
PLAIN = [
    Place("", {}),
    Place("pages/projects/projects.py", {"project": "proj-011"}),
    Place("pages/tasks/tasks.py", {"task": "task-036"}),
    *(
        Place(f"pages/{page}/{page}.py", {"part": part})
        for page, parts in PARTS.items()
        for part in parts.split()
    ),
]

#: Choices of the selection, which live in the link by ways of their own, by the beginning of their key.
SELECTED = ("choice-", "timeline-month", "metric-another-", "project-one", "task-one")
#: What is filled in and sent, not shown: the form of a hand-in.
SENT = ("hand-in-",)

KINDS = [
    *("checkbox", "radio", "toggle", "selectbox", "multiselect", "slider", "select_slider"),
    *("button_group", "pills", "segmented_control", "number_input", "date_input", "text_input", "text_area"),
]


def widgets(app: AppTest) -> dict[str, Any]:
    """All widgets of a page that choose something, by their key."""
    return {str(one.key): one for kind in KINDS for one in app.get(kind)}


def choice(app: AppTest, name: str) -> Any:
    """The widget of a parameter."""
    return widgets(app)[f"link-{name}"]
