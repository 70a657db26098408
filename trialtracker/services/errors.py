"""The faults a caller of a service can meet, beside clinical.answers.RefusedError."""

from trialtracker.db.errors import (
    ChangedMeanwhileError,
    DamagedError,
    NotAStoreError,
    StorageError,
)

__all__ = ["ChangedMeanwhileError", "DamagedError", "NotAStoreError", "StorageError"]
