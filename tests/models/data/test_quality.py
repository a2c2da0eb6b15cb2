"""Each quality rule finds what breaks it, and leaves alone what just holds."""

from __future__ import annotations

import pytest

from metrics import quality
from metrics.warehouse import Snapshot
from tests.models import suspect_county as county
from tests.models.loading import load

RULES = quality.rules()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The county in which every rule finds something."""
    return load(tmp_path_factory.mktemp("suspects"), county.tables())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_what_breaks_it_and_nothing_else(snapshot: Snapshot, rule: quality.Rule) -> None:
    found = quality.suspects(snapshot, county.LAST, county.COUNTY, only=[rule.id])
    assert sorted(found["subject"]) == sorted(county.FOUND[rule.id])


def test_every_rule_has_a_golden_case() -> None:
    assert {rule.id for rule in RULES} == set(county.FOUND)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself_in_chinese(rule: quality.Rule) -> None:
    assert rule.kind in quality.KINDS
    assert not rule.title.isascii()
    assert len(rule.why) >= 12
    assert rule.why.endswith("。")
    assert len(rule.mend) >= 8
    assert rule.mend.endswith("。")


def test_a_suspect_leads_to_its_file_and_row(snapshot: Snapshot) -> None:
    found = quality.suspects(snapshot, county.LAST, county.COUNTY, only=["members_above_eligible"]).iloc[0]
    assert (found["file"], found["row_number"], found["origin"]) == ("会员.csv", 2, "演示")
    assert found["found"] == "2018-06 会员 11，应覆盖 10"
    assert (found["kind"], found["title"]) == ("矛盾", "会员数超过应覆盖人数")


def test_suspects_keep_to_place_and_line(snapshot: Snapshot) -> None:
    def subjects(region: str, *lines: str) -> set[str]:
        return set(quality.suspects(snapshot, county.LAST, region, lines)["subject"])

    assert subjects(county.VILLAGE) == set()
    assert "错没有人口" in subjects(county.TOWN, "women"), "a place has no line and is always told"
    assert {"错同类", "错没有人口"} == subjects(county.TOWN, "women")


def test_a_month_before_all_of_it_is_clean(snapshot: Snapshot) -> None:
    early = quality.suspects(snapshot, county.MONTHS[0].replace(year=2015), county.COUNTY)
    assert set(early["rule"]) <= {
        "villages_without_population",
        "stations_without_hours",
        "covered_without_committee",
        "same_organizations",
        "same_stations",
        "same_projects",
        "goal_met_not_closed",
    }
