"""Whose hand-in is read now, and who waits: reading takes the whole machine, so few do at a time.

Each visitor has one at a time. Nobody waits for a visitor who has closed the page: what was read for them is
stopped.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: Hand-ins that are read at a time.
MOST_AT_ONCE = 2
#: Hand-ins that may wait.
LONGEST_QUEUE = 10
#: Seconds between looks whether a visitor is still there.
_LOOK_SECONDS = 1.0

BUSY_SELF = "您交的另一批还在核对（可能在另一个页面上）。请等它完成，或在那里点“停止”，再交这一批。"
BUSY_ALL = f"现在交数据的人多，已有 {LONGEST_QUEUE} 份在排队。请过几分钟再交。"


@dataclass(eq=False)
class Turn:
    """A place in the queue.

    Attributes:
        visitor: whose it is; '' for somebody who cannot be told from others.
        is_there: tells whether the visitor has the page still open.
    """

    visitor: str
    is_there: Callable[[], bool]
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def ahead(self) -> int:
        """How many wait before this one; 0 once it is read."""
        with _changed:
            return _waiting.index(self) + 1 if self in _waiting else 0

    @contextmanager
    def taken(self, stop: Callable[[], None], is_stopped: Callable[[], bool]) -> Iterator[None]:
        """Wait for the turn, and give it to the next at the end.

        Args:
            stop: stops the hand-in; called once its visitor has gone.
            is_stopped: tells whether it is stopped, so that it needs no turn any more.
        """
        looking = threading.Thread(target=self._look, args=(stop,), daemon=True)
        looking.start()
        try:
            with _changed:
                while not is_stopped() and not self._is_first():
                    _changed.wait(_LOOK_SECONDS)
                _waiting.remove(self)
                _reading.append(self)
            yield
        finally:
            self.give_up()

    def _is_first(self) -> bool:
        return len(_reading) < MOST_AT_ONCE and _waiting[:1] == [self]

    def _look(self, stop: Callable[[], None]) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            if not self.is_there():
                stop()
                return

    def give_up(self) -> None:
        """Leave the queue, whether it was read or not."""
        self._over.set()
        with _changed:
            for queue in (_waiting, _reading):
                if self in queue:
                    queue.remove(self)
            _changed.notify_all()


_changed = threading.Condition(threading.RLock())
_waiting: list[Turn] = []
_reading: list[Turn] = []


def refusal(visitor: str) -> str:
    """Say in Chinese why a visitor cannot hand in now; nothing where they can."""
    with _changed:
        if visitor and any(turn.visitor == visitor for turn in (*_waiting, *_reading)):
            return BUSY_SELF
        return BUSY_ALL if len(_waiting) >= LONGEST_QUEUE else ""


def queue(visitor: str, is_there: Callable[[], bool]) -> Turn:
    """Give a visitor a place at the end of the queue; the caller has made sure that nothing is refused."""
    turn = Turn(visitor, is_there)
    with _changed:
        _waiting.append(turn)
    return turn
