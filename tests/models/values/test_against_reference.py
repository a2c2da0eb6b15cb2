"""All metrics, verdicts and lights against the slow second calculation, on random counties."""

from __future__ import annotations

import pytest

from metrics.catalogue import LINES
from metrics.coverage import cells as coverage_cells
from metrics.places import tops
from metrics.projects import projects
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot
from tests.models.golden_county import same
from tests.models.loading import load
from tests.models.random_county import County
from tests.models.reference import Reference

SEEDS = range(1, 9)


@pytest.fixture(scope="module", params=SEEDS)
def drawn(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[County, Snapshot]:
    county = County(request.param)
    return county, load(tmp_path_factory.mktemp("county"), county.tables)


def test_values(drawn: tuple[County, Snapshot]) -> None:
    county, snapshot = drawn
    months = county.telling_months(4)
    rows = value_rows(snapshot, months)
    for month in months:
        wanted = Reference(county.tables, month).calculate()
        found = {(row[0], row[1], row[2]): row[4:7] for row in rows if row[3] == month}
        assert found.keys() == wanted.keys()
        wrong = {
            key: (found[key], answer)
            for key, answer in wanted.items()
            if not all(same(one, other, 1e-9) for one, other in zip(found[key], answer, strict=True))
        }
        assert wrong == {}


def test_verdicts(drawn: tuple[County, Snapshot]) -> None:
    county, snapshot = drawn
    month = county.month()
    reference = Reference(county.tables, month)
    cells = coverage_cells.cells(snapshot, month)
    found = dict(zip(zip(cells["region_code"], cells["line"], strict=True), cells["verdict"], strict=True))
    assert found == {
        (region["code"], line): reference.verdict(line, region["code"])
        for region in reference.valid_regions()
        for line in LINES
    }


def test_project_lights(drawn: tuple[County, Snapshot]) -> None:
    county, snapshot = drawn
    month = county.month()
    reference = Reference(county.tables, month)
    frames = [projects.projects(snapshot, month, top) for top in tops(snapshot, month)]
    found = {row.project_id: row.light for frame in frames for row in frame.itertuples()}
    assert found == {
        project["project_id"]: reference.light(project) for project in reference.rows("projects")
    }
