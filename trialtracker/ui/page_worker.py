"""One thread that sets pages, so that neither the window nor the store waits for them."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from trialtracker.ui.jobs import STOPPED_BY_A_FAULT

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor

Result = TypeVar("Result")


class PageWorker(QObject):
    """Does one piece of work after the other and hands each result to the window's thread."""

    _returned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._returned.connect(_call, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[str], None],
    ) -> None:
        """Do some work; then done is called with its result.

        A fault of the program is told to failed in a sentence, and is then raised there.
        """
        self._worker.submit(self._do, work, done, failed)

    def _do(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[str], None],
    ) -> None:
        try:
            call = partial(done, work())
        except BaseException as bug:  # noqa: BLE001  (handed on, raised in the window's thread)
            call = partial(_fail_and_raise, failed, bug)
        with suppress(RuntimeError):  # the window was closed meanwhile
            self._returned.emit(call)


def _call(call: Callable[[], None]) -> None:
    call()


def _fail_and_raise(failed: Callable[[str], None], bug: BaseException) -> None:
    failed(STOPPED_BY_A_FAULT)
    raise bug
