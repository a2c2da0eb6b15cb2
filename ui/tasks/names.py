"""What rows of added-up tasks are called, in the words of the reform scheme."""

import pandas as pd

from metrics.tasks import scheme

_UNSTATED = "未写明"


def plans(added: pd.DataFrame) -> list[str]:
    """Name rows by plan: 总方案, or that of a line."""
    names = scheme.plan_names()
    return [names[plan] for plan in added["plan"]]


def posts(added: pd.DataFrame) -> list[str]:
    """Name rows by owner post."""
    return list(added["owner_post"].fillna(_UNSTATED))


def breakthroughs(added: pd.DataFrame) -> list[str]:
    """Name rows by breakthrough: 1 小机关、大网络、强基层、全覆盖."""
    names = scheme.breakthroughs()
    return [f"{int(at)} {names[int(at)]}" if pd.notna(at) else _UNSTATED for at in added["breakthrough"]]


def joint_actions(added: pd.DataFrame) -> list[str]:
    """Name rows by joint action: 1 联手进驻服务中心."""
    names = scheme.joint_actions()
    return [f"{int(at)} {names[int(at)]}" for at in added["joint_action"]]


def problems(added: pd.DataFrame) -> list[str]:
    """Name rows by problem, with its group in front: 三缺 · 缺场所."""
    groups = scheme.problem_groups()
    return [f"{groups[one]} · {one}" if one in groups else _UNSTATED for one in added["problem"]]


def leads(added: pd.DataFrame) -> list[str]:
    """Name rows by lead, with the post: 牵头一（县委常委）."""
    posts = scheme.lead_posts()
    return [f"{role}（{posts[role]}）" for role in added["lead_role"]]


def in_scheme_order(added: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Order rows by pillar, problem or lead as the scheme lists them, those without last."""
    listed = {
        "pillar": scheme.pillars(),
        "problem": tuple(scheme.problem_groups()),
        "lead_role": tuple(scheme.lead_posts()),
    }[dimension]
    order = {name: at for at, name in enumerate(listed)}
    return added.sort_values(dimension, key=lambda names: names.map(order), ignore_index=True)
