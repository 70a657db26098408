"""The option that prints the version of this program."""

import sys
from argparse import Action, ArgumentParser, Namespace

from trialtracker.overriding import override


class PrintVersion(Action):
    """Prints the version; reading it takes time, so only when it is asked for."""

    @override
    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"TrialTracker {version('trialtracker')}\n")
        parser.exit()
