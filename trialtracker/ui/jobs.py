"""One worker thread owns the store; what it finds comes back to the window by a queued signal."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from trialtracker.clinical.refusal import LockedError, RefusedError
from trialtracker.services.errors import StorageError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from trialtracker.services.clinic import Clinic

Result = TypeVar("Result")
Failure = StorageError | RefusedError
STOPPED_BY_A_FAULT = "A fault inside the program stopped this. Nothing was saved."


class ClinicDoor(Protocol):
    """Opens the store and closes it again; both are called on the worker thread."""

    def open(self) -> "Clinic":
        """Return the services of the store, opening it when it is not open yet."""

    def close(self) -> None:
        """Close the store if it is open."""


class Jobs(QObject):
    """Runs work on the store, one piece after the other, and hands each result to the window."""

    idle = Signal()
    locked = Signal(object)
    """A change that a signed review has refused, told after whoever asked for it was."""
    _returned = Signal(object)

    def __init__(self, door: ClinicDoor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._pending = 0
        self._is_closed = False
        self._returned.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _worker(self) -> "ThreadPoolExecutor":
        # Loaded with the first piece of work, which comes after the first paint.
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    @property
    def is_idle(self) -> bool:
        """Tell whether no work is under way."""
        return self._pending == 0

    def run(
        self,
        work: "Callable[[Clinic], Result]",
        done: Callable[[Result], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """Do work on the store; then done or failed is called in the window's thread.

        A fault of the program counts as failed, and is then raised there. Nothing is done after
        closing.
        """
        if self._is_closed:
            return
        self._pending += 1
        self._worker.submit(self._do, work, done, failed)

    def close(self) -> None:
        """Finish all work, close the store and end the thread; a second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self._worker.submit(self._door.close)
        self._worker.shutdown(wait=True)

    def _do(
        self,
        work: "Callable[[Clinic], Result]",
        done: Callable[[Result], None],
        failed: Callable[[Failure], None],
    ) -> None:
        try:
            result = work(self._door.open())
        except (StorageError, RefusedError) as failure:
            self._returned.emit(partial(self._fail, failed, failure))
        except BaseException as bug:  # noqa: BLE001  (handed on, raised in the window's thread)
            self._returned.emit(partial(_fail_and_raise, failed, bug))
        else:
            self._returned.emit(partial(done, result))

    def _fail(self, failed: Callable[[Failure], None], failure: Failure) -> None:
        failed(failure)
        if isinstance(failure, LockedError):
            self.locked.emit(failure)

    def _hand_over(self, call: Callable[[], None]) -> None:
        self._pending -= 1
        try:
            call()
        finally:
            if self._pending == 0:
                self.idle.emit()


def _fail_and_raise(failed: Callable[[Failure], None], bug: BaseException) -> None:
    failed(StorageError(STOPPED_BY_A_FAULT))
    raise bug
