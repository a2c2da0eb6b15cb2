"""Words of `etl` that `metrics` lists for itself: it may not import them, so a test ties the two."""

from datetime import date

import pytest

from etl.contract import TABLES
from etl.contract.collecting import COLLECTED
from etl.demo.stations import BASIC_SERVICES as DEMONSTRATED
from etl.forms import distribute
from metrics.catalogue import LEVELS
from metrics.catalogue.platform import BASIC_SERVICES
from metrics.data import collecting
from metrics.network.structure import ITEMS
from metrics.projects.makeup import PROVIDERS
from metrics.services.stations import KINDS

COPIES = {
    "stations.kind": KINDS,
    "structures.item": ITEMS,
    "projects.provider": PROVIDERS,
    "regions.level": tuple(LEVELS),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_list_holds_every_word_of_the_contract_once(name: str) -> None:
    table, field = name.split(".")
    choices = next(one.choices for one in TABLES[table].fields if one.name == field)
    assert choices
    assert sorted(COPIES[name]) == sorted(set(choices.values()))


def test_the_demonstration_offers_the_basic_services_of_the_catalogue() -> None:
    assert set(DEMONSTRATED) == set(BASIC_SERVICES)


def test_what_may_be_collected_and_what_is_usual_are_the_same_on_both_sides() -> None:
    assert {name: table.title for name, table in COLLECTED.items()} == collecting.TABLES
    assert collecting.USUAL_TABLES == distribute.DEFAULT_TABLES
    months = [date(2018, month, 1) for month in range(1, 13)]
    deadlines = [distribute.usual_deadline(month) for month in months]
    assert list(map(collecting.usual_deadline, months)) == deadlines
