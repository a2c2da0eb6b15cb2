"""Projects whose fate is drawn first and whose dates, milestones and money then follow from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from etl.demo.activity_words import PARTNERS
from etl.demo.chance import Random, around, happens, pick, pick_some
from etl.demo.clock import LAST_DAY, START_DAY, day_between
from etl.demo.lines import SHORT
from etl.demo.places import County
from etl.demo.project_words import KINDS, MILESTONES, PROVIDERS, Kind
from etl.demo.rows import Row

#: How many projects end in which state at the end of the demonstration.
FATES = {
    "done": 15,
    "on_time": 22,
    "slipping": 7,
    "forecast_late": 4,
    "not_started": 3,
    "milestone_overdue": 4,
    "past_end": 5,
    "overspent": 2,
    "suspended": 3,
    "to_come": 4,
}


@dataclass(frozen=True)
class Milestone:
    """A milestone of a project: planned, forecast (undone ones only), done."""

    name: str
    weight: int
    planned_on: date
    forecast_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Project:
    """A project with its fate.

    Attributes:
        row: the row of `projects`.
        fate: a key of `FATES`.
        milestones: in order of their planned days.
    """

    row: Row
    fate: str
    milestones: Sequence[Milestone]

    @property
    def started_on(self) -> date | None:
        """The day work began."""
        day: date | None = self.row.get("started_on")
        return day

    @property
    def last_day(self) -> date:
        """The last day on which anything happened in it."""
        day: date | None = self.row.get("finished_on")
        return day or LAST_DAY

    @property
    def planned_days(self) -> int:
        """Planned duration."""
        days: timedelta = self.row["planned_end"] - self.row["planned_start"]
        return days.days


def draw_projects(county: County) -> list[Project]:
    """The county's projects in order of their planned start."""
    rng = county.stream("projects")
    fates = [fate for fate, count in FATES.items() for _ in range(count)]
    order = [fates[int(number)] for number in rng.permutation(len(fates))]
    drawn = [_project(rng, county, KINDS[n % len(KINDS)], fate) for n, fate in enumerate(order)]
    drawn.sort(key=lambda project: (project.row["planned_start"], project.row["name"]))
    rounds: Counter[str] = Counter()
    numbered = []
    for number, project in enumerate(drawn, start=1):
        name = project.row["name"]
        rounds[name] += 1
        named = project.row | {"name": name if rounds[name] == 1 else f"{name}（第{rounds[name]}期）"}
        row = {"project_id": f"proj-{county.prefix}{number:03d}"} | named
        numbered.append(replace(project, row=row))
    return numbered


def project_rows(projects: Sequence[Project]) -> list[Row]:
    """Rows of `projects`."""
    return [project.row for project in projects]


def milestone_rows(projects: Sequence[Project]) -> list[Row]:
    """Rows of `milestones`."""
    return [
        {
            "project_id": project.row["project_id"],
            "seq": seq,
            "name": milestone.name,
            "weight": milestone.weight,
            "planned_on": milestone.planned_on,
            "forecast_on": milestone.forecast_on,
            "done_on": milestone.done_on,
        }
        for project in projects
        for seq, milestone in enumerate(project.milestones, start=1)
    ]


def _project(rng: Random, county: County, kind: Kind, fate: str) -> Project:
    start, end = _span(rng, fate)
    finished_on = _finish(rng, end) if fate == "done" else None
    milestones = _milestones(rng, fate, start, end, finished_on)
    row = _described(rng, county, kind) | {
        "planned_start": start,
        "planned_end": end,
        "started_on": _started(rng, fate, start, milestones),
        "finished_on": finished_on,
        "suspended": fate == "suspended",
    }
    row["achieved"] = round(row["goal_value"] * _attainment(rng, fate, start, end))
    if fate == "done" and happens(rng, 0.8):
        row["evidence"] = f"群改办〔{end.year}〕{int(rng.integers(1, 90))}号"
    return Project(row, fate, milestones)


def _described(rng: Random, county: County, kind: Kind) -> Row:
    """What a project is about, apart from its course."""
    place = county if kind.wide else pick(rng, county.ordinary)
    provider = str(rng.choice([name for name, _ in PROVIDERS], p=[share for _, share in PROVIDERS]))
    goal = around(rng, kind.goal_value, 0.3, least=2)
    return {
        "name": kind.title.format(place=place.short),
        "lead_line": kind.line,
        "partner_lines": pick_some(rng, PARTNERS[kind.line], 1) if happens(rng, 0.45) else None,
        "theme": kind.theme,
        "region_code": place.code,
        "brand": kind.brand,
        "provider": provider if happens(rng, 0.92) else None,
        "purchased": provider == "社会组织" and happens(rng, 0.6),
        "handed_over": provider != "群团组织" and happens(rng, 0.3),
        "goal": kind.goal.format(goal),
        "goal_value": goal,
        "goal_unit": kind.goal_unit,
        "owner_post": f"{place.short}{SHORT[kind.line]}项目负责人岗",
        "budget_yuan": round(around(rng, kind.budget, 0.35), -3),
    }


def _span(rng: Random, fate: str) -> tuple[date, date]:
    """Planned start and end that fit the fate."""
    length = timedelta(days=int(rng.integers(150, 330)))
    if fate == "done":
        start = day_between(rng, START_DAY, date(2017, 8, 31))
        return start, min(start + length, date(2018, 4, 30))
    if fate == "past_end":
        end = day_between(rng, date(2018, 3, 15), date(2018, 6, 15))
        return end - length, end
    if fate == "not_started":
        start = day_between(rng, date(2018, 4, 20), date(2018, 6, 20))
        return start, start + length
    if fate == "to_come":
        start = day_between(rng, date(2018, 7, 2), date(2018, 9, 30))
        return start, start + length
    end = day_between(rng, date(2018, 8, 31), date(2018, 12, 20))
    return end - length - timedelta(days=60), end


def _finish(rng: Random, end: date) -> date:
    """Two of three finish in time."""
    late = int(rng.integers(3, 55)) if happens(rng, 0.35) else -int(rng.integers(0, 20))
    return min(end + timedelta(days=late), LAST_DAY - timedelta(days=2))


def _milestones(
    rng: Random, fate: str, start: date, end: date, finished_on: date | None
) -> tuple[Milestone, ...]:
    shares = (0.06, 0.2, 0.32, 0.62, 1.0)
    span = (end - start).days
    plan = [
        Milestone(name, weight, start + timedelta(days=round(span * share)))
        for (name, weight), share in zip(MILESTONES, shares, strict=True)
    ]
    if fate in ("not_started", "to_come"):
        return tuple(_pushed(plan)) if fate == "not_started" else tuple(plan)
    done = [_done(rng, milestone, finished_on) for milestone in plan]
    return tuple(_bent(rng, fate, done))


def _pushed(plan: Sequence[Milestone]) -> list[Milestone]:
    """A start that is late moves every forecast."""
    return [
        replace(milestone, forecast_on=max(milestone.planned_on, LAST_DAY) + timedelta(days=20))
        for milestone in plan
    ]


def _done(rng: Random, milestone: Milestone, finished_on: date | None) -> Milestone:
    """Done by the end when it was due by then: mostly in time, sometimes weeks late."""
    delay = int(rng.integers(4, 26)) if happens(rng, 0.22) else -int(rng.integers(0, 6))
    done_on = milestone.planned_on + timedelta(days=delay)
    if finished_on is not None:
        last = milestone.name == MILESTONES[-1][0]
        return replace(milestone, done_on=finished_on if last else min(done_on, finished_on))
    if milestone.planned_on > LAST_DAY:
        return replace(milestone, forecast_on=milestone.planned_on - timedelta(days=int(rng.integers(0, 8))))
    return replace(milestone, done_on=min(done_on, LAST_DAY))


def _bent(rng: Random, fate: str, milestones: list[Milestone]) -> list[Milestone]:
    """Moves the milestone on which the fate turns; those after it are not done either."""
    if fate == "forecast_late":
        return [_late_forecast(rng, milestone) for milestone in milestones]
    days = {"slipping": (4, 27), "milestone_overdue": (36, 90), "past_end": (0, 0)}.get(fate)
    if days is None:
        return milestones
    turning = 4 if fate == "past_end" else 3
    planned_on = milestones[turning].planned_on
    if fate != "past_end":
        planned_on = LAST_DAY - timedelta(days=int(rng.integers(*days)))
    stuck = replace(
        milestones[turning],
        planned_on=planned_on,
        done_on=None,
        forecast_on=LAST_DAY + timedelta(days=int(rng.integers(15, 70))),
    )
    before = [_by(milestone, planned_on) for milestone in milestones[:turning]]
    return [*before, stuck, *milestones[turning + 1 :]]


def _by(milestone: Milestone, day: date) -> Milestone:
    """The same milestone, planned and done before a day."""
    planned_on = min(milestone.planned_on, day - timedelta(days=25))
    return replace(
        milestone, planned_on=planned_on, forecast_on=None, done_on=milestone.done_on or planned_on
    )


def _late_forecast(rng: Random, milestone: Milestone) -> Milestone:
    if milestone.done_on is not None:
        return milestone
    return replace(milestone, forecast_on=milestone.planned_on + timedelta(days=int(rng.integers(8, 45))))


def _started(rng: Random, fate: str, start: date, milestones: Sequence[Milestone]) -> date | None:
    if fate in ("not_started", "to_come"):
        return None
    first_done = min((m.done_on for m in milestones if m.done_on is not None), default=LAST_DAY)
    return min(start + timedelta(days=int(rng.integers(0, 12))), first_done)


def _attainment(rng: Random, fate: str, start: date, end: date) -> float:
    """Achieved / goal at the end of the demonstration."""
    if fate in ("not_started", "to_come"):
        return 0.0
    if fate == "done":
        return float(rng.uniform(0.93, 1.18))
    passed = min((LAST_DAY - start).days / max((end - start).days, 1), 1.0)
    pace = {"on_time": (0.92, 1.08), "overspent": (0.8, 1.0)}.get(fate, (0.45, 0.8))
    return passed * float(rng.uniform(*pace)) * (0.5 if fate == "suspended" else 1.0)
