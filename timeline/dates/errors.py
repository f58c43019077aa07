"""What can come back instead of a date: a question to answer, or a plain refusal."""

from dataclasses import dataclass


class DateError(ValueError):
    """The text cannot be kept as a date; `message` says in plain words what to type instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible meaning of an ambiguous text.

    `read(text, extent=extent)` gives that meaning without a further question. `wording` is a
    suggestion for the literal words shown to the public instead of the date's own, or "".
    """

    label: str
    text: str
    extent: str | None = None
    wording: str = ""


class DateQuestion(ValueError):  # noqa: N818 (a question is no error)
    """The text could mean several dates; `choices` holds at least two meanings to pick from."""

    def __init__(self, message: str, choices: tuple[Choice, ...]) -> None:
        super().__init__(message)
        self.message = message
        self.choices = choices

    def __reduce__(self) -> tuple[type, tuple[str, tuple[Choice, ...]]]:
        # An exception is rebuilt from its first argument alone unless it says otherwise.
        return type(self), (self.message, self.choices)
