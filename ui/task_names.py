"""What rows of added-up tasks are called, in the words of the reform scheme."""

import pandas as pd

from metrics import scheme

_UNSTATED = "未写明"


def breakthroughs(added: pd.DataFrame) -> list[str]:
    """Name rows by breakthrough: 突破1 小机关、大网络、强基层、全覆盖."""
    names = scheme.breakthroughs()
    return [f"突破{int(at)} {names[int(at)]}" if pd.notna(at) else _UNSTATED for at in added["breakthrough"]]


def joint_actions(added: pd.DataFrame) -> list[str]:
    """Name rows by joint action: 联手1 联手进驻服务中心."""
    names = scheme.joint_actions()
    return [f"{int(at)} {names[int(at)]}" for at in added["joint_action"]]


def problems(added: pd.DataFrame) -> list[str]:
    """Name rows by problem, with its group in front: 三缺 · 缺场所."""
    groups = scheme.problem_groups()
    return [f"{groups[one]} · {one}" if one in groups else _UNSTATED for one in added["problem"]]


def in_scheme_order(added: pd.DataFrame) -> pd.DataFrame:
    """Order rows by problem as the scheme lists the problems, those without last."""
    order = {name: at for at, name in enumerate(scheme.problem_groups())}
    return added.sort_values("problem", key=lambda names: names.map(order), ignore_index=True)


def leads(added: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Order rows by lead, the chief first, with their names: 牵头一（县委常委）."""
    posts = scheme.lead_posts()
    order = {name: at for at, name in enumerate(posts)}
    ordered = added.sort_values("lead_role", key=lambda names: names.map(order), ignore_index=True)
    return ordered, [f"{role}（{posts[role]}）" for role in ordered["lead_role"]]
