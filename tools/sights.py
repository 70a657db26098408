"""Draw docs/screens/ as seen without colour and with each deficiency of colour vision."""

from pathlib import Path

import numpy as np
from PIL import Image

from tools.colour_vision import Sight, see

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
SHOWN = ("trial", "report")
"""The pictures in which colour says something beside the words: the chart, and the page."""

COLOURS = 256
"""Of the kept picture: it is looked at, not measured."""


def main() -> None:
    """Draw every picture in SHOWN in each way of seeing, beside the picture itself."""
    for name in SHOWN:
        with Image.open(FOLDER / f"{name}.png") as picture:
            colours = np.asarray(picture.convert("RGB"), dtype=np.float64) / 255
        for sight in Sight:
            seen = Image.fromarray(np.round(see(colours, sight) * 255).astype(np.uint8))
            seen.quantize(COLOURS).save(FOLDER / f"{name}-{sight}.png", optimize=True)


if __name__ == "__main__":
    main()
