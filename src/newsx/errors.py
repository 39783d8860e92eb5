"""What can go wrong, said in one line: where, what was found, what to do."""


class NewsxError(Exception):
    """Base of all errors that newsx raises on purpose; ``str(error)`` is one line for people."""

    exit_code = 2


class SettingsError(NewsxError):
    """A setting or an option that makes no sense."""


class OutputError(NewsxError):
    """A place that could not be written to."""


class InputError(NewsxError):
    """Input that could not be read; the rest is done all the same."""

    exit_code = 3


class InputWarning(InputError):
    """Input that was read, but perhaps not as it was meant."""

    exit_code = 0
