"""What the admin costs as the archive grows: the queries and the time of each page that shows many of something.

    python benchmarks/admin.py [FEW] [MANY]

makes a database of its own (SQLite in a temporary folder, or a test database beside that of DATABASE_URL), fills it
with 100 entries and all that stands beside so many (versions, orders, links, imports, accounts), asks for every page of
``admin_pages.py``, fills it up to 5,000 and asks again; twice, as an administrator and as an editor who may publish.
Ends with 1 where a page makes more queries with many than with few.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

#: So many entries are ticked for the bulk actions: as many as a page of the list shows.
TICKED = 50
#: Of a file for a spreadsheet, and of the report on names, which read everything: one set of queries for so many rows.
READ_AT_ONCE = {", CSV": 2000, "protected_names:report": 500}
FEW, MANY = 100, 5000


def main() -> None:
    few, many = (int(given) for given in (sys.argv[1:] + [str(FEW), str(MANY)][len(sys.argv[1:]) :]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        os.environ["TEST_FILES"] = os.environ["DATA_DIR"] = folder

        import django
        from django.db import connection

        django.setup()
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            grown = _measure(few, many)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    if grown:
        sys.exit(f"{len(grown)} pages make more queries with {many} entries than with {few}.")


def _measure(few: int, many: int) -> list[str]:
    """Print what was measured, and return the names of the pages whose queries grow."""
    from django.db import connection
    from wagtail.models import Site

    from benchmarks.admin_rows import fill_desk
    from home.structure import build_structure

    build_structure("The campaign")
    Site.objects.update(hostname="testserver", port=80)
    Site.clear_site_root_paths_cache()
    found, last = {}, 0
    for total in (few, many):
        print(f"==> Filling it up to {total} entries ({connection.vendor})", flush=True)
        started = time.perf_counter()
        fill_desk(total - last)
        last = total
        print(f"    done in {time.perf_counter() - started:.0f} s; asking for the pages", flush=True)
        found[total] = ask_for_all(TICKED, warm=total == few)
    print(f"\n{'':74}{'queries':>14}{'ms':>14}")
    print(f"{'page':<74}{few:>7}{many:>7}{few:>7}{many:>7}")
    grown = []
    for name, (queries, ms) in found[few].items():
        queries_then, ms_then = found[many][name]
        mark = ""
        if queries_then > queries:
            chunk = next((size for end, size in READ_AT_ONCE.items() if end in name), 0)
            # A set of queries for each kind of entry and what hangs on it.
            is_allowed = bool(chunk) and queries_then - queries <= 30 * (many // chunk)
            mark = f"  a set for every {chunk} rows" if is_allowed else "  GROWS"
            grown += [] if is_allowed else [name]
        print(f"{name[:73]:<74}{queries:>7}{queries_then:>7}{ms:>7.0f}{ms_then:>7.0f}{mark}")
    print(f"\n{len(found[few])} pages, {len(grown)} of which make more queries with {many} entries than with {few}")
    return grown


def ask_for_all(ticked: int, *, warm: bool = True) -> dict[str, tuple[int, float]]:
    """``{what: (queries, milliseconds)}`` of every page for an administrator, and of ours for an editor. *warm* the
    first time: what Django then keeps for good is not counted."""
    from benchmarks.admin_pages import bulk_actions, forms_sent, lists_found, lists_named, ours
    from benchmarks.admin_rows import sign_in

    asked = {**lists_found(), **lists_named(), **forms_sent(), **bulk_actions(ticked)}
    found = {}
    for who in ("administrator", "editor"):
        client = sign_in(who)
        for name, address in asked.items():
            if who == "editor" and not ours(name):
                continue
            # The small sizes of pictures are made when somebody first looks at them.
            is_first = (warm and who == "administrator") or name.startswith("wagtailimages")
            taken = ask(client, address, warm=is_first)
            if taken is not None:
                found[name if who == "administrator" else f"{name} ({who})"] = taken
    return found


def ask(client, asked: str | tuple[str, dict], *, warm: bool) -> tuple[int, float] | None:
    """The queries and the milliseconds of a page, or of a form that is sent; ``None`` where it is refused."""
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address, fields = (asked, None) if isinstance(asked, str) else asked

    def answer():
        response = client.get(address) if fields is None else client.post(address, fields)
        b"".join(response)
        return response.status_code

    if warm:
        answer()
    for cache in caches.all():
        # It must not hide that something is asked for one by one.
        cache.clear()
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        status = answer()
    if status not in (200, 302, 403):
        raise RuntimeError(f"{address} answered {status}.")
    return (len(captured), (time.perf_counter() - started) * 1000) if status == 200 else None


if __name__ == "__main__":
    main()
