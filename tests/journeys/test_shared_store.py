"""One store wanted by two: the second window and the command line are told, nothing is lost."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import Ward

ROOT = Path(__file__).resolve().parents[2]
DIARY = (
    "mrn,family_name,given_name,birth_date,gender,mode,trial_start,observed_at,measure,value\n"
    "T-9,Testcase,Bo,1950-01-01,female,continuous_intrathecal,2026-03-02,"
    "2026-03-03 08:00,pain_average,4\n"
)


def import_into(store: Path, tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    diary = tmp_path / "diary.csv"
    diary.write_text(DIARY)
    command = (sys.executable, "-m", "trialtracker", "import", str(diary), "--store", str(store))
    zone = ("--time-zone", "UTC")
    return subprocess.run(
        (*command, *zone), cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


def test_an_import_beside_an_open_window_is_refused_and_nothing_typed_is_lost(
    ward: Ward, tmp_path: Path
) -> None:
    ward.open_record()
    ward.press("3", "Tab", "4")

    refused = import_into(ward.path, tmp_path)
    ward.press("Ctrl+S", "Ctrl+S")

    assert refused.returncode == 1
    assert "is open in another TrialTracker" in refused.stderr
    assert ward.current[-1].values == {"pain_rest": 3, "pain_movement": 4}


def test_an_import_is_stored_once_the_window_is_closed(
    ward: Ward, tmp_path: Path, clock: FakeClock
) -> None:
    ward.window.close()
    ward.wait(lambda: not ward.window.isVisible())

    done = import_into(ward.path, tmp_path)

    assert done.returncode == 0
    assert "Added 1 patient, 1 trial and 1 entry" in done.stdout


def test_a_second_window_says_why_it_has_no_store(ward: Ward, open_window: OpenWard) -> None:
    second = open_window(ward.path, is_ready=False)

    assert "is open in another TrialTracker" in second.window.message.text
    assert len(ward.stored) == 2


def test_a_second_window_opens_the_store_once_the_first_is_closed(
    ward: Ward, open_window: OpenWard
) -> None:
    second = open_window(ward.path, is_ready=False)
    ward.window.close()
    ward.wait(lambda: not ward.window.isVisible())

    second.window.message.action_chosen.emit()
    second.settle()

    assert second.window.today.table.rows.rowCount() == 1
    assert not second.window.message.isVisible()
