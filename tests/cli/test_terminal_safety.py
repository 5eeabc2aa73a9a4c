"""Nothing that somebody wrote acts on the terminal or the shell of whoever reads it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import unicodedata
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from detente.cli.frame import speaking
from detente.cli.frame.verbs import VERBS, detente
from detente.shown import argument, visible

CASE = (Path(__file__).parents[1] / "degenerate_cases" / "one-step.yaml").read_text(encoding="utf-8")
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[1;1H\x1b[31mred\x9b8m\x1b]52;c;aGk=\x1b\\"
TURNED = "\u202egnp\u2066\u2028\u2029\x85\u200b\ufeff\udcff\U000e0041"
HOSTILE = f"a{ESCAPES}{TURNED}\rb"
NAMES = ["two words.yaml", '-it\'s; $(touch owned) `touch owned` & "x".yaml']
SLOW = frozenset({"open", "deals", "drivers", "theories", "brief"})
"""Verbs that serve, or play so much that only wrong names are given to them."""


def unsafe(text: str) -> list[str]:
    """Return the signs that no terminal should be given."""
    return [
        sign
        for sign in text
        if (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign not in "\n\t")
        or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\ufeff"
    ]


def run(*arguments: str) -> str:
    done = CliRunner().invoke(detente, list(arguments))
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (0, 1, 2), done.output
    assert "fault of the program" not in done.output, done.output
    return done.output


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_lets_a_name_act_on_the_terminal(tmp_path, monkeypatch, verb):
    """A file of a hostile name that is there, one that is not, and every option with a hostile value."""
    monkeypatch.chdir(tmp_path)
    if verb == "open":
        monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    there = tmp_path / "cases" / HOSTILE.replace("/", "")
    there.parent.mkdir()
    there.write_text(CASE, encoding="utf-8")
    command = detente.get_command(click.Context(detente), verb)
    takes = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option) and not one.is_flag]
    sizes = {name for option in options for name in option.opts} & {"--beliefs", "--runs"}
    small = [part for name in sorted(sizes) for part in (name, "4")]
    calls = [[verb, HOSTILE], [verb, f"--{HOSTILE}"]]
    if takes and verb not in SLOW | {"runs", "new"}:
        small = [
            part for name in ("--beliefs", "--runs") if any(name in o.opts for o in options) for part in (name, "4")
        ]
        calls += [[verb, *[str(there)] * len(takes), *small]]
    calls += [
        [verb, *[str(there)] * len(takes), *small, option.opts[0], HOSTILE] for option in options if verb != "open"
    ]
    for call in calls:
        said = run(*call)
        assert not unsafe(said), (call, said)


def test_the_verbs_that_print_data_keep_what_a_text_says(tmp_path):
    """JSON is made visible by what JSON has for it, so that a program reads the same text."""
    answer = {"title": HOSTILE, "list": ["\\", "”"]}

    @click.command()
    def show() -> None:
        from detente.cli.frame.options import print_json

        with speaking.speaking():
            print_json(answer)

    for charset in ("utf-8", "ascii"):
        printed = CliRunner(charset=charset).invoke(show, color=True).stdout
        assert not unsafe(printed)
        assert json.loads(printed) == answer | {"title": json.loads(json.dumps(HOSTILE))}


def test_a_ledger_and_a_table_from_a_stranger_are_shown_as_they_are(tmp_path):
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / "ledger.jsonl").write_text(json.dumps({HOSTILE: HOSTILE}, ensure_ascii=True) + "\n")
    for verb in ("verify", "score", "witness"):
        assert not unsafe(run(verb, "--ledger", str(folder)))
    table = tmp_path / "table.csv"
    safe = HOSTILE.replace("\udcff", "")
    table.write_text(f"party,issue,position,salience,power\n{safe},{safe},x{safe},1,1\nb,i,3,1,1\n", encoding="utf-8")
    assert not unsafe(run("import", str(table), "--as-of", "2026-01-01"))
    assert not unsafe(run("theories", str(table)))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_a_terminal_is_given_our_styles_and_no_others(tmp_path):
    import pty

    (tmp_path / f"{HOSTILE}.yaml".replace("/", "")).write_text(CASE)
    program = "import sys; from detente.cli import main; sys.argv[1:] = ['check', {!r}]; main()"
    for name in (f"{HOSTILE}.yaml".replace("/", ""), f"gone{HOSTILE}"):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-c", program.format(name)], stdout=theirs, stderr=theirs, cwd=tmp_path
        ) as running:
            os.close(theirs)
            seen = b""
            try:
                while piece := os.read(ours, 4096):
                    seen += piece
            except OSError:
                pass
        os.close(ours)
        assert running.returncode in (0, 2)
        plain = re.sub(r"\x1b\[(0|1|31;1|33;1|31|33)m", "", seen.decode("utf-8"))
        assert not unsafe(plain.replace("\r\n", "\n")), plain


def test_rich_screens_are_given_nothing_that_acts(monkeypatch):
    """Also where there is a terminal, and its own codes are written."""
    import io

    from rich.text import Text

    from detente.cli.frame.terminal import Terminal, columns, heading

    out = io.StringIO()
    screen = Terminal(file=out, force_terminal=True, color_system="standard", width=60, markup=False)
    heading(screen, HOSTILE)
    columns(screen, [[HOSTILE, "[link=https://e.example]x[/link]"]])
    screen.print(Text(HOSTILE, style="dim"))
    assert not unsafe(re.sub(r"\x1b\[[12;0]*m", "", out.getvalue()))


def pasted(folder: Path, line: str) -> list[str]:
    """Let the shell read a command line, and return the arguments it makes of it."""
    words = f"detente() {{ printf '%s\\0' \"$@\"; }}\n{line}"
    done = subprocess.run(["sh", "-c", words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split("\0")[:-1]


@pytest.mark.skipif(os.name == "nt", reason="needs a shell of POSIX")
@pytest.mark.parametrize("name", NAMES)
def test_the_repeating_line_of_a_report_and_the_hints_are_quoted(tmp_path, monkeypatch, name):
    import html

    monkeypatch.chdir(tmp_path)
    Path(name).write_text(CASE, encoding="utf-8")
    said = run("outlook", argument_of(name), "--beliefs", "4", "--runs", "2", "--report", "r.html")
    assert "r.html" in said
    page = html.unescape(Path("r.html").read_text(encoding="utf-8"))
    lines = set(re.findall(r"<code[^>]*>(detente outlook .*?)</code>", page))
    assert lines, "the report says how it is had again"
    for line in lines:
        assert pasted(tmp_path, line)[1].removeprefix("./") == name
    said = run("ask", argument_of(name), "--beliefs", "4", "--runs", "2", "--template", "./t&t.yaml")
    shown = re.search(r"then: (detente ask .*) --to", re.sub(r"\s*\n\s*", " ", said))
    assert shown, said
    assert [word.removeprefix("./") for word in pasted(tmp_path, shown[1])] == ["ask", name, "--apply", "t&t.yaml"]
    assert not Path("owned").exists()


def argument_of(name: str) -> str:
    return f"./{name}"


def test_what_acts_is_written_out_and_the_rest_stays():
    assert visible("Détente · 停火 👩\u200d🚀\n\tx") == "Détente · 停火 👩\u200d🚀\n\tx"
    assert visible("\x1b\x9b\u202e\ud800\U000e0041\r\n\r") == "\\u001b\\u009b\\u202e\\ud800\\udb40\\udc41\r\n\\u000d"
    assert shlex.split(argument("-a b")) == ["./-a b"]


def test_ascii_terminals_are_told_in_letters_they_have():
    runner = CliRunner(charset="ascii")
    said = runner.invoke(detente, ["outlook", "divided-pie", "--beliefs", "4", "--runs", "2"])
    assert said.exit_code == 0
    assert "?" not in said.output.replace("?\n", "")
    refused = runner.invoke(detente, ["check", "divided-pie", "--lang", "zh"])
    assert refused.exit_code == 2
    assert refused.output.startswith("Error: --lang: the terminal's encoding, ascii, has no Chinese letters")
    assert runner.invoke(detente, ["check", "divided-pie", "--lang", "zh", "--json"]).exit_code == 0
