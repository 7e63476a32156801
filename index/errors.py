"""Every error that a user can cause or mend. The message says what is wrong, where, and what to do, in one line."""


class TraSoError(Exception):
    """Base of all errors shown to users as one line, exit code 2."""


class DocumentError(TraSoError):
    """A file cannot be read as a report."""


class StoreError(TraSoError):
    """The store is missing, damaged or was made by another version."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class ModelMismatchError(StoreError):
    """The vectors were made with another embedding model."""


class ModelError(TraSoError):
    """The embedding model cannot be loaded."""


class UsageError(TraSoError):
    """The command was called with arguments that make no sense together."""
