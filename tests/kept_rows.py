"""Rows that cost seconds to make and are wanted by many modules: made once in a run, kept here, and put back as they
were, each with its key, its dates and its files."""

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection, models, transaction


def know_the_tables() -> None:
    """Let PostgreSQL count what was written, which it does by itself between transactions: it takes the tables for
    empty, and plans for that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def tables() -> list[type[models.Model]]:
    """One model for every table, those between two others among them."""
    by_table = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return list(by_table.values())


def rows_of(model) -> tuple[list[str], set[tuple]]:
    """The columns of a model's table, the key first, and all that stands in it, as the database gives it."""
    key = model._meta.pk.column
    columns = [key, *(field.column for field in model._meta.local_concrete_fields if field.column != key)]
    quoted = ", ".join(connection.ops.quote_name(one) for one in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
        return columns, set(cursor.fetchall())


def all_rows() -> dict[type[models.Model], set[tuple]]:
    return {model: rows_of(model)[1] for model in tables()}


def files() -> dict[tuple, bytes]:
    """What lies in the files that any row names, by storage and name."""
    found = {}
    for model in tables():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                for row in model._base_manager.exclude(**{field.name: ""}).only("pk", field.name):
                    file = getattr(row, field.attname)
                    with file.storage.open(file.name) as opened:
                        found[file.storage, file.name] = opened.read()
    return found


class KeptRows:
    """What *make* makes, kept when it is first wanted. Whoever wants it is in a transaction that is rolled back, or
    empties the tables afterwards; what stood there gives way."""

    def __init__(self, make):
        self.make = make
        self.rows = None
        self.files = {}

    def there(self) -> None:
        """Have it in the database."""
        if self.rows is None:
            self.make()
            self.rows, self.files = all_rows(), files()
        else:
            self._put_back()
        know_the_tables()

    @transaction.atomic
    def _put_back(self) -> None:
        written = []
        # References are asked about when the transaction ends: in which order tables are filled is no matter.
        for model, wanted in self.rows.items():
            columns, standing = rows_of(model)
            if gone := standing - wanted:
                self._delete(model, columns[0], [row[0] for row in gone])
            if new := wanted - standing:
                self._insert(model, columns, new)
                written.append(model)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), written):
                cursor.execute(statement)
        for (storage, name), content in self.files.items():
            if not storage.exists(name):
                assert storage.save(name, ContentFile(content)) == name

    @staticmethod
    def _delete(model, key, keys) -> None:
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            statement = f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(key)} = %s"
            cursor.executemany(statement, [(one,) for one in keys])

    @staticmethod
    def _insert(model, columns, rows) -> None:
        quote = connection.ops.quote_name
        names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
        with connection.cursor() as cursor:
            statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
            # In the order of their keys, as they were made.
            cursor.executemany(statement, sorted(rows, key=lambda row: row[0]))
