"""Everything of one person as a zip: one JSON file, a CSV file a sheet, and a calendar. Pure."""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.holdings import Sheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so


def zipped(files: Mapping[str, str], now: datetime) -> bytes:
    """The files, by name, as one zip."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name, now.timetuple()[:6]), text.encode(), ZIP_DEFLATED)
    return packed.getvalue()


def files_of(sheets: Iterable[Sheet], calendar: str, now: datetime) -> dict[str, str]:
    """What the zip holds; sheets without rows are in the JSON only."""
    known = list(sheets)
    rows = {each.name: [dict(zip(each.columns, row, strict=True)) for row in each.rows] for each in known}
    whole = json.dumps({"exported_at": now, **rows}, default=_plain, ensure_ascii=False, indent=2)
    tables = {f"{each.name}.csv": _csv(each) for each in known if each.rows}
    return {"everything.json": whole, **tables, "plan.ics": calendar}


def _csv(sheet: Sheet) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return value.isoformat() if isinstance(value, date) else value


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
