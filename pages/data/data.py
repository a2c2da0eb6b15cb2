"""数据中心: can the numbers be trusted? One part at a time: choose → fetch → show."""

from collections.abc import Callable

from pages.data import completeness, contents, dictionary, doubts, handing_in, snapshots
from pages.data.collecting import steps
from pages.data.starting import part as starting
from ui import session
from ui.choosing import filters, page_parts
from ui.choosing.page_parts import Part
from ui.data import next_steps, words
from ui.session import View
from ui.shell import navigation

PARTS = {
    "hand-in": Part("交数据", handing_in.show),
    "collecting": Part("下发与催报", steps.show),
    "snapshots": Part("快照", snapshots.show),
    "completeness": Part("完整与及时", completeness.show),
    "doubts": Part("疑点", doubts.show),
    "dictionary": Part("字典与模板", dictionary.show),
    navigation.START: Part("建立本县", starting.show),
}
#: Parts that judge what was handed in; where nothing was, they say what to hand in next.
_JUDGING = ("completeness", "doubts")
#: What of the selection each part asks for; the others speak of all data.
_CHOICES: dict[str, Callable[[], tuple[str, ...]]] = {
    "hand-in": handing_in.choices,
    "collecting": steps.choices,
    "completeness": lambda: filters.ALL,
    "doubts": lambda: filters.ALL,
}


def main() -> None:
    """Draw the page: the part that the link names, with what is found of two of them beside their names."""
    part = page_parts.named(PARTS)
    if next_steps.is_due(session.current_view()):
        offered = PARTS | {name: PARTS[name]._replace(show=_waiting(name)) for name in _JUDGING}
        page_parts.show(filters.choose(() if part in _JUDGING else _choices(part)), offered)
        return
    asked = _choices(part)
    view = filters.choose(asked)
    found = contents.gather_findings(view, asked == filters.ALL)
    told = words.findings_of_parts(found.reporting, found.doubts, found.period)
    page_parts.show(view, {name: one.told(told.get(name, "")) for name, one in PARTS.items()})


def _choices(part: str) -> tuple[str, ...]:
    return _CHOICES[part]() if part in _CHOICES else ()


def _waiting(name: str) -> Callable[[View], None]:
    return lambda view: next_steps.show(view, PARTS[name].title)


main()
