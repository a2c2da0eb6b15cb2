"""Wrong usage of a build: what it cannot begin with, found before anything is touched."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from etl.boundaries.texts import fault_of
from etl.personal import personal_kind
from etl.reading import batch_files, is_readable
from etl.retention import VARIABLE, kept_count
from etl.sources import DEMO
from etl.trouble import named


def misuse_of(options: argparse.Namespace) -> str | None:
    """Say in Chinese what is wrong with the options of a build, or with the environment; None for nothing."""
    if options.if_new and options.source:
        return "--if-new 只用于演示数据，不和 --source 一起用"
    if not is_kept_count_sound():
        return f"环境变量 {VARIABLE} 应是不小于 1 的整数"
    for path in options.source or [DEMO]:
        if not path.exists():
            return f"找不到 {named(path)}"
        if not path.is_dir() and not (path.is_file() and is_readable(path)):
            return (
                f"{named(path)} 不是工作簿（.xlsx、.xlsm、.xls、.et）、.csv 文件、边界文件"
                "（.geojson、.shp 或压缩它的 .zip、.kml、.gpkg），也不是装着它们的文件夹"
            )
        if not all(os.access(part, os.R_OK) for part in (path, *batch_files(path))):
            return f"{named(path)} 里有读不了的文件，请检查权限"
    for option, text in (("审图号", options.approval), ("来源", options.attribution)):
        fault = fault_of(text) or (f"里有{personal_kind(text)}，不收个人信息" if personal_kind(text) else "")
        if fault:
            return f"边界的{option}{fault}"
    return next(filter(None, map(_report_misuse, options.report)), None)


def _report_misuse(report: Path) -> str | None:
    if report.suffix not in (".json", ".xlsx"):
        return "--report 的文件名应以 .xlsx 或 .json 结尾"
    if not _is_writable(report):
        return f"--report 的文件 {named(report)} 写不了，请换一个位置"
    return None


def is_kept_count_sound() -> bool:
    """Whether the environment says soundly how many snapshots are kept."""
    try:
        return kept_count() > 0
    except ValueError:
        return False


def _is_writable(path: Path) -> bool:
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    return folder.is_dir() and os.access(folder, os.W_OK) and not path.is_dir()
