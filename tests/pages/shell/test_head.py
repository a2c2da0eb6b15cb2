"""The head of every page says what people read: whose, up to when, published when; the id is behind it."""

import re

from metrics.warehouse import open_current, published_at
from tests.pages.conftest import Opening, words
from ui import numbers


def test_the_head_says_up_to_when_and_since_when(opened: Opening) -> None:
    said = words(opened(period="2018-02"))
    snapshot = open_current()
    published = published_at(snapshot)
    head = re.search(r'class="qt-badges">.*?</details>', said)[0]
    shown = re.sub(r"<[^>]+>", "", re.search(r"<summary.*?</summary>", head)[0])
    assert shown == f"数据截至 2018年6月，{numbers.moment(published, published.date())} 发布"
    assert "演示数据" in head
    assert f'title="快照 {snapshot.id}"' in head
    assert snapshot.id not in shown
