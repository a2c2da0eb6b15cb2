"""Filling a template: what was handed in comes out as written; a template that lacks marks is told."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from reports.documents.charts import Drawn, InText
from reports.editions.edition import EditionError
from reports.slides.deck.fixed import fixed

#: What a template must say: which numbers these are, and what must be said of them.
_ALWAYS = frozenset({"edition", "sha256", "warnings"})
_REMEDY = "可以用系统自带的模板为底稿改文字，保留双花括号里的标记"


def filled(
    template: Path,
    marks: Mapping[str, Any],
    charts: list[Drawn],
    title: str,
    made: datetime,
    needed: frozenset[str] = frozenset(),
) -> bytes:
    """Fill a template.

    Args:
        template: a .docx file.
        marks: what stands for each mark: texts, numbers, rows of them.
        charts: stand under the mark `charts`.
        title: for the properties of the file.
        made: when, for the properties; the same time gives the same bytes.
        needed: marks that the template must use, besides number, hash and warnings.

    Raises:
        EditionError: the template cannot be read, lacks a mark, or uses one that is unknown.
    """
    document = _opened(template)
    rules = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    _known(document, rules, {*marks, "charts"}, _ALWAYS | needed, template.name)
    document.init_docx()
    shown = [InText(document, drawn, at, made) for at, drawn in enumerate(charts, start=1)]
    try:
        document.render({**plain(dict(marks)), "charts": shown}, rules)
    except TemplateError as error:
        raise _wrong(template.name, error) from error
    told = document.docx.core_properties
    told.title, told.author, told.last_modified_by = title[:200], "", ""
    told.created = told.modified = made.replace(tzinfo=None)
    stream = BytesIO()
    document.save(stream)
    return fixed(stream.getvalue())


def plain(value: Any) -> Any:
    """Texts, rows and lists so written that no mark within them is read again."""
    if isinstance(value, str):
        # docxtpl takes {_{ for a brace that was kept from Jinja, after it has filled the marks.
        return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def _opened(template: Path) -> DocxTemplate:
    try:
        document = DocxTemplate(BytesIO(template.read_bytes()))
        document.init_docx()
    except OSError as error:
        raise EditionError(f"模板“{template.name}”读不出来，请检查文件名和权限", usage=True) from error
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        told = f"模板“{template.name}”不是 .docx 文档，或者已经损坏"
        raise EditionError(f"{told}；请用 Word 或 WPS 另存为 .docx", usage=True) from error
    return document


def _known(
    document: DocxTemplate, rules: SandboxedEnvironment, known: set[str], needed: frozenset[str], name: str
) -> None:
    try:
        used = document.get_undeclared_template_variables(rules)
    except TemplateError as error:
        raise _wrong(name, error) from error
    if missing := sorted(needed - used):
        told = f"模板“{name}”缺少标记 {'、'.join(f'{{{{ {mark} }}}}' for mark in missing)}"
        raise EditionError(f"{told}；{_REMEDY}", usage=True)
    if unknown := sorted(used - known):
        told = f"模板“{name}”里有不认识的标记 {'、'.join(unknown)}；可用的有 {'、'.join(sorted(known))}"
        raise EditionError(told, usage=True)


def _wrong(name: str, error: TemplateError) -> EditionError:
    if isinstance(error, UndefinedError):
        return EditionError(f"模板“{name}”里的标记写错了：{error.message}；{_REMEDY}", usage=True)
    what = "标记没有配对或写错了" if isinstance(error, TemplateSyntaxError) else "标记不能执行"
    return EditionError(f"模板“{name}”的{what}：{error.message}；{_REMEDY}", usage=True)
