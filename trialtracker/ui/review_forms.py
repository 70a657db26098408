"""What a page asks for of a review, by name; the kinds of note are named as they are stored."""

SIGN = "sign"
ALL_REVIEWS = "reviews"
REPORT = "report"
FORMS = frozenset({SIGN, ALL_REVIEWS, "addendum", "countersignature", "opened"})
"""All but the report, which is no window of a review."""

OPENED = "opened"
"""NoteKind.OPENED, for who must not load what a review is on the way to the first window."""
