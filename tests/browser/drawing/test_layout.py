"""Nothing is wider than the window, on the screens that people have."""

import pytest

from tests.browser.pages import ONE_METRIC, VIEW_NAMES, VIEWS
from tests.browser.visit import Visit

SCREENS = {"laptop": (1366, 768), "desktop": (1920, 1080), "phone": (390, 844)}


@pytest.mark.parametrize(("path", "asked"), VIEWS, ids=VIEW_NAMES)
@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
def test_nothing_runs_out_of_the_window(visit: Visit, path: str, asked: dict[str, str]) -> None:
    visit.open(path, period="2018-06", **asked)
    assert visit.overflow() == {"page": 0, "main": 0}
    assert visit.cut_off() == []
    assert visit.cut_in_pictures() == []


@pytest.mark.parametrize("size", [SCREENS["phone"]], ids=["phone"])
@pytest.mark.parametrize("metric", ["effective_coverage", "members"])
@pytest.mark.parametrize("part", ONE_METRIC)
def test_the_pictures_of_a_metric_fit_a_telephone(visit: Visit, metric: str, part: str) -> None:
    visit.open("/metrics", period="2018-06", metric=metric, part=part)
    assert visit.cut_in_pictures() == []
