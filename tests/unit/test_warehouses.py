"""Several warehouses lie side by side, and each is told by its county."""

from pathlib import Path

import pytest

from metrics import warehouses


@pytest.mark.parametrize(
    "word", ["", "36082", "3608290", "../../x", "36082a", "３６０８２９", "360829/", "-60829"]
)
def test_only_six_digits_name_a_county(word: str, tmp_path: Path) -> None:
    assert not warehouses.is_county(word)
    if word:
        with pytest.raises(ValueError, match="no county"):
            warehouses.beside(tmp_path, word)


def test_the_folder_of_a_county_lies_beside_the_apps_own(tmp_path: Path) -> None:
    assert warehouses.beside(tmp_path / "w", "360829") == tmp_path / "w-360829"
    assert warehouses.beside(tmp_path / "w", "") == tmp_path / "w"


def test_what_cannot_be_opened_says_why_and_what_was_never_published_is_not_told(tmp_path: Path) -> None:
    for name in ("w", "w-360829", "w-36082", "w-other"):
        (tmp_path / name / "snapshots").mkdir(parents=True)
    (tmp_path / "w-360829" / "current.json").write_text('{"snapshot": "gone"}')
    (found,) = warehouses.told(tmp_path / "w")
    assert (found.county, found.origins) == ("360829", ()) and found.holds("360829")
    assert str(found.trouble), "it says what is the matter"
    assert warehouses.is_unpublished(tmp_path / "w")
    assert not warehouses.is_unpublished(tmp_path / "w-360829")
    (tmp_path / "w" / "drafts" / "one").mkdir(parents=True)
    assert warehouses.is_unpublished(tmp_path / "w"), "a draft is nothing that anybody sees"
    (tmp_path / "w" / "batches" / "one").mkdir(parents=True)
    assert not warehouses.is_unpublished(tmp_path / "w")
