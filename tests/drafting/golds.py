"""The annotations of the development set: words of a text, turned into places in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "texts"
TEXTS = sorted(path.stem for path in FOLDER.glob("*.txt"))

Rows = dict[str, list[dict[str, Any]]]


def read(name: str) -> tuple[str, Rows, date]:
    """Return a text, its annotations as rows with places, and the day it was written."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    raw = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    rows: Rows = {"names": _names(text, raw)}
    rows["dates"] = [
        {**_place(text, quote), "from": span and str(span[0]), "to": span and str(span[1])}
        for quote, span in raw["dates"].items()
    ]
    rows["figures"] = [_place(text, quote) for quote in raw["figures"]]
    rows["conditions"] = [
        {"if": _place(text, row["if"]), "then": _place(text, row["then"]), "kind": row.get("kind", "explicit")}
        for row in raw["conditions"]
    ]
    rows["variables"] = [
        {**_place(text, quote), "kind": kind} for kind, quotes in raw["variables"].items() for quote in quotes
    ]
    rows["positions"] = [{**row, **_place(text, row["quote"])} for row in raw["positions"]]
    rows["scenarios"] = [{"heading": _place(text, quote)} for quote in raw["scenarios"]]
    return text, rows, raw["published"]


def _place(text: str, quote: str) -> dict[str, Any]:
    before, _, rest = quote.partition("[")
    inner, _, after = rest.partition("]")
    words = quote.replace("[", "").replace("]", "") if after else quote
    found = re.search((r"(?<![\d.,])" if words[0].isdigit() else "") + re.escape(words), text)
    assert found, quote
    start, quote = (found.start() + len(before), inner) if after else (found.start(), quote)
    return {"start": start, "end": start + len(quote), "text": quote}


def _names(text: str, raw: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every mention of every listed name, the longest first and without overlap."""
    listed = {
        name: (kind, entity) for kind, names in raw["names"].items() if kind != "ABBR" for name, entity in names.items()
    }
    found = []
    for name in sorted(listed, key=len, reverse=True):
        edge = r"(?<![A-Za-z])", r"(?![A-Za-z])"
        for match in re.finditer(edge[0] + re.escape(name) + edge[1], text):
            if name not in raw.get("not_names", ()) and all(
                match.end() <= row["start"] or match.start() >= row["end"] for row in found
            ):
                kind, entity = listed[name]
                found.append({"start": match.start(), "end": match.end(), "text": name, "type": kind, "entity": entity})
    for context, (sign, entity) in raw.get("abbr_in", {}).items():
        for match in re.finditer(re.escape(context), text):
            start = match.start() + context.index(sign)
            found.append({"start": start, "end": start + len(sign), "text": sign, "type": "ABBR", "entity": entity})
    return found
