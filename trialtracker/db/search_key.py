"""Text as it is searched: without case, accents and surrounding space."""

import unicodedata


def to_search_key(text: str) -> str:
    """Return the text folded for comparison; 'Ångström' and 'angstrom' are the same key."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()


def to_mrn_key(text: str) -> str:
    """Return an MRN folded for comparison, without the spaces and hyphens people add."""
    return "".join(c for c in to_search_key(text) if c not in " -")
