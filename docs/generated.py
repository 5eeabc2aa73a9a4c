"""The pages of the reference that are written by the program itself: its commands and its Python interface."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass

import click
from generated_json import JSON_PAGES
from generated_zh import case_language

from detente.analyses import QUESTIONS, at

__all__ = ["GENERATED"]

CLI_HEAD = """\
# The commands

<!-- Written by `python docs/refresh.py` from the commands' own help. -->

Every command takes a case by the id of a shipped one (`detente cases`) or by the path of a file. Every command takes
`--json`, for other programs, and `--lang en|zh`. What a command answers goes to standard output; progress and
messages go to standard error.

| exit status | meaning |
|---:|---|
| 0 | done |
| 1 | a fault of the program; `detente --debug …` shows where |
| 2 | the input is wrong: the case, a file, an option; the message says what to write instead |
| 130 | interrupted (Ctrl-C): what was done by then is shown or kept, nothing is left half-written |
| 141 | nobody read the output any more, as in `detente outlook … \\| head` |

| environment variable | meaning |
|---|---|
| `XDG_CACHE_HOME` | where compiled kernels are kept, in `detente/kernels`; default `~/.cache` |
| `NUMBA_CACHE_DIR` | the same, naming the folder itself |
| `NUMBA_DISABLE_JIT` | `1` plays uncompiled: the same source, a thousand times slower |
| `DETENTE_LANG` | `en` or `zh`: what `--lang` is without being given; else the locale tells (`LC_ALL`, `LANG`) |
| `DETENTE_STORE` | the folder of kept runs; default: `detente/runs` among the user's data |
| `DETENTE_KEEP` | `1` keeps every run, as `--keep` does |
| `NO_COLOR` | no colours on the terminal |
"""

CLI_HEAD_ZH = """\
# 命令一览

<!-- 由 `python docs/refresh.py` 根据各命令自己的帮助写成。 -->

凡要案例的命令，都可以写随附案例的标识（`detente cases`），也可以写文件路径。每条命令都有 `--json`（供其他程序读取）和
`--lang en|zh`。回答写到标准输出，进度和提示写到标准错误。

| 退出码 | 含义 |
|---:|---|
| 0 | 完成 |
| 1 | 程序出错；`detente --debug …` 显示位置 |
| 2 | 输入有误：案例、文件或选项；提示会说明应该怎样写 |
| 130 | 中断（Ctrl-C）：已完成的部分会显示或保存，不会留下写了一半的文件 |
| 141 | 输出无人读取，例如 `detente outlook … \\| head` |

| 环境变量 | 含义 |
|---|---|
| `DETENTE_LANG` | `en` 或 `zh`：未写 `--lang` 时所用的语言；再没有则看系统区域设置（`LC_ALL`、`LC_MESSAGES`、`LANG`） |
| `DETENTE_STORE` | 保存推演的文件夹 |
| `DETENTE_KEEP` | 设为 `1` 则每次推演都保存，如同加了 `--keep` |
| `XDG_CACHE_HOME` | 编译好的内核放在其中的 `detente/kernels`；默认 `~/.cache` |
| `NO_COLOR` | 终端不用颜色 |
"""

API_HEAD = """\
# The Python interface

<!-- Written by `python docs/refresh.py` from the docstrings. -->

`import detente` gives what is listed here and nothing else; everything is frozen, typed, and loaded when it is
first used. Probabilities and shares run from 0 to 1, levels of issues from 0 to 100, durations in days, dates are
`datetime.date`. Arrays are indexed by belief, run, party, issue, option, in that order.
"""

API_GROUPS = {
    "Read a case, and change it": (
        *(
            "load",
            "cases",
            "check",
            "draft",
            "draft_facts",
            "elicit",
            "edit",
            "edits",
            "splices",
            "with_values",
            "with_changes",
            "save",
            "load_facts",
        ),
    ),
    "Ask a question": (
        *("brief", "outlook", "story", "world", "observe", "deals", "drivers", "discover"),
        *("levers", "whatif", "diff", "ask", "markers"),
        *("theories", "conflict", "base_rate", "forecast"),
    ),
    "Play, and look at the worlds": ("simulate",),
    "Beside the record": ("replay", "backtest", "fit", "coverage", "cite"),
    "Forecast, and keep score": ("seal", "verify", "resolve", "score"),
    "How": ("PlayOptions", "FitOptions", "DealOptions", "SearchOptions"),
}
API_RESULTS = ("Case", "Checked", "Draft", "Worlds", "Outlook", "Observation", "Brief")


def commands() -> str:
    """Return the reference of the commands."""
    from detente.cli import detente

    root = click.Context(detente, info_name="detente", **detente.context_settings)
    pieces = [CLI_HEAD, _command(detente, root)]
    for name in detente.list_commands(root):
        command = detente.get_command(root, name)
        assert command is not None
        pieces.append(_command(command, click.Context(command, info_name=name, parent=root)))
    return "\n".join(pieces)


def commands_in_chinese() -> str:
    """Return the Chinese reference of the commands."""
    from detente.cli import detente
    from detente.cli.frame.help import in_language
    from detente.locale.help import help_in

    root = click.Context(detente, info_name="detente", **detente.context_settings)
    root.meta["language"] = "zh"
    pieces = [CLI_HEAD_ZH, _command(in_language(detente, "zh"), root)]
    for name in detente.list_commands(root):
        command = detente.get_command(root, name)
        assert command is not None
        pieces.append(_command(command, click.Context(command, info_name=name, parent=root)))
    page = "\n".join(pieces).replace("| option | meaning |", "| 选项 | 含义 |").replace("[OPTIONS]", "[选项]")
    page = page.replace("Show this message and exit.", help_in("zh")["--help"])
    page = page.replace("Show the version and exit.", help_in("zh")["--version"])
    page = page.replace("COMMAND [ARGS]...", help_in("zh")["COMMAND"])
    return re.sub(r" \[default: ([^\]]*)\]", r"［默认：\1］", page)


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    rows = [
        record
        for parameter in command.get_params(context)
        if (record := parameter.get_help_record(context)) and record[1]
    ]
    options = "".join(f"| `{names.replace('|', chr(92) + '|')}` | {_cell(what)} |\n" for names, what in rows)
    return (
        f"## `{context.command_path}`\n\n{text}\n\n```text\n{usage}\n```\n\n| option | meaning |\n|---|---|\n{options}"
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def interface() -> str:
    """Return the reference of the Python interface."""
    import detente
    from detente.analysis.outlook import views
    from detente.analysis.update import views as observed

    pieces = [API_HEAD]
    for title, names in API_GROUPS.items():
        pieces.append(f"## {title}\n")
        pieces += [_public(name, detente) for name in names]
    pieces.append("## What they return\n")
    pieces += [_class(f"detente.{name}", getattr(detente, name)) for name in API_RESULTS]
    pieces.append("## What an outlook holds\n")
    pieces += [
        _class(name, thing)
        for name, thing in vars(views).items()
        if is_dataclass(thing) and name != "Outlook" and thing.__module__ == views.__name__
    ]
    pieces.append("## What an observation holds\n")
    pieces += [
        _class(f"detente.analysis.update.views.{name}", getattr(observed, name)) for name in ("FactView", "MarkerShift")
    ]
    pieces.append("## What other answers hold\n")
    pieces += [
        _class(each.result.replace(":", "."), at(each.result))
        for each in QUESTIONS
        if each.id not in ("outlook", "observe")
    ]
    pieces.append("## Errors\n")
    pieces += [_class(f"detente.{name}", getattr(detente, name)) for name in ("DetenteError", "CaseError")]
    pieces.append(
        "All of them stand in [errors](errors.md).\n\n## Version\n\n`detente.__version__` is a text such as `0.1.0`.\n"
    )
    return "\n".join(pieces)


def _public(name: str, package: object) -> str:
    """Return the reference of a public name: a question is a function, also where a room bears its name."""
    homes = {each.name: each.compute for each in QUESTIONS}
    thing = at(homes[name]) if name in homes else getattr(package, name)
    return (_class if inspect.isclass(thing) else _function)(f"detente.{name}", thing)


def _function(name: str, thing: Callable[..., object]) -> str:
    return f"### `{name}`\n\n```text\n{name}{_signature(thing)}\n```\n\n{_prose(thing)}\n"


def _class(name: str, thing: type) -> str:
    pieces = [f"### `{name}`\n\n{_prose(thing)}\n"]
    if is_dataclass(thing) and "Attributes:" not in (thing.__doc__ or ""):
        rows = "".join(f"| `{part.name}` | `{_type(part.type)}` |\n" for part in fields(thing))
        pieces.append(f"| field | type |\n|---|---|\n{rows}")
    for key, member in vars(thing).items():
        if key.startswith("_") or not (inspect.isfunction(member) or isinstance(member, property)):
            continue
        source = member.fget if isinstance(member, property) else member
        assert source is not None
        call = key if isinstance(member, property) else f"{key}{_signature(source)}"
        pieces.append(f"#### `{name.split('.')[-1]}.{call}`\n\n{_prose(source)}\n")
    return "\n".join(pieces)


def _type(annotation: object) -> str:
    return str(annotation).replace("|", "\\|")


def _signature(thing: Callable[..., object]) -> str:
    """Write a signature with its annotations as they stand in the source."""
    signature = inspect.signature(thing)
    written: list[str] = []
    for part in signature.parameters.values():
        if part.name == "self":
            continue
        if part.kind is part.KEYWORD_ONLY and "*" not in written:
            written.append("*")
        default = "" if part.default is part.empty else f" = {part.default!r}"
        written.append(f"{part.name}: {part.annotation}{default}")
    return f"({', '.join(written)}) -> {signature.return_annotation}"


def _prose(thing: object) -> str:
    """Return a docstring with its sections as Markdown."""
    lines = (inspect.getdoc(thing) or "").split("\n")
    written: list[str] = []
    section = ""
    for line in lines:
        if line in ("Args:", "Attributes:", "Returns:", "Raises:", "Example:"):
            section = line.rstrip(":")
            title = {"Args": "Arguments", "Example": "Example"}.get(section, section)
            written += [f"**{title}**", ""] + (["```pycon"] if section == "Example" else [])
        elif section in ("Args", "Attributes", "Raises") and line.startswith("    ") and line[4:5].strip():
            names, colon, what = line.strip().partition(": ")
            written.append(f"- `{names}`: {what}" if colon else f"- {line.strip()}")
        elif section in ("Args", "Attributes", "Raises") and line.strip():
            written.append("  " + line.strip())
        else:
            written.append(line[4:] if section else line)
            if not line.strip() and section == "Example":
                section = _closed(written)
    if section == "Example":
        _closed(written)
    return "\n".join(written).rstrip()


def _closed(written: list[str]) -> str:
    while written and not written[-1].strip():
        written.pop()
    written += ["```", ""]
    return ""


THEORIES_HEAD = """\
# Index of theories

<!-- Written by `python docs/refresh.py` from the theories themselves. -->

One published theory a row of headings: what it is called, where it comes from, what it claims (each claim is tested on
random problems), what it leaves out, and which published numbers it gives again. [Which theory
when](../explanation/which-theory-when.md) says how to choose. `detente theories --list` prints the same.
"""


def theories() -> str:
    """Return the index of theories."""
    from detente.analysis.theories.index import theory_index
    from detente.bibliography import reference

    pieces = [THEORIES_HEAD]
    for entry in theory_index():
        claims = "; ".join(claim.says.en for claim in entry.claims)
        options = "".join(f"| `{name}` | `{default}` | {_cell(values)} |\n" for name, default, values in entry.options)
        table = f"| option | default | values |\n|---|---|---|\n{options}" if options else "No options.\n"
        pieces.append(
            f"## {entry.title.en}\n\n`{entry.key}` · Python `{entry.call}` · defined in `{entry.home}`\n\n"
            f"{entry.about.en}\n\n"
            + "".join(f"- From: {reference(key)}\n" for key in entry.references)
            + f"- Claims: {claims}.\n- Limits: {entry.limits.en}\n- Reproduced: {entry.reproduced.en}\n"
            + f"- Chance: {'draws, by seed' if entry.stochastic else 'none'}.\n\n{table}"
        )
    return "\n".join(pieces)


LIMITS_HEAD = """\
# Limits

<!-- Written by `python docs/refresh.py` from the limits themselves. -->

Nothing larger than this is read or played; a message says so, with the place in the file. Texts hold no control
characters, no halves of surrogate pairs and no marks that turn the order of letters about, written as they are or as
escapes. A play whose counts would not fit into the memory that is free is refused before it begins, with what it needs;
one that takes more than a minute says about how long, two seconds after it has begun.

## In a case

| what | at most | message |
|---|---:|---|
"""


def limits() -> str:
    """Return the reference of the limits."""
    from detente.case.checks.issues import MOST_IN_A_SET
    from detente.case.limits import LIMITS
    from detente.drafting import documents
    from detente.engine.run.tallies import MOST_WORLDS
    from detente.locale.case_errors.words import MESSAGES
    from detente.tables import reading, workbook

    cases = "".join(f"| {limit.of} | {limit.most:,} | {MESSAGES[limit.kind][0][0]} |\n" for limit in LIMITS)
    cases += f"| parties, issues, members of a group | {MOST_IN_A_SET} | with what there is |\n"
    plays = {
        "beliefs": 10**6,
        "runs of a belief": 10**6,
        "worlds, beliefs × runs": MOST_WORLDS,
        "runs of a belief that take in facts side by side": 1000,
        "threads": 4096,
    }
    files = {
        "bytes of a table": reading.LARGEST,
        "pairs of party and issue in a table": reading.MOST_PAIRS,
        "cells of a workbook, while they are read": workbook.MOST_CELLS,
        "bytes of a workbook, unpacked": workbook.MOST_BYTES,
        "bytes of a document to draft from": documents.LARGEST_FILE,
        "signs of its text": documents.MOST_SIGNS,
    }
    pieces = [LIMITS_HEAD, cases]
    for title, rows in (("In a play", plays), ("In tables and documents", files)):
        pieces.append(f"\n## {title}\n\n| what | at most |\n|---|---:|\n")
        pieces.extend(f"| {what} | {most:,} |\n" for what, most in rows.items())
    return "".join(pieces)


GENERATED: typing.Final[dict[str, Callable[[], str]]] = {
    **JSON_PAGES,
    "docs/reference/cli.md": commands,
    "docs/zh/case-language.md": case_language,
    "docs/zh/commands.md": commands_in_chinese,
    "docs/reference/limits.md": limits,
    "docs/reference/python-api.md": interface,
    "docs/reference/theories.md": theories,
}
