"""Minutes and brief of an edition: layout, numbers, templates of an office, and what goes wrong."""

import os
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reports.__main__ import DIFFERENT, DONE, UNREADABLE, USAGE, main
from reports.documents import figures, making, meeting
from reports.documents.filling import filled
from reports.editions import contents, reading
from reports.editions.edition import Edition, EditionError, as_csv
from reports.editions.words import amount
from reports.papers import written
from scripts import paper_templates
from tests.unit.papers.conftest import in_office, without_rows


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def text_of(content: bytes) -> str:
    """All that stands in a document, cells of tables by tabs, header and text."""
    document = opened(content)
    cells = ["\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    heads = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    return "\n".join([*heads, *(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def minutes(small_edition: Edition) -> bytes:
    return making.minutes(small_edition)


def test_the_kept_templates_are_those_that_the_script_writes(tmp_path: Path) -> None:
    paper_templates.main(tmp_path)
    for kept in (making.MINUTES, making.BRIEF):
        assert kept.read_bytes() == (tmp_path / kept.name).read_bytes()


def test_the_layout_is_the_official_one(minutes: bytes) -> None:
    document = opened(minutes)
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in (*sizes, section.left_margin, section.right_margin)] == [
        *(210, 297, 37, 35, 28, 26)
    ]
    pitch = int(section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch"))) / 20
    assert 22 * pitch <= 225 / 25.4 * 72 < 22.1 * pitch
    letter = 16 + int(document.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * letter <= 156 / 25.4 * 72 < 28.2 * letter
    fonts = {
        fonts.get(qn("w:eastAsia")): size
        for run in document.element.body.iter(qn("w:rPr"))
        if (fonts := run.find(qn("w:rFonts"))) is not None
        and (size := run.find(qn("w:sz"))) is not None
        and (size := size.get(qn("w:val"))) in ("32", "44")
    }
    assert fonts == {"方正小标宋简体": "44", "仿宋": "32", "黑体": "32", "楷体": "32"}
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert (odd.alignment, even.alignment) == (2, 0)
    assert re.fullmatch(r"— \d —", odd.text)


def test_the_minutes_tell_what_the_edition_holds(minutes: bytes, small_edition: Edition) -> None:
    told = text_of(minutes)
    assert f"{small_edition.name}　SHA-256 {small_edition.sha256}" in told
    assert reading.MADE_UP in told
    decided = [row for row in small_edition.records(contents.DECISIONS) if row["meeting_id"] == "meet-10"]
    assert decided
    for row in decided:
        assert row["text"] in told
        assert f"{row['owner_post']}" in told
        assert reading.day_words(row["due_on"]) in told
    values = reading.own_values(small_edition)
    for row in figures.metric_rows(small_edition):
        assert f"{row['name']}\t{row['value']}\t{row['target']}\t{row['attainment']}\t{row['light']}" in told
    lights = {light: sum(row["light"] == light for row in values.values()) for light in ("green", "red")}
    assert f"绿灯 {lights['green']} 项" in told
    for metric, row in values.items():
        if row["light"] == "red":
            assert f"{amount(metric, row['value'])}（目标 {amount(metric, row['target'])}）" in told
    late = [row["issue_id"] for row in small_edition.records(contents.ISSUES) if row["state"] == "逾期"]
    assert all(f"\n{issue}\t" in told for issue in late)


def test_the_same_edition_gives_the_same_bytes(minutes: bytes, small_edition: Edition) -> None:
    assert making.minutes(Edition(dict(small_edition.parts))) == minutes


def test_charts_are_native_with_their_numbers_beside_them(minutes: bytes, small_edition: Edition) -> None:
    package = opened(minutes).part.package
    charts = [part for part in package.iter_parts() if part.partname.startswith("/word/charts/")]
    assert len(charts) == len(making.charts(small_edition)) == 3
    drawn = {float(text) for chart in charts for text in re.findall(rb"<c:v>([\d.]+)</c:v>", chart.blob)}
    scores = [float(row["score"]) for row in small_edition.records(contents.INDEX) if row["score"]]
    own = [
        100 * score
        for row, score in zip(small_edition.records(contents.INDEX), scores, strict=False)
        if row["region_code"] == small_edition.region and row["dimension"] != "index"
    ]
    assert set(own) <= drawn
    assert sum(part.partname.endswith(".xlsx") for part in package.iter_parts()) == 3


def test_hostile_names_come_out_as_they_were_written(small_edition: Edition) -> None:
    names = ("{{ 7*7 }}{% if %}{_{x}_}", "<w:br/>&amp;", "=1+1", "长" * 200, "𠮷", "{%p endfor %}")
    head = small_edition.parts[contents.DECISIONS].splitlines()[0].split(",")
    rows = [
        [{"meeting_id": "meet-10", "text": name, "owner_post": name}.get(field, "") for field in head]
        for name in names
    ]
    decisions = as_csv(head, rows)
    told = text_of(making.minutes(Edition({**small_edition.parts, contents.DECISIONS: decisions})))
    for name in names:
        assert told.count(name) == 2, name


def test_hostile_counties_fill_minutes_and_one_page(hostile_edition: Edition, tmp_path: Path) -> None:
    told = text_of(making.minutes(hostile_edition))
    rows = meeting.ledger(hostile_edition)
    assert rows
    assert all(row["title"] in told for row in rows)
    assert reading.UNSEALED in told
    file = tmp_path / "brief.docx"
    file.write_bytes(making.brief(hostile_edition, without_rows(hostile_edition)))
    folder = tmp_path / "out"
    folder.mkdir()
    assert pages(in_office(folder, "pdf", file)[0]) == 1


def pages(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))


def test_libreoffice_shows_the_minutes_and_the_brief_on_one_page(
    minutes: bytes, small_edition: Edition, tmp_path: Path
) -> None:
    files = [tmp_path / "minutes.docx", tmp_path / "brief.docx"]
    files[0].write_bytes(minutes)
    files[1].write_bytes(making.brief(small_edition, without_rows(small_edition)))
    folder = tmp_path / "out"
    folder.mkdir()
    shown = in_office(folder, "pdf", *files)
    assert [pages(file) > 1 for file in shown] == [True, False]
    (text,) = in_office(folder, "txt", files[0])
    body = text.read_text(encoding="utf-8-sig")
    assert small_edition.number in body
    assert all(row["title"] in body for row in meeting.ledger(small_edition))


def test_an_edition_without_rows_still_makes_papers(small_edition: Edition) -> None:
    empty = without_rows(small_edition)
    told = text_of(making.minutes(empty))
    assert "本期没有可以亮灯的指标" in told
    assert "台账里没有问题" in told
    assert "数据里还没有本次会议的议定事项" in told
    assert "本期没有可以画图的数字" in told
    assert "没有可以对比的上次会议数据" in text_of(making.brief(empty, None))


def office_template(folder: Path, *texts: str) -> Path:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(folder / "own.docx"))
    return folder / "own.docx"


ALL = "{{ edition }} {{ sha256 }} {{ warnings|join }} {{ meeting }} {{ decisions|length }}"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("{{ meeting }}",), "缺少标记"),
        ((ALL, "{{ nonsense }}"), "不认识的标记"),
        ((ALL, "{% if meeting %}"), "没有配对"),
        ((ALL, "{{ previous.none.x }}"), "写错了"),
        ((ALL, "{{ ''.__class__.__mro__ }}"), "模板"),
    ],
)
def test_a_template_that_cannot_be_filled_is_told(
    texts: tuple[str, ...], said: str, small_edition: Edition, tmp_path: Path
) -> None:
    with pytest.raises(EditionError, match=said) as told:
        making.minutes(small_edition, office_template(tmp_path, *texts))
    assert told.value.usage


def test_an_own_template_is_used(small_edition: Edition, tmp_path: Path) -> None:
    own = office_template(tmp_path, ALL, "本县写法：{{ decisions[0].text }}")
    told = text_of(making.minutes(small_edition, own))
    assert f"本县写法：{meeting.decisions(meeting.own_decisions(small_edition))[0]['text']}" in told
    broken = tmp_path / "broken.docx"
    broken.write_bytes(os.urandom(200))
    with pytest.raises(EditionError, match="不是 .docx"):
        filled(broken, {}, [], "", reading.sealed_at(small_edition))


def test_decisions_written_down_after_the_sealing_are_told_as_such(small_edition: Edition) -> None:
    head = small_edition.parts[contents.DECISIONS].splitlines()[0] + "\n"
    early = Edition({**small_edition.parts, contents.DECISIONS: head})
    later = {contents.DECISIONS: small_edition.parts[contents.DECISIONS]}
    told = text_of(making.minutes(early, later=later, later_from="封存以后录入。"))
    assert "封存以后录入。" in told
    assert meeting.decisions(meeting.own_decisions(small_edition))[0]["text"] in told


def test_headings_are_counted_in_chinese() -> None:
    asked = (1, 10, 11, 20, 35, 99, 100)
    assert [meeting.chinese(number) for number in asked] == [
        *("一", "十", "十一", "二十", "三十五", "九十九", "100")
    ]


def test_the_command_line_says_how_it_ended(
    warehouse: Path, edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--edition", edition.number, "--warehouse", str(warehouse)]
    out = tmp_path / "a.docx"
    assert main(["minutes", *where, "--out", str(out)]) == DONE
    assert edition.sha256 in text_of(out.read_bytes())
    assert main(["minutes", *where, "--out", str(tmp_path / "a.doc")]) == USAGE
    assert main(["brief", *where, "--out", str(tmp_path / "none" / "a.docx")]) == USAGE
    assert main(["workbook", *where, "--region", "1", "--out", str(tmp_path / "a.xlsx")]) == USAGE
    assert main(["minutes", "--edition", "安福2018-01-09", *where[2:], "--out", str(out)]) == USAGE
    none = ["--period", "2018-06", "--warehouse", str(tmp_path / "w"), "--out", str(out)]
    assert main(["brief", *none]) == UNREADABLE
    assert DIFFERENT == 1
    capsys.readouterr()


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(written.os, "fsync", full)
    with pytest.raises(EditionError, match="磁盘已满") as told:
        written.save(file, b"after")
    assert not told.value.usage
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert file.read_bytes() == b"before"
