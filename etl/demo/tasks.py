"""The "1+7" plan as reform tasks: done ones, late ones, ones that still have time."""

from collections.abc import Sequence
from datetime import date, timedelta

from etl.demo.chance import Random, happens
from etl.demo.clock import LAST_DAY, REFORM_DAY, day_between, months_between
from etl.demo.places import County
from etl.demo.rows import Row
from etl.demo.task_words import LEADS, TASKS, Task

LAST_START = date(2018, 4, 1)
NOTES = ("编制事项待批复", "场地未落实", "社会组织数量不足", "配套经费待拨付")


def task_rows(county: County) -> list[Row]:
    """Rows of `reform_tasks`, in the order of the plans."""
    rng = county.stream("tasks")
    return [_row(rng, county, number, task) for number, task in enumerate(TASKS, start=1)]


def task_progress_rows(county: County, tasks: Sequence[Row]) -> list[Row]:
    """Rows of `progress` for the tasks: every month from the planned start to the end of each."""
    rng = county.stream("task_progress")
    return [row for task in tasks for row in _progress(rng, task)]


def _row(rng: Random, county: County, number: int, task: Task) -> Row:
    start = day_between(rng, REFORM_DAY, LAST_START)
    end = start + timedelta(days=int(rng.integers(120, 330)))
    finished_on = _finished(rng, task, end)
    return {
        "task_id": f"task-{county.prefix}{number:03d}",
        "plan": task.plan,
        "name": task.name,
        "pillar": task.pillar,
        "breakthrough": task.breakthrough,
        "joint_action": task.joint_action,
        "problem": task.problem,
        "lead_role": LEADS[task.plan] if task.plan != "overall" else task.lead,
        "line": task.line,
        "region_code": county.code,
        "owner_post": task.post,
        "weight": task.weight,
        "planned_start": start,
        "planned_end": end,
        "finished_on": finished_on,
        "progress": 100 if finished_on else _reached(rng, start, end),
        "evidence": f"群改办〔{finished_on.year}〕{int(rng.integers(1, 90))}号" if finished_on else None,
    }


def _finished(rng: Random, task: Task, end: date) -> date | None:
    """Most tasks that were due are done, one in four of them late."""
    if end > LAST_DAY + timedelta(days=40) or not happens(rng, 0.84):
        return None
    late = int(rng.integers(3, 40)) if happens(rng, 0.26) else -int(rng.integers(0, 25))
    day = end + timedelta(days=late)
    return day if day <= LAST_DAY else None


def _reached(rng: Random, start: date, end: date) -> int:
    passed = (LAST_DAY - start).days / (end - start).days
    return min(95, max(5, 5 * round(20 * min(passed, 1.0) * float(rng.uniform(0.6, 1.0)))))


def _progress(rng: Random, task: Row) -> list[Row]:
    """Steps of five points towards the last state; finished tasks end on 100."""
    months = months_between(task["planned_start"], task["finished_on"] or LAST_DAY)
    late = task["finished_on"] is None and task["planned_end"] < LAST_DAY
    rows = []
    for number, month in enumerate(months, start=1):
        reached = task["progress"] * (number / len(months)) ** 1.2
        row: Row = {"item_id": task["task_id"], "period": month, "suspended": False}
        row["progress"] = task["progress"] if number == len(months) else 5 * int(reached / 5)
        if late and number > len(months) - 3 and happens(rng, 0.7):
            row["note"] = NOTES[int(rng.integers(len(NOTES)))]
        rows.append(row)
    return rows
