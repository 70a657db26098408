"""The program's entry: the window at once, or the command line."""

import sys
from pathlib import Path


def main() -> int:
    """Run the program and return its exit status."""
    arguments = sys.argv[1:]
    match arguments:
        # The two ways to the window skip the parser, which would load before the window shows.
        case []:
            from trialtracker.app import open_window

            return open_window(None, is_demo=False)
        case ["--store", path] if path and not path.startswith("-"):
            from trialtracker.app import open_window

            return open_window(Path(path), is_demo=False)
        case _:
            from trialtracker.cli import main as run_command

            return run_command(arguments, _open_window)


def _open_window(store: Path | None, is_demo: bool) -> int:
    from trialtracker.app import open_window

    return open_window(store, is_demo=is_demo)


if __name__ == "__main__":
    sys.exit(main())
