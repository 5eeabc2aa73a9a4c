"""Print how well the rules read a text: precision, recall and F of every kind against a person's marks.

    python benchmarks/drafting.py TEXT GOLD [--written DATE]
    python benchmarks/drafting.py --development

GOLD is a folder with a file of JSON lines for each kind. The texts under `tests/drafting/texts` were written for this
purpose; the rules were improved on them, so their scores say less than those of a text never seen.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from detente.drafting.reading import read_text
from detente.drafting.scoring import Score, read_gold, scores

ROOT = Path(__file__).parents[1]


def table(lines: list[Score]) -> str:
    rows = ["kind             gold found right  prec.  recall    F"]
    rows += [
        f"{one.kind:<16} {one.gold:>4} {one.found:>5} {one.right:>5}  {one.precision:5.2f}  "
        f"{one.recall:6.2f} {one.f:5.2f}"
        for one in lines
    ]
    return "\n".join(rows)


def development() -> list[tuple[str, list[Score]]]:
    sys.path.append(str(ROOT / "tests" / "drafting"))
    import golds

    read = []
    for name in golds.TEXTS:
        text, rows, written = golds.read(name)
        read.append((name, scores(read_text(text, written), rows)))
    return read


def main(arguments: list[str]) -> None:
    start = time.process_time()
    if arguments == ["--development"]:
        for name, lines in development():
            print(f"\n{name}\n{table(lines)}")
    else:
        text = Path(arguments[0]).read_text(encoding="utf-8")
        written = date.fromisoformat(arguments[3]) if arguments[2:3] == ["--written"] else None
        print(table(scores(read_text(text, written), read_gold(Path(arguments[1])))))
    print(f"\n{time.process_time() - start:.2f} s of processor time")


if __name__ == "__main__":
    main(sys.argv[1:])
