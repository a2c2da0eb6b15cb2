"""What is no metric, such as a brand or a lead's tasks, leads to rows that add up to what the page shows."""

from collections.abc import Mapping
from datetime import date
from itertools import chain

import pytest

from metrics.behind import number, pieces
from metrics.network import staffing, structure
from metrics.overview import since_meeting
from metrics.projects import money, projects
from metrics.services import brands, outputs, stations
from metrics.tasks import tasks
from metrics.warehouse import Snapshot
from tests.pages.conftest import Opening, words
from ui.behind.pieces import Piece
from ui.network import behind
from ui.overview import behind as overview_behind
from ui.projects import behind as projects_behind
from ui.services import behind as services_behind
from ui.tasks import behind as tasks_behind
from ui.tasks import names

JUNE, COUNTY = date(2018, 6, 1), "360829000000"


def _service_pieces(snapshot: Snapshot, lines: tuple[str, ...]) -> list[Mapping[str, Piece]]:
    here = (snapshot, JUNE, COUNTY)
    return [
        services_behind._kinds(stations.by_kind(*here)),
        services_behind._brands(brands.brands(*here, lines), lines),
        services_behind._outputs(outputs.by_item(*here, lines), lines),
        behind._staff(staffing.staffing(*here, lines)),
        behind._links(structure.links(*here, lines)),
        projects_behind._sources(money.money_by_source(*here, lines), lines),
    ]


def _project_pieces(snapshot: Snapshot, lines: tuple[str, ...]) -> list[Mapping[str, Piece]]:
    found = projects.projects(snapshot, JUNE, COUNTY, lines)
    base = since_meeting.last_meeting(snapshot, JUNE)["base"]
    counts = since_meeting.issues(snapshot, JUNE, COUNTY, base, lines)
    return [
        projects_behind._lights(found),
        projects_behind._by(found, "theme"),
        projects_behind._by(found, "provider"),
        overview_behind._pieces(counts, base, lines),
    ]


def _task_pieces(snapshot: Snapshot, lines: tuple[str, ...]) -> list[Mapping[str, Piece]]:
    found = tasks.tasks(snapshot, JUNE, COUNTY, lines)
    added = tasks.sums(snapshot, JUNE, COUNTY, lines)
    named = {
        "plan": names.plans,
        "breakthrough": names.breakthroughs,
        "problem": names.problems,
        "lead_role": names.leads,
        "owner_post": names.posts,
        "plan breakthrough": tasks_behind.cell_names,
    }
    rows = {dimension: tasks.by(added, dimension) for dimension in named}
    sums = [tasks_behind._sums(rows[name], named[name](rows[name]), found, name) for name in named]
    return [*sums, tasks_behind._states(found), tasks_behind._qualities(found)]


@pytest.mark.parametrize("lines", [(), ("women", "youth")], ids=["all lines", "two lines"])
@pytest.mark.parametrize("gathered", [_service_pieces, _project_pieces, _task_pieces])
def test_the_rows_of_every_piece_add_up_to_what_is_shown(snapshot: Snapshot, gathered, lines) -> None:
    named = list(chain.from_iterable(group.items() for group in gathered(snapshot, lines)))
    assert len(named) > 15
    for name, piece in named:
        rows = pieces.rows(snapshot, piece.kind, JUNE, piece.keys, COUNTY, piece.lines)
        assert number.adds_up(rows, piece.numerator, piece.denominator) is not False, name
        assert rows[["label", "origin", "batch_id", "file", "row_number"]].notna().all(axis=None), name


def test_the_counts_of_pieces_are_those_of_their_rows(snapshot: Snapshot) -> None:
    here = (snapshot, JUNE, COUNTY)
    for row in brands.brands(*here).itertuples():
        held = (
            pieces.rows(snapshot, kind, JUNE, [row.brand], COUNTY) for kind in ("brands", "brands_before")
        )
        assert [len(rows) for rows in held] == [row.activities, row.activities_before]
    for row in stations.by_kind(*here).itertuples():
        rows = pieces.rows(snapshot, "stations", JUNE, [row.kind], COUNTY)
        assert rows["source_table"].eq("stations").sum() == row.open
    for row in outputs.by_item(*here).itertuples():
        assert (
            len(pieces.rows(snapshot, "outputs", JUNE, [f"{row.item} {row.unit}"], COUNTY)) == row.deliveries
        )


def test_a_brand_leads_to_its_activities(opened: Opening) -> None:
    app = opened("pages/services/services.py", period="2018-06", part="activities")
    app.session_state["provenance-part-brands"] = "四点半学校　近 12 个月"
    app.button(key="provenance-brands").click().run()
    assert "✔ 已核对" in words(app)
    rows = app.dataframe[-1].value
    assert rows["来源表"].eq("活动").all()
    assert rows[["文件", "行号", "批次"]].notna().all(axis=None)


def test_the_index_leads_over_its_metrics_to_rows(opened: Opening) -> None:
    app = opened("pages/metrics/metrics.py", period="2018-06", region=COUNTY, part="index", rank="1")
    app.button(key="provenance-ranks").click().run()
    metrics = next(frame.value for frame in app.dataframe if "达标程度" in frame.value)
    assert {"组织", "服务"} <= set(metrics["维度"])
    app.session_state[f"index-metric-{COUNTY}"] = "org_coverage"
    app.button(key="provenance-ranks").click().run()
    assert not app.exception
    assert "✔ 已核对：下列 1,247 行" in words(app)
    assert app.dataframe[-1].value[["文件", "行号", "批次"]].notna().all(axis=None)
