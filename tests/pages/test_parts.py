"""What is no metric, such as a brand or a lead's tasks, leads to rows that add up to what the page shows."""

from collections.abc import Mapping
from datetime import date
from itertools import chain

import pytest

from metrics import (
    brands,
    part_rows,
    project_money,
    projects,
    service_outputs,
    since_meeting,
    staffing,
    stations,
    structure,
    tasks,
    tracing,
)
from metrics.warehouse import Snapshot
from tests.pages.conftest import Opening, words
from ui import task_names
from ui.parts import Piece, issues, services
from ui.parts import projects as project_parts
from ui.parts import structure as structure_parts
from ui.parts import tasks as task_parts

JUNE, COUNTY = date(2018, 6, 1), "360829000000"


def _service_pieces(snapshot: Snapshot, lines: tuple[str, ...]) -> list[Mapping[str, Piece]]:
    here = (snapshot, JUNE, COUNTY)
    return [
        services._kinds(stations.by_kind(*here)),
        services._brands(brands.brands(*here, lines), lines),
        services._outputs(service_outputs.by_item(*here, lines), lines),
        structure_parts._staff(staffing.staffing(*here, lines)),
        structure_parts._links(structure.links(*here, lines)),
        project_parts._sources(project_money.money_by_source(*here, lines), lines),
    ]


def _project_pieces(snapshot: Snapshot, lines: tuple[str, ...]) -> list[Mapping[str, Piece]]:
    found = projects.projects(snapshot, JUNE, COUNTY, lines)
    base = since_meeting.last_meeting(snapshot, JUNE)["base"]
    counts = since_meeting.issues(snapshot, JUNE, COUNTY, base, lines)
    return [
        project_parts._lights(found),
        project_parts._by(found, "theme"),
        project_parts._by(found, "provider"),
        issues._pieces(counts, base, lines),
    ]


def _task_pieces(snapshot: Snapshot, lines: tuple[str, ...]) -> list[Mapping[str, Piece]]:
    found = tasks.tasks(snapshot, JUNE, COUNTY, lines)
    added = tasks.sums(snapshot, JUNE, COUNTY, lines)
    named = {
        "plan": task_names.plans,
        "breakthrough": task_names.breakthroughs,
        "problem": task_names.problems,
        "lead_role": task_names.leads,
        "owner_post": task_names.posts,
        "plan breakthrough": task_parts.cell_names,
    }
    rows = {dimension: tasks.by(added, dimension) for dimension in named}
    sums = [task_parts._sums(rows[name], named[name](rows[name]), found, name) for name in named]
    return [*sums, task_parts._states(found), task_parts._qualities(found)]


@pytest.mark.parametrize("lines", [(), ("women", "youth")], ids=["all lines", "two lines"])
@pytest.mark.parametrize("pieces", [_service_pieces, _project_pieces, _task_pieces])
def test_the_rows_of_every_part_add_up_to_what_is_shown(snapshot: Snapshot, pieces, lines) -> None:
    named = list(chain.from_iterable(group.items() for group in pieces(snapshot, lines)))
    assert len(named) > 15
    for name, piece in named:
        rows = part_rows.rows(snapshot, piece.part, JUNE, piece.keys, COUNTY, piece.lines)
        assert tracing.adds_up(rows, piece.numerator, piece.denominator) is not False, name
        assert rows[["label", "origin", "batch_id", "file", "row_number"]].notna().all(axis=None), name


def test_the_counts_of_parts_are_those_of_their_rows(snapshot: Snapshot) -> None:
    here = (snapshot, JUNE, COUNTY)
    for row in brands.brands(*here).itertuples():
        held = (
            part_rows.rows(snapshot, part, JUNE, [row.brand], COUNTY) for part in ("brands", "brands_before")
        )
        assert [len(rows) for rows in held] == [row.activities, row.activities_before]
    for row in stations.by_kind(*here).itertuples():
        rows = part_rows.rows(snapshot, "stations", JUNE, [row.kind], COUNTY)
        assert rows["source_table"].eq("stations").sum() == row.open
    for row in service_outputs.by_item(*here).itertuples():
        assert (
            len(part_rows.rows(snapshot, "outputs", JUNE, [f"{row.item} {row.unit}"], COUNTY))
            == row.deliveries
        )


def test_a_brand_leads_to_its_activities(opened: Opening) -> None:
    app = opened("pages/services/services.py", period="2018-06")
    app.session_state["provenance-part-brands"] = "四点半学校　近 12 个月"
    app.button(key="provenance-brands").click().run()
    assert "✔ 已核对" in words(app)
    rows = app.dataframe[-1].value
    assert rows["来源表"].eq("活动").all()
    assert rows[["文件", "行号", "批次"]].notna().all(axis=None)


def test_the_index_leads_over_its_metrics_to_rows(opened: Opening) -> None:
    app = opened("pages/metrics/metrics.py", period="2018-06", region=COUNTY, rank="1")
    app.button(key="provenance-ranks").click().run()
    metrics = next(frame.value for frame in app.dataframe if "达标程度" in frame.value)
    assert {"组织", "服务"} <= set(metrics["维度"])
    app.session_state[f"index-metric-{COUNTY}"] = "org_coverage"
    app.button(key="provenance-ranks").click().run()
    assert not app.exception
    assert "✔ 已核对：下列 1,247 行" in words(app)
    assert app.dataframe[-1].value[["文件", "行号", "批次"]].notna().all(axis=None)
