"""Mixed-integer programs through HiGHS: small declarations in, a proven answer out.

HiGHS is called in this process; while it works it lets other threads run, and a watcher may look at its
progress and stop it. Source: Huangfu & Hall (2018), Parallelizing the dual revised simplex method.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Two numbers that differ by no more than this share are the same to the solver.
SAME = 1e-9


@dataclass(frozen=True)
class Progress:
    """How far a search has come.

    Attributes:
        seconds: since it began.
        best: objective of the best answer so far, None before there is one.
        bound: no answer can be better than this, None before there is one.
        step: what it is doing, in Chinese.
    """

    seconds: float
    best: float | None
    bound: float | None
    step: str

    @property
    def gap(self) -> float | None:
        """How far the best answer may be from the best possible one, as a 0-1 share of the answer."""
        return None if self.best is None or self.bound is None else gap_between(self.best, self.bound)


#: Called now and then with the progress; returning False stops the search.
Watch = Callable[[Progress], bool]


@dataclass(frozen=True)
class Limits:
    """How long a search may take, and how good is good enough.

    Attributes:
        seconds: stop after so long with the best answer found; None waits for the proof.
        gap: stop when the best answer is proven to be within this share (0-1) of the best possible one.
        watch: looks at the progress and may stop the search.
    """

    seconds: float | None = None
    gap: float = 0.0
    watch: Watch | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds left, infinite where there is no limit."""
        return np.inf if self.seconds is None else max(0.0, self.seconds - self.spent)

    def goes_on(self, best: float | None, bound: float | None, step: str) -> bool:
        """Tell the watcher how far the search is, and ask whether it is to go on."""
        told = Progress(self.spent, best, bound, step)
        return self.left > 0 and (self.watch is None or self.watch(told))


@dataclass(frozen=True)
class Program:
    """Find x, lower <= x <= upper, with low <= rows · x <= high and the least (or largest) offset + cost · x.

    Attributes:
        cost: shape (columns,).
        integer: which columns must be whole, shape (columns,).
        upper: shape (columns,).
        starts, columns, factors: the rows one after the other, as in compressed sparse rows.
        low, high: shape (rows,).
        largest: look for the largest value instead of the least.
        lower: shape (columns,); all 0 where it is None.
        offset: what is added to every value.
    """

    cost: Floats
    integer: Flags
    upper: Floats
    starts: Integers
    columns: Integers
    factors: Floats
    low: Floats
    high: Floats
    largest: bool = False
    lower: Floats | None = None
    offset: float = 0.0


@dataclass(frozen=True)
class Answer:
    """What the solver found: values (columns,), None where there is none; objective bound; infeasibility."""

    values: Floats | None
    bound: float | None
    infeasible: bool


def gap_between(best: float, bound: float) -> float:
    """The share (0-1) by which a best answer may miss the best possible one; rounding counts as none."""
    gap = abs(best - bound) / max(abs(best), abs(bound), np.finfo(float).tiny)
    return 0.0 if gap <= SAME else float(gap)


def solve(
    program: Program,
    limits: Limits,
    step: str,
    scale: float = 1.0,
    start: Floats | None = None,
    cutoff: float | None = None,
) -> Answer:
    """Solve a program to proven optimum, or as far as its limits allow.

    Args:
        program: the program.
        limits: time, gap and watcher.
        step: what the search is doing, for the watcher.
        scale: what one unit of the objective stands for where the watcher reads it.
        start: values of the first columns in a known answer.
        cutoff: stop as soon as an answer at least this good is known.
    """
    with _quiet() as highs:
        _set_options(highs, limits, cutoff)
        highs.passModel(_model(program))
        if start is not None:
            at = np.arange(len(start), dtype=np.int32)
            highs.setSolution(len(start), at, start)
        if limits.watch is not None:
            _attend(highs, limits, step, scale)
        highs.solve()
        return _read(highs)


class _Quiet(highspy.Highs):
    """HiGHS without its banner, which it would write as soon as callbacks are possible."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the library's name
        """Silence it first."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


_quiet: Any = _Quiet


def _set_options(highs: Any, limits: Limits, cutoff: float | None) -> None:
    highs.setOptionValue("mip_rel_gap", float(limits.gap))
    highs.setOptionValue("mip_abs_gap", 0.0)
    if np.isfinite(limits.left):
        highs.setOptionValue("time_limit", float(limits.left))
    if cutoff is not None:
        highs.setOptionValue("objective_target", float(cutoff))


def _model(program: Program) -> Any:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.cost), len(program.low)
    lp.col_cost_ = program.cost
    lp.offset_ = program.offset
    lp.col_lower_ = np.zeros(len(program.cost)) if program.lower is None else program.lower
    lp.col_upper_ = program.upper
    lp.row_lower_, lp.row_upper_ = program.low, program.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = program.starts.astype(np.int32)
    lp.a_matrix_.index_ = program.columns.astype(np.int32)
    lp.a_matrix_.value_ = program.factors
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(whole)] for whole in program.integer]
    lp.sense_ = highspy.ObjSense.kMaximize if program.largest else highspy.ObjSense.kMinimize
    return lp


def _attend(highs: Any, limits: Limits, step: str, scale: float) -> None:
    """Let the watcher see the progress, at most ten times a second, and stop the solver."""
    seen = [0.0]

    def look(event: Any) -> None:
        if limits.spent - seen[0] < 0.1:
            return
        seen[0] = limits.spent
        best, bound = (_known(getattr(event.data_out, name, None), scale) for name in _WATCHED)
        if not limits.goes_on(best, bound, step):
            event.data_in.user_interrupt = True

    for interruption in (highs.cbMipInterrupt, highs.cbSimplexInterrupt, highs.cbIpmInterrupt):
        interruption += look


_WATCHED = ("mip_primal_bound", "mip_dual_bound")


def _known(amount: float | None, scale: float) -> float | None:
    return amount * scale if amount is not None and abs(amount) < highspy.kHighsInf else None


def _read(highs: Any) -> Answer:
    info, status = highs.getInfo(), highs.getModelStatus()
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(highs.getSolution().col_value) if feasible else None
    bound = info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else None
    infeasible = status == highspy.HighsModelStatus.kInfeasible
    return Answer(values, bound, infeasible)
