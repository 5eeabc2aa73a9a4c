"""No word is lost: texts keep their bytes, changes from two sides both stay, and earlier texts can be had again."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import StoreError
from detente.workbench.folder import Folder, MeanwhileError, _with_ends

LINES = st.lists(st.text(alphabet="ab: 停#", max_size=6), max_size=8)
ENDS = st.sampled_from(["\n", "\r\n"])


@given(lines=LINES, ends=st.lists(ENDS, min_size=8, max_size=8), last=st.sampled_from(["", "end"]), mark=st.booleans())
def test_a_text_that_stays_keeps_all_its_bytes(lines, ends, last, mark):
    written = "".join(line + end for line, end in zip(lines, ends, strict=False)) + last
    before = (b"\xef\xbb\xbf" if mark else b"") + written.encode()
    assert _with_ends(written.replace("\r\n", "\n"), before) == before


@given(lines=LINES, new=LINES, end=ENDS)
def test_new_lines_end_as_the_others_do(lines, new, end):
    before = "".join(line + end for line in lines).encode()
    written = _with_ends("".join(line + "\n" for line in new), before)
    assert written.replace(b"\r\n", b"\n").decode() == "".join(line + "\n" for line in new)
    if b"\r" in before:
        assert written.count(b"\r\n") == written.count(b"\n")


def test_one_changed_line_leaves_all_others_to_the_byte(tmp_path):
    content = "\ufeff".encode() + b"a: 1\r\nb: 2\nc: 3\r\n"
    (tmp_path / "x.yaml").write_bytes(content)
    folder = Folder(tmp_path)
    read = folder.read("x.yaml")
    folder.write("x.yaml", read.text.replace("c: 3", "c: 4"), read.version)
    assert (tmp_path / "x.yaml").read_bytes() == content.replace(b"c: 3", b"c: 4")


def test_what_two_people_write_stays_on_both_sides(tmp_path):
    folder = Folder(tmp_path)
    first = folder.write("x.yaml", "a: 1\n", "")
    folder.write("x.yaml", "a: theirs\n", first.version)
    with pytest.raises(MeanwhileError) as told:
        folder.write("x.yaml", "a: mine\n", first.version)
    assert told.value.theirs.text == "a: theirs\n"
    assert folder.version("x.yaml", told.value.kept) == "a: mine\n"
    assert folder.read("x.yaml").text == "a: theirs\n"


def test_earlier_texts_are_kept_once_each(tmp_path):
    folder = Folder(tmp_path)
    file = folder.write("x.yaml", "a: 1\n", "")
    for text in ("a: 2\n", "a: 1\n", "a: 3\n", "a: 3\n"):
        file = folder.write("x.yaml", text, file.version)
    kept = {folder.version("x.yaml", version.id) for version in folder.versions("x.yaml")}
    assert kept == {"a: 1\n", "a: 2\n"}
    with pytest.raises(StoreError):
        folder.version("x.yaml", "../../x")


def test_names_for_new_cases_are_free(tmp_path):
    folder = Folder(tmp_path)
    assert folder.free_name("../a b/停火") == "a-b-停火.yaml"
    folder.write("case.yaml", "", "")
    assert folder.free_name("///") == "case-2.yaml"


WRITER = """
import sys
from pathlib import Path
from detente.workbench.folder import Folder
folder = Folder(Path(sys.argv[1]))
file = folder.read("x.yaml")
for n in range(10_000):
    file = folder.write("x.yaml", f"n: {n}\\n" + "x" * 20_000 + "\\n", file.version)
    print(n, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_server_leaves_the_text_as_last_acknowledged(tmp_path):
    (tmp_path / "x.yaml").write_text("n: -1\n" + "x" * 20_000 + "\n")
    for wait in (0.3, 0.02, 0.05):
        child = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        first = child.stdout.readline()
        time.sleep(wait)
        child.kill()
        told = [int(line) for line in (first + child.stdout.read()).split(b"\n")[:-1]]
        child.wait()
        child.stdout.close()
        text = Folder(tmp_path).read("x.yaml").text
        number = int(text.split("\n")[0].removeprefix("n: "))
        assert text.endswith("x" * 20_000 + "\n")
        assert number in (told[-1], told[-1] + 1)
