"""Turn the database's errors into sentences that name the fault and never the data."""

from trialtracker.db.errors import ChangedMeanwhileError, StorageError

_SENTENCES = (
    ("disk is full", "The disk is full. Nothing was saved; make room and try again."),
    ("readonly database", "The store is read-only. Nothing was saved; ask for the right to write."),
    ("database is locked", "The store is busy in another program. Nothing was saved; try again."),
    ("unable to open", "The store can no longer be opened. Nothing was saved; is its disk there?"),
    ("disk i/o error", "The disk reported an error. Nothing was saved; try again, then get help."),
    ("malformed", "The store is damaged. Nothing was saved; restore it from a backup."),
    ("not a database", "The store is damaged. Nothing was saved; restore it from a backup."),
)


def to_storage_error(error: BaseException) -> StorageError:
    """Return the fault as a sentence; an unknown one names only its kind.

    A collision of two amendments is the one integrity fault that people can cause.
    """
    text = str(error).lower()
    if "supersedes_id" in text:
        return ChangedMeanwhileError(
            "Somebody else changed this record meanwhile. Nothing was saved; look at it again."
        )
    for sign, sentence in _SENTENCES:
        if sign in text:
            return StorageError(sentence)
    kind = type(error).__name__
    return StorageError(f"The store refused the change ({kind}). Nothing was saved.")
