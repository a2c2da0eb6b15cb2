"""The pictures of one metric on a telephone."""

import pytest

from tests.browser.pages import ONE_METRIC
from tests.browser.visit import Visit


@pytest.mark.parametrize("size", [(390, 844)], ids=["phone"])
@pytest.mark.parametrize("part", ONE_METRIC)
def test_the_pictures_of_a_metric_fit(visit: Visit, part: str) -> None:
    for metric in ("effective_coverage", "members"):
        visit.open("/metrics", period="2018-06", metric=metric, part=part)
        assert visit.cut_in_pictures() == []
