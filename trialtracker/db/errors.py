"""Faults of the store's surroundings, as one sentence for people; never with patient data."""


class StorageError(Exception):
    """The store cannot be read or written now; str() says why and what to do."""


class NotAStoreError(StorageError):
    """The file exists and is not a store this program can use; it is left as it is."""


class DamagedError(StorageError):
    """Something stored cannot be read any more; what does not rest on it still can."""


class ChangedMeanwhileError(StorageError):
    """Somebody else amended the same record first; nothing of this attempt was stored."""
