"""Refuse a test run whose branch coverage is below the gates; silent when all hold."""

import subprocess
import sys

EXACT = "trialtracker/clinical/*,trialtracker/services/*"
GATES = (("--include", 100), ("--omit", 85))
"""clinical and services are covered completely, everything else to 85 percent."""


def main() -> int:
    """Return 1 and print the report of each gate that fails."""
    failed = [report for option, least in GATES if (report := get_failure(option, least))]
    sys.stderr.write("\n".join(failed))
    return 1 if failed else 0


def get_failure(option: str, least: int) -> str:
    """Return the coverage report of one gate, empty when it holds."""
    command = ("-m", "coverage", "report", f"{option}={EXACT}", f"--fail-under={least}")
    wanted = (*command, "--show-missing", "--skip-covered", "--precision=2")
    done = subprocess.run((sys.executable, *wanted), capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


if __name__ == "__main__":
    raise SystemExit(main())
