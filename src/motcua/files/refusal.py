"""Why a file is not taken, in the words of whoever sent it."""


class UploadRefused(Exception):
    """The file cannot be taken; the message says what, why and what to do."""


class TryLater(UploadRefused):
    """The file may be sound, but cannot be looked at now; the same file may come again."""
