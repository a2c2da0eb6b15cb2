"""Boxes on a picture: which of them fit without covering one another."""

from collections.abc import Sequence

Box = tuple[float, float, float, float]


def first_fits(choices: Sequence[Sequence[Box]], taken: Sequence[Box]) -> list[int | None]:
    """Choose for each picture the first of its boxes that is free, first come first served.

    Args:
        choices: boxes in the order of preference, one list a picture.
        taken: boxes that are filled already.

    Returns:
        The number of the box chosen for each picture; None where none is free.
    """
    filled, chosen = list(taken), []
    for boxes in choices:
        fits = (at for at, one in enumerate(boxes) if not any(_overlap(one, other) for other in filled))
        chosen.append(next(fits, None))
        if chosen[-1] is not None:
            filled.append(boxes[chosen[-1]])
    return chosen


def apart(boxes: Sequence[Box]) -> bool:
    """Tell whether no two boxes overlap."""
    return None not in first_fits([[one] for one in boxes], [])


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
