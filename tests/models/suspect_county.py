"""A county in which each quality rule has something to find, and beside it something that just holds.

What must be found is called 错…, what must not 对…; the rest of the name says what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

Row = dict[str, Any]

COUNTY, TOWN, VILLAGE = "990001000000", "990001001000", "990001001001"
MONTHS = [date(2017, month, 1) for month in range(7, 13)] + [date(2018, month, 1) for month in range(1, 7)]
LAST = MONTHS[-1]
PUBLIC_TOWNS = {"990001002000": "错会员多于对象", "990001003000": "对会员多于对象"}


def tables() -> dict[str, list[Row]]:
    """Rows of every table that the rules read."""
    return {
        "regions": list(_regions()),
        "expectations": [{"line": "union", "level": "village", "expected": True}],
        "organizations": list(_organizations()),
        "memberships": list(_memberships()),
        "publics": list(_publics()),
        "workplaces": list(_workplaces()),
        "activities": list(_activities()),
        "stations": list(_stations()),
        "station_months": list(_station_months()),
        "projects": list(_projects()),
        "fundings": list(_fundings()),
        "progress": list(_progress()),
        "issues": list(_issues()),
        "issue_steps": list(_issue_steps()),
    }


def _regions() -> Iterator[Row]:
    yield {"code": COUNTY, "name": "县", "level": "county", "parent_code": None}
    yield {"code": TOWN, "name": "镇", "level": "township", "parent_code": COUNTY, "kind": "镇"}
    for code, name in PUBLIC_TOWNS.items():
        yield {"code": code, "name": name, "level": "township", "parent_code": COUNTY, "kind": "镇"}
    point = {"level": "village", "parent_code": TOWN, "lon": 114.5, "lat": 27.4}
    yield {"code": VILLAGE, "name": "对有人口", "population": 1000} | point
    yield {"code": "990001001002", "name": "错没有人口", "population": None} | point


def organization(org_id: str, **more: Any) -> Row:
    """An enterprise's union of the township, unless told otherwise."""
    plain = {"line": "union", "region_code": TOWN, "setting": "企业", "founded_on": date(2010, 1, 1)}
    return {"org_id": org_id, "name": org_id, **plain, **more}


def _organizations() -> Iterator[Row]:
    names = ["会员多于应覆盖", "新发展多于会员", "含下级", "历史"]
    yield from (organization(sign + name) for sign in "错对" for name in names)
    for sign in "错对":
        yield from (organization(f"{sign}含下级的第{n}个", parent_id=f"{sign}含下级") for n in (1, 2))
    yield organization("对成立", founded_on=date(2018, 1, 1))
    yield organization("错撤销后", dissolved_on=date(2018, 3, 15))
    yield organization("对撤销后", dissolved_on=date(2018, 3, 15))
    yield organization("错没有委员", region_code="990001001002", setting="村社区", committee_size=0)
    yield organization("对有委员", region_code=VILLAGE, setting="村社区", committee_size=3)
    yield organization("对有委员的另一个", region_code=VILLAGE, setting="村社区", committee_size=0)
    yield organization("1号", **_twin("错 同名（组织）"))
    yield organization("2号", **_twin("错同名(组织)"))
    yield organization("3号", **_twin("对同名组织"))
    yield organization("4号", **_twin("对同名组织") | {"line": "youth"})
    yield from (organization(f"对同类{n}", line="women", setting="学校") for n in range(9))
    yield organization("错同类", line="women", setting="学校")
    yield from (
        organization(name, line="youth", setting="学校", region_code=code)
        for code, name in PUBLIC_TOWNS.items()
    )


def _twin(name: str) -> Row:
    return {"name": name, "setting": "其他"}


def _report(org_id: str, period: date, members: int, **more: Any) -> Row:
    return {"org_id": org_id, "period": period, "members": members, **more}


def _memberships() -> Iterator[Row]:
    yield _report("错会员多于应覆盖", LAST, 11, eligible=10)
    yield _report("对会员多于应覆盖", LAST, 10, eligible=10)
    yield _report("错新发展多于会员", LAST, 10, joined=11)
    yield _report("对新发展多于会员", LAST, 10, joined=10)
    for sign, own in (("错", 41), ("对", 39)):
        yield _report(f"{sign}含下级", LAST, own)
        yield from (_report(f"{sign}含下级的第{n}个", LAST, 20) for n in (1, 2))
    yield _report("错撤销后", date(2018, 4, 1), 10)
    yield _report("对撤销后", date(2018, 3, 1), 10)
    for sign, last in (("错", 45), ("对", 22)):
        yield from (_report(f"{sign}历史", month, 20 + at % 3) for at, month in enumerate(MONTHS[:-1]))
        yield _report(f"{sign}历史", LAST, last)
    yield from (_report(f"对同类{n}", LAST, 20 + n) for n in range(9))
    yield _report("错同类", LAST, 900)
    yield from (_report(name, LAST, 10) for name in PUBLIC_TOWNS.values())


def _publics() -> Iterator[Row]:
    """The newest year counts, and one that is still to come does not."""
    for code, name in PUBLIC_TOWNS.items():
        people = 9 if name.startswith("错") else 10
        yield from (
            {"line": "youth", "region_code": code, "year": year, "people": people + more}
            for year, more in ((2017, 1 if people == 9 else -1), (2018, 0), (2019, 9 - people))
        )


def _workplaces() -> Iterator[Row]:
    """The two towns have a school committee each; the newest year that is no future counts."""
    for code, name in PUBLIC_TOWNS.items():
        units = 0 if name.startswith("错") else 1
        yield from (
            {"line": "youth", "region_code": code, "setting": "学校", "year": year, "units": many}
            for year, many in ((2017, 1 - units), (2018, units), (2019, 1 - units))
        )


def activity(name: str, held_on: date = LAST, **more: Any) -> Row:
    """An activity of the union in the township, unless told otherwise."""
    plain = {"lead_line": "union", "region_code": TOWN, "participants": 30, "beneficiaries": 30}
    return {"activity_id": name, "name": name, "held_on": held_on, "theme": "助学", **plain, **more}


def _activities() -> Iterator[Row]:
    yield activity("错撤销当天", date(2018, 3, 15), org_id="错撤销后")
    yield activity("对撤销前一天", date(2018, 3, 14), org_id="错撤销后")
    yield activity("错成立以前", date(2017, 12, 31), org_id="对成立")
    yield activity("错没有参与", participants=0, beneficiaries=1)
    yield activity("对没有参与", participants=0, beneficiaries=0)
    yield activity("错同一场", activity_id="1场")
    yield activity("错 同一场", activity_id="2场")
    yield activity("对同一场", activity_id="3场", held_on=date(2018, 6, 2))
    yield activity("对同一场", activity_id="4场", held_on=date(2018, 6, 3))
    yield from (activity(f"对同类活动{n}", theme="科普", participants=30 + n) for n in range(9))
    yield activity("错同类活动", theme="科普", participants=3000)


def _stations() -> Iterator[Row]:
    plain = {"kind": "群团服务站", "region_code": TOWN, "opened_on": date(2015, 1, 1), "lead_line": "union"}
    yield {"station_id": "错没有时间", "name": "错没有时间", "hours": 0} | plain
    yield {"station_id": "对有时间", "name": "对有时间", "hours": 1} | plain
    for name in ("关闭后接待", "办理多于接待", "历史接待"):
        yield from (
            {"station_id": sign + name, "name": sign + name, "hours": 40}
            | plain
            | ({"closed_on": date(2018, 3, 31)} if name == "关闭后接待" else {})
            for sign in "错对"
        )
    yield from ({"station_id": str(n), "name": "错同名站", "hours": 40} | plain for n in (1, 2))
    elsewhere = {"region_code": VILLAGE}
    yield {"station_id": "3", "name": "对有时间", "hours": 40} | plain | elsewhere


def _station_months() -> Iterator[Row]:
    april = date(2018, 4, 1)
    yield {"station_id": "错关闭后接待", "period": april, "visits": 1}
    yield {"station_id": "对关闭后接待", "period": april, "visits": 0}
    yield {"station_id": "错办理多于接待", "period": LAST, "visits": 5, "cases": 6}
    yield {"station_id": "对办理多于接待", "period": LAST, "visits": 5, "cases": 5}
    for sign, last in (("错", 160), ("对", 130)):
        yield from (
            {"station_id": f"{sign}历史接待", "period": month, "visits": 100 + at % 5}
            for at, month in enumerate(MONTHS[:-1])
        )
        yield {"station_id": f"{sign}历史接待", "period": LAST, "visits": last}


def project(project_id: str, **more: Any) -> Row:
    """A project that should have ended in May."""
    plain = {
        "lead_line": "union",
        "theme": "职工服务",
        "region_code": TOWN,
        "goal_value": 10,
        "goal_unit": "人",
        "achieved": 0,
        "owner_post": "主席",
        "planned_start": date(2017, 7, 1),
        "budget_yuan": 1000,
        "planned_end": date(2018, 5, 31),
        "started_on": date(2017, 7, 1),
    }
    return {"project_id": project_id, "name": project_id, **plain, **more}


def _projects() -> Iterator[Row]:
    yield project("错达成未办结", achieved=10)
    yield project("对达成未办结", achieved=9)
    yield project("对达成已办结", achieved=10, finished_on=date(2018, 6, 30))
    yield from (project(f"{sign}支出") for sign in "错对")
    yield from (project(f"{sign}进度") for sign in "错对")
    yield project("1", name="错同一项目")
    yield project("2", name="错同一项目")
    yield project("3", name="对同一项目")
    yield project("4", name="对同一项目", planned_end=date(2018, 12, 31))


def _fundings() -> Iterator[Row]:
    for sign, spent in (("错", 100.01), ("对", 100.0)):
        booked = {"project_id": f"{sign}支出", "booked_on": date(2018, 1, 1)}
        paid = {"flow": "到位", "source": "会费", "amount_yuan": 100.0}
        yield {"funding_id": f"{sign}到位"} | booked | paid
        yield {"funding_id": f"{sign}支出", "flow": "支出", "amount_yuan": spent} | booked


def _progress() -> Iterator[Row]:
    for sign, values in (("错", (3, 5, 4)), ("对", (3, 5, 5))):
        yield from (
            {"item_id": f"{sign}进度", "period": month, "achieved": value}
            for month, value in zip(MONTHS[-3:], values, strict=True)
        )


def _issues() -> Iterator[Row]:
    plain = {
        "raised_on": date(2018, 1, 1),
        "region_code": TOWN,
        "line": "union",
        "due_on": date(2018, 2, 1),
        "closed_on": date(2018, 2, 1),
        "status": "已销号",
    }
    yield {"issue_id": "1", "title": "错没有响应"} | plain
    answered = {"responded_on": date(2018, 2, 1)} | plain
    yield {"issue_id": "2", "title": "对有响应"} | answered
    yield {"issue_id": "3", "title": "错步骤颠倒"} | answered
    yield {"issue_id": "4", "title": "错步骤早于提出"} | answered


def _issue_steps() -> Iterator[Row]:
    for issue, days in {
        "2": (date(2018, 1, 1), date(2018, 1, 1), date(2018, 1, 3)),
        "3": (date(2018, 1, 5), date(2018, 1, 4)),
        "4": (date(2017, 12, 31),),
    }.items():
        for seq, day in enumerate(days, start=1):
            yield {"issue_id": issue, "seq": seq, "step": "反馈", "taken_on": day}


#: What each rule has to find in June 2018, by subject.
FOUND: dict[str, Sequence[str]] = {
    "activities_outside_life": ["错成立以前", "错撤销当天"],
    "activities_without_participants": ["错没有参与"],
    "cases_above_visits": ["错办理多于接待"],
    "covered_without_committee": ["错没有委员"],
    "goal_met_not_closed": ["错达成未办结"],
    "issues_closed_unanswered": ["错没有响应"],
    "joined_above_members": ["错新发展多于会员"],
    "members_above_eligible": ["错会员多于应覆盖"],
    "members_after_dissolution": ["错撤销后"],
    "members_above_public": ["错会员多于对象"],
    "members_against_history": ["错历史"],
    "members_against_peers": ["错同类"],
    "organizations_above_units": ["错会员多于对象 学校"],
    "parent_swallows_children": ["错含下级"],
    "participants_against_peers": ["错同类活动"],
    "progress_falls": ["错进度"],
    "same_activities": ["错 同一场", "错同一场"],
    "same_organizations": ["错 同名（组织）", "错同名(组织)"],
    "same_projects": ["错同一项目", "错同一项目"],
    "same_stations": ["错同名站", "错同名站"],
    "spent_above_received": ["错支出"],
    "stations_without_hours": ["错没有时间"],
    "steps_out_of_order": ["错步骤颠倒", "错步骤早于提出"],
    "villages_without_population": ["错没有人口"],
    "visits_after_closing": ["错关闭后接待"],
    "visits_against_history": ["错历史接待"],
}
