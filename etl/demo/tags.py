"""What organisations are known for beyond their setting, such as 四好商会, 老科协, 区域性工会.

Tags change nothing else of an organisation, so that they are given last.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from etl.demo.chance import pick_some
from etl.demo.organisations import Organisation
from etl.demo.places import County


@dataclass(frozen=True)
class Tag:
    """One word, which of a line's organisations may bear it, and how many do; None for all."""

    word: str
    line: str
    fits: Callable[[Organisation], bool]
    count: int | None = None


def _setting(*settings: str) -> Callable[[Organisation], bool]:
    return lambda org: org.row["setting"] in settings


def _named(part: str) -> Callable[[Organisation], bool]:
    return lambda org: part in str(org.row["name"])


TAGS = (
    Tag("区域性工会", "union", _named("区域性工会")),
    Tag("四青队伍", "youth", _setting("乡镇街道"), 11),
    Tag("省级共青团生态村", "youth", _setting("村社区"), 3),
    Tag("执委履职", "women", _setting("乡镇街道"), 13),
    Tag("老科协", "science", _named("老科技工作者协会")),
    Tag("规范化侨联", "overseas", _setting("机关", "乡镇街道"), 5),
    Tag("四海一家亲", "overseas", _setting("机关")),
    Tag("规范化残联", "disabled", _setting("乡镇街道"), 14),
    Tag("四好商会", "commerce", _setting("商会协会", "乡镇街道"), 6),
)


def tagged(county: County, orgs: Sequence[Organisation]) -> list[Organisation]:
    """The same organisations with their tags, in the same order."""
    rng = county.stream("tags")
    words: dict[str, list[str]] = {}
    for tag in TAGS:
        fitting = [
            org.org_id
            for org in orgs
            if org.line == tag.line and org.row.get("dissolved_on") is None and tag.fits(org)
        ]
        for org_id in pick_some(rng, fitting, len(fitting) if tag.count is None else tag.count):
            words.setdefault(org_id, []).append(tag.word)
    return [
        replace(org, row=org.row | {"tags": ";".join(words[org.org_id])}) if org.org_id in words else org
        for org in orgs
    ]
