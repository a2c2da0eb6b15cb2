"""The names by which the server may be asked, as people write them down."""

import pytest

from ui.shell import door


@pytest.mark.parametrize(
    ("written", "further"),
    [
        ("", set()),
        (" , ", set()),
        ("q.gov.cn", {"q.gov.cn"}),
        ("Q.gov.cn, 10.1.2.3", {"q.gov.cn", "10.1.2.3"}),
        ("https://q.gov.cn:8443/", {"q.gov.cn"}),
        ("HTTP://q.gov.cn/data,[fd00::1]:8501", {"q.gov.cn", "[fd00::1]"}),
    ],
)
def test_names_and_whole_addresses_are_understood(
    written: str, further: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(door.VARIABLE, written)
    assert door.names() == door.OWN | further
