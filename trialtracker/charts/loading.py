"""Loads matplotlib without the documentation that it writes at every start."""


def load_matplotlib() -> None:
    """Import what a chart needs of matplotlib.

    At import it looks through every property of a hundred kinds of artist for the docstrings of
    their set(): a sixth of its loading, for texts that nobody reads here.
    """
    from matplotlib import artist

    write_documentation = artist.kwdoc
    artist.kwdoc = _write_nothing
    try:
        import matplotlib.backends.backend_agg
        import matplotlib.figure  # noqa: F401
    finally:
        artist.kwdoc = write_documentation


def _write_nothing(artist: object) -> str:
    return ""
