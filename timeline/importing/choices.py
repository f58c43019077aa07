"""What an editor chooses for a whole file, and answers for single rows."""

from dataclasses import asdict, dataclass, field

#: What is kept of the dates of a file. What begins with ``YEAR_IF`` goes on with one day and month: “09-10”.
ALL, MONTH, YEAR, YEAR_IF = "", "month", "year", "year-if-"
DAY_FIRST, MONTH_FIRST = "day", "month"
UPDATE, NEW, LEAVE = "update", "new", "leave"


@dataclass
class How:
    """*order* says what stands first in “03/02/2018”, and is empty until it is answered."""

    order: str = ""
    keep: str = ALL
    times: bool = True
    #: Why there is no source, for rows that have none.
    reason: str = ""
    #: Whether entries that somebody has changed since they were brought in are updated, too.
    overwrite: bool = False
    publish: bool = False
    announcing: str = "quietly"
    #: For a whole story: whether entries keep the moments at which readers elsewhere were told of them.
    keep_clocks: bool = False
    #: Texts that the dates asked about -> the label of the meaning that was chosen.
    answers: dict[str, str] = field(default_factory=dict)
    #: Numbers of rows, as texts -> what is to be done with a row that may be there already.
    decisions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, values: dict) -> "How":
        return cls(**{name: values[name] for name in cls.__dataclass_fields__ if name in values})

    def kept(self) -> dict:
        return asdict(self)
