"""Surveys before the plan and along its way, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from etl.demo.chance import Random, happens, pick, pick_some
from etl.demo.clock import LAST_DAY, day_between
from etl.demo.places import County, Place, Township
from etl.demo.rows import Row
from etl.demo.survey_words import HEARD, METHODS, UNHEARD

#: The months in which the plan was prepared, a way of asking each.
PREPARED = tuple(
    zip(METHODS, (date(2017, 3, 1), date(2017, 3, 20), date(2017, 4, 10), date(2017, 5, 2)), strict=True)
)
#: Lines that asked for themselves while the plan was prepared; the others only took part in joint surveys.
ASKING = ("union", "youth", "women", "science", "disabled", "commerce")
#: Townships that nobody has asked so far.
NEVER_ASKED = 3
#: Shares of tasks and issues that can be followed back to a survey.
TASKS_FROM_SURVEYS, ISSUES_FROM_SURVEYS = 0.7, 0.45
WITHOUT_RESULT = 9


@dataclass
class Survey:
    """One survey while it is drawn: what is heard is added by what later names it."""

    held_on: date
    method: str
    place: Place
    line: str | None
    heard: list[str] = field(default_factory=list)
    followers: list[Row] = field(default_factory=list)


def survey_rows(county: County, tasks: Sequence[Row], issues: Sequence[Row]) -> list[Row]:
    """Rows of `surveys` in order of their days; tasks and issues that follow from one get its `survey_id`."""
    rng = county.stream("surveys")
    asked = _asked(rng, county)
    surveys = _before_the_plan(rng, county, asked)
    for task in tasks:
        if happens(rng, TASKS_FROM_SURVEYS):
            _led_to_task(rng, surveys, task)
    surveys += _behind_issues(rng, county, asked, issues)
    surveys += [_without_result(rng, asked) for _ in range(WITHOUT_RESULT)]
    surveys.sort(key=lambda survey: (survey.held_on, survey.place.code, survey.line or ""))
    return [_row(rng, county, number, survey) for number, survey in enumerate(surveys, start=1)]


def _asked(rng: Random, county: County) -> list[Township]:
    spared = max(len(county.ordinary) - NEVER_ASKED, 1)
    return pick_some(rng, county.ordinary, spared)


def _before_the_plan(rng: Random, county: County, asked: Sequence[Township]) -> list[Survey]:
    surveys = []
    for method, first in PREPARED:
        surveys.append(Survey(_within(rng, first, 12), method, county, None))
        surveys += [
            Survey(_within(rng, first, 18), method, pick(rng, asked), line)
            for line in ASKING
            if happens(rng, 0.55)
        ]
    surveys += [Survey(_within(rng, PREPARED[1][1], 20), METHODS[1], county.park, "union")]
    return surveys


def _within(rng: Random, first: date, days: int) -> date:
    return first + timedelta(days=int(rng.integers(0, days)))


def _led_to_task(rng: Random, surveys: Sequence[Survey], task: Row) -> None:
    """The survey of the task's own line, else a joint one, that was held before the task began."""
    line = task["line"] or (None if task["plan"] == "overall" else task["plan"])
    before = [survey for survey in surveys if survey.held_on < task["planned_start"]]
    own = [survey for survey in before if survey.line == line]
    fitting = own or [survey for survey in before if survey.line is None]
    survey = pick(rng, fitting)
    survey.heard.append(HEARD[task["problem"]])
    survey.followers.append(task)


def _behind_issues(
    rng: Random, county: County, asked: Sequence[Township], issues: Sequence[Row]
) -> list[Survey]:
    """Surveys at the places that raised an issue, some weeks earlier; near ones of a place are one."""
    places = {place.code: place for township in asked for place in (township, *township.villages)}
    surveys: list[Survey] = []
    for issue in issues:
        if issue["region_code"] not in places or not happens(rng, ISSUES_FROM_SURVEYS):
            continue
        held_on = issue["raised_on"] - timedelta(days=int(rng.integers(6, 50)))
        survey = _same(surveys, issue["region_code"], issue["line"], held_on)
        if survey is None:
            survey = Survey(held_on, pick(rng, METHODS[:3]), places[issue["region_code"]], issue["line"])
            surveys.append(survey)
        survey.heard.append(issue["title"])
        survey.followers.append(issue)
    return surveys


def _same(surveys: Sequence[Survey], place: str, line: str, day: date) -> Survey | None:
    for survey in surveys:
        if (survey.place.code, survey.line) == (place, line) and abs((survey.held_on - day).days) < 40:
            return survey
    return None


def _without_result(rng: Random, asked: Sequence[Township]) -> Survey:
    place = pick(rng, asked)
    line = pick(rng, ASKING) if happens(rng, 0.6) else None
    day = day_between(rng, date(2017, 6, 10), LAST_DAY - timedelta(days=20))
    return Survey(day, pick(rng, METHODS), place, line)


def _row(rng: Random, county: County, number: int, survey: Survey) -> Row:
    survey_id = f"survey-{county.prefix}{number:03d}"
    for follower in survey.followers:
        follower["survey_id"] = survey_id
    heard = list(dict.fromkeys(survey.heard)) or [pick(rng, UNHEARD).format(place=survey.place.short)]
    return {
        "survey_id": survey_id,
        "held_on": survey.held_on,
        "method": survey.method,
        "region_code": survey.place.code,
        "line": survey.line,
        "participants": int(rng.integers(6, 48)) if happens(rng, 0.9) else None,
        "findings": "；".join(heard) + "。",
    }
