"""Words of `etl` that `metrics` lists for itself: it may not import them, so a test ties the two."""

import pytest

from etl.contract import TABLES
from etl.demo.stations import BASIC_SERVICES as DEMONSTRATED
from metrics.catalogue import LEVELS
from metrics.catalogue.platform import BASIC_SERVICES
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
