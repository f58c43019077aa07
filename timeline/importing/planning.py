"""The dry run: how each row reads, what is wrong with it, and what would become of it. Nothing is written."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.dates import Occurrence
from timeline.importing import traps
from timeline.importing.choices import How
from timeline.importing.columns import LABELS
from timeline.importing.date_cells import CellError, DateRead, MeaningAsked, OrderAsked, read_date
from timeline.importing.deciding import Deciding
from timeline.importing.entry_values import Said, what_it_says
from timeline.importing.tables import Row, Table
from timeline.models import ImportRow, TimelineEntry

Action = ImportRow.Action
#: So many questions on dates are put at a time.
MOST_ASKED = 50


@dataclass
class Planned:
    """One row, on its way to an entry."""

    number: int
    cells: dict[str, str]
    action: str = Action.NEW
    said: Said = field(default_factory=Said)
    read: DateRead | None = None
    external_id: str = ""
    page: int | None = None
    errors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    #: Whether it may be published as it stands.
    is_ready: bool = True

    @property
    def edtf(self) -> str:
        return self.read.date.edtf if self.read else ""

    @property
    def fingerprint(self) -> str:
        """The same for rows that say the same."""
        date = self.read.date
        said = [date.edtf, date.extent, self.read.wording, self.said.title, self.said.summary, self.said.body]
        said += [self.said.sources, self.said.topics, self.said.plain]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def kept(self, batch) -> ImportRow:
        """The row as it is kept for the editor to see."""
        source = next(iter(self.said.sources), {})
        return ImportRow(
            batch=batch,
            number=self.number,
            action=self.action,
            title=(self.said.title or self.cells.get("title", ""))[:255],
            when=(self.read.wording or self.read.date.words)[:255] if self.read else "",
            line=self.said.summary[:500],
            source=(source.get("url") or source.get("title") or "")[:1000],
            errors=self.errors,
            remarks=[*self.said.remarks, *self.remarks],
            external_id=self.external_id,
            fingerprint=self.fingerprint if self.read else "",
            page_id=self.page,
        )


@dataclass
class Plan:
    rows: list[Planned]
    findings: dict


def plan(table: Table, targets: list[str], how: How, *, site, kind, user) -> Plan:
    """How the rows of *table* read, whose columns fill *targets*, and what would become of each on *site*."""
    reading = _Reading(table, targets, how, kind)
    rows = [reading.read(row) for row in table.rows]
    open_rows = [row for row in rows if row.action == Action.NEW]
    if open_rows:
        Deciding(open_rows, how, site, kind, user).decide()
    counts = Counter(row.action for row in rows)
    findings = {
        "counts": {str(action): counts.get(action, 0) for action in Action.values},
        "drafts_only": sum(not row.is_ready for row in open_rows),
        "traps": traps.found_in(rows, table.remarks, how),
        "asks_order": reading.asks_order,
        "questions": list(reading.questions.values())[:MOST_ASKED],
    }
    return Plan(rows, findings)


class _Reading:
    """Reads rows one by one."""

    def __init__(self, table: Table, targets: list[str], how: How, kind):
        self.table, self.targets, self.how, self.kind = table, targets, how, kind
        self.is_ours = table.shape == "own-csv"
        self.names = {target: table.columns[place] for place, target in enumerate(targets) if target}
        self.ids: dict[str, int] = {}
        self.asks_order = False
        self.questions: dict[str, dict] = {}

    def read(self, row: Row) -> Planned:
        cells = {target: row.cells[place] for place, target in enumerate(self.targets) if target}
        planned = Planned(row.number, cells)
        for place, message in sorted(row.faults.items()):
            planned.errors.append(
                self._tell(self.table.columns[place] if place < len(self.table.columns) else "", message)
            )
        if not planned.errors:
            self._leave_out(planned) or self._read_cells(planned)
        if planned.errors:
            planned.action = Action.ERROR
        return planned

    def _leave_out(self, planned: Planned) -> bool:
        """Leave out what is no entry of the kind that is brought in."""
        slide = planned.cells.get("type", "").strip().casefold()
        named = planned.cells.get("kind", "").strip().casefold()
        names = {self.kind.kind.casefold(), str(self.kind.kind_label).casefold(), ""}
        if slide in ("title", "era"):
            planned.remarks.append(_("This is a slide of the type “{type}”, and no event.").format(type=slide))
        elif named not in names and _is_known_kind(named):
            planned.remarks.append(
                _(
                    "This is an entry of the kind “{kind}”, and this import makes “{ours}”. A JSON file of the whole "
                    "story brings all kinds."
                ).format(kind=named, ours=self.kind.kind)
            )
        elif named not in names:
            planned.errors.append(
                self._tell(self.names["kind"], _("there is no kind “{kind}”.").format(kind=named[:60]))
            )
        else:
            return False
        planned.action = Action.OUT
        return True

    def _read_cells(self, planned: Planned) -> None:
        for step in (self._read_id, self._read_date, self._read_words):
            try:
                step(planned)
            except MeaningAsked as asked:
                self._ask(planned, asked)
                planned.errors.append(self._tell_of(asked))
            except CellError as error:
                self.asks_order |= isinstance(error, OrderAsked)
                planned.errors.append(self._tell_of(error))

    def _read_id(self, planned: Planned) -> None:
        planned.external_id = planned.cells.get("id", "").strip()
        if len(planned.external_id) > 200:
            planned.external_id = ""
            raise CellError("id", _("an id may have 200 characters."))
        if not planned.external_id:
            return
        first = self.ids.setdefault(planned.external_id, planned.number)
        if first != planned.number:
            raise CellError(
                "id", _("row {row} has the id “{id}” already.").format(row=first, id=planned.external_id[:60])
            )

    def _read_date(self, planned: Planned) -> None:
        planned.read = read_date(planned.cells, self.how, is_ours=self.is_ours)
        planned.remarks += planned.read.remarks
        if wording := planned.cells.get("wording", "").strip():
            planned.read.wording = wording
        if len(planned.read.wording) > 120:
            raise CellError("wording", _("this may have {most} characters.").format(most=120))

    def _read_words(self, planned: Planned) -> None:
        planned.said = what_it_says(planned.cells)
        earliest = planned.read and planned.read.date.earliest
        if earliest and earliest > timezone.localdate() and "occurrence" not in planned.said.plain:
            planned.said.plain["occurrence"] = str(Occurrence.EXPECTED)
            planned.remarks.append(_("Its date is still to come: it reads as expected, until somebody says more."))

    def _ask(self, planned: Planned, asked: MeaningAsked) -> None:
        question = self.questions.setdefault(
            asked.text,
            {
                "text": asked.text,
                "question": asked.message,
                "choices": [choice.label for choice in asked.choices],
                "rows": [],
            },
        )
        question["rows"].append(planned.number)

    def _tell_of(self, error: CellError) -> str:
        return self._tell(self.names.get(error.field) or str(LABELS.get(error.field, error.field)), error.message)

    def _tell(self, column: str, message: str) -> str:
        return _("Column “{column}”: {message}").format(column=column[:80], message=message)


def _is_known_kind(named: str) -> bool:
    return any(named in (kind.kind.casefold(), str(kind.kind_label).casefold()) for kind in TimelineEntry.kinds())
