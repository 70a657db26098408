"""The faults a caller of a service can meet, beside clinical.answers.RefusedError."""

from trialtracker.db.errors import ChangedMeanwhileError, NotAStoreError, StorageError

__all__ = ["ChangedMeanwhileError", "NotAStoreError", "StorageError"]
