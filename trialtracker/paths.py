"""Where the program finds its resources and keeps its store."""

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Return the folder of fonts, icons, style sheet and texts.

    It lies inside the package in an installed copy and beside it in a source tree.
    """
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def font_folders() -> tuple[Path, Path]:
    """Return the folders of Inter and of DejaVu, which has the scripts that Inter lacks."""
    import matplotlib as mpl  # off the start-up path

    return resources() / "fonts", Path(mpl.get_data_path()) / "fonts" / "ttf"


def default_store() -> Path:
    """Return the store file in the platform's data folder for the signed-in user."""
    from platformdirs import user_data_path  # off the start-up path

    return user_data_path("TrialTracker", appauthor=False) / "trialtracker.sqlite"
