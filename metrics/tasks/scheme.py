"""The reform scheme as reported: plans, breakthroughs, joint actions, problems, leads."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

REFERENCE = Path(__file__).parents[2] / "data" / "reference" / "scheme.json"


@cache
def scheme() -> MappingProxyType[str, Any]:
    """The scheme with its source; the parts are those of ``data/reference/scheme.json``."""
    return MappingProxyType(json.loads(REFERENCE.read_text(encoding="utf-8")))


@cache
def plan_names() -> MappingProxyType[str, str]:
    """Names of the eight plans by id, the overall one first."""
    return MappingProxyType({str(plan["id"]): str(plan["name"]) for plan in scheme()["plans"]})


@cache
def pillars() -> tuple[str, ...]:
    """The three parts of the reform in their order."""
    return tuple(str(pillar["id"]) for pillar in scheme()["pillars"])


@cache
def breakthroughs() -> MappingProxyType[int, str]:
    """The five breakthroughs 突破 by number."""
    return MappingProxyType({int(one["id"]): str(one["name"]) for one in scheme()["breakthroughs"]})


@cache
def joint_actions() -> MappingProxyType[int, str]:
    """The four joint actions 联手 by number."""
    return MappingProxyType({int(one["id"]): str(one["name"]) for one in scheme()["joint_actions"]})


@cache
def problem_groups() -> MappingProxyType[str, str]:
    """The problems aimed at, each with its group: 重视不够 → 一轻, in the order of the scheme."""
    return MappingProxyType(
        {str(item): str(group["group"]) for group in scheme()["problems"] for item in group["items"]}
    )


@cache
def lead_posts() -> MappingProxyType[str, str]:
    """The leads of 四牵头一配合 with their posts, the chief lead first; those who assist are left out."""
    return MappingProxyType(
        {
            str(role["id"]): str(role["post"])
            for role in scheme()["leadership"]["roles"]
            if role["id"] != "配合"
        }
    )
