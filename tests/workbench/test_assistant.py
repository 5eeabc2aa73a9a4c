"""An assistant asks over the Model Context Protocol, with the client of the official SDK."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp", reason="needs the extra `mcp`")

from click.testing import CliRunner
from mcp import Client, StdioServerParameters

from detente.analyses import QUESTIONS
from detente.assistant.desk import Desk
from detente.assistant.server import server_of
from detente.assistant.tools import tools_of
from detente.cli import detente as commands
from detente.locale import texts

FILES = Path(__file__).parents[2] / "docs" / "files"
FEW = {"beliefs": 20, "runs": 5}
CASE = "07-what-it-rests-on.yaml"


def ask(desk: Desk, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Call tools one after another, in one session."""

    async def session() -> list[Any]:
        async with Client(server_of(desk)) as client:
            await client.list_tools()
            return [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(session)


def told(result: Any) -> str:
    assert result.is_error
    return str(result.content[0].text)


@pytest.fixture
def desk(tmp_path) -> Desk:
    folder = tmp_path / "cases"
    folder.mkdir()
    for file in FILES.glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    (tmp_path / "secret.yaml").write_bytes((FILES / CASE).read_bytes())
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    return Desk(folder=folder)


def test_every_question_is_a_tool_and_none_writes():
    async def listed() -> Any:
        async with Client(server_of(Desk())) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in anyio.run(listed)}
    assert {each.name for each in QUESTIONS} | {"check", "cases"} == set(tools)
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema["type"] == "object"
        assert tool.description
    for words in (texts("en"), texts("zh")):
        assert all(words.has(tool.about) for tool in tools_of(Desk(writing=Path())).values())


def test_questions_are_answered_as_their_schemas_say(desk):
    river = "06-what-may-happen.yaml"
    calls = [
        ("cases", {}),
        ("check", {"case": CASE}),
        ("brief", {"case": CASE, **FEW}),
        ("outlook", {"case": (FILES / CASE).read_text(encoding="utf-8"), **FEW}),
        ("deals", {"case": CASE, "beliefs": 20}),
        ("whatif", {"case": CASE, "values": {"parties.delta.power": 2}, **FEW}),
        ("markers", {"case": CASE, "language": "zh", "most": 2, **FEW}),
        ("drivers", {"case": CASE, "beliefs": 300, "runs": 20}),
        ("theories", {"case": CASE, "chosen": ["compromise"], "beliefs": 5}),
        ("observe", {"case": river, "facts": "river-facts.yaml", **FEW}),
        ("diff", {"case": CASE, "second": river, **FEW}),
        ("base_rate", {"case": CASE, **FEW}),
    ]
    for (name, _), found in zip(calls, ask(desk, *calls), strict=True):
        assert not found.is_error, (name, found.content[0].text)
        assert found.structured_content
    outlook = ask(desk, calls[3])[0].structured_content
    assert 0 <= outlook["scenarios"][0]["chance"]["value"] <= 1


@pytest.mark.parametrize(
    "name",
    [
        "../secret.yaml",
        "/etc/passwd",
        "link.yaml",
        "..",
        "nul\0.yaml",
        "no-such-case",
        "",
        "~/x.yaml",
        "./../secret.yaml",
    ],
)
def test_nothing_outside_is_read(desk, name):
    (found,) = ask(desk, ("check", {"case": name}))
    assert "neither shipped nor in the folder" in told(found)


@pytest.mark.parametrize(
    ("name", "given", "part"),
    [
        ("outlook", {"case": CASE, "beliefs": 100_000, "runs": 100}, "at most 200,000 worlds"),
        ("outlook", {"case": CASE, "beliefs": "many"}, "'many' is not of type 'integer'"),
        ("outlook", {}, "'case' is a required property"),
        ("outlook", {"case": CASE, "report": "x.html"}, "'report' was unexpected"),
        ("outlook", {"case": "detente: 1\n"}, "something is wrong in the case"),
        ("outlook", {"case": "x\n" * 300_000}, "at most 400,000 characters"),
        ("discover", {"case": CASE, "outcome": "nothing"}, "nothing"),
        ("write_case", {"case": CASE, "name": "x.yaml"}, "there is no tool write_case"),
        ("markers", {"case": CASE, "by": "soon", **FEW}, "soon"),
    ],
)
def test_what_is_wrong_is_said(desk, name, given, part):
    (found,) = ask(desk, (name, given))
    assert part in told(found)
    assert "Traceback" not in told(found)


def test_a_message_speaks_chinese(desk):
    (found,) = ask(desk, ("check", {"case": "no-such-case", "language": "zh"}))
    assert "既非随附" in told(found)


def test_an_answer_that_is_too_long_is_not_sent(desk):
    small = Desk(folder=desk.folder, most_text=1_000)
    (found,) = ask(small, ("outlook", {"case": "02-a-trade.yaml", **FEW}))
    assert "at most 1,000 are sent" in told(found)


def test_a_case_is_written_only_where_it_may_be(desk, tmp_path):
    place = tmp_path / "new"
    place.mkdir()
    text = (FILES / CASE).read_text(encoding="utf-8")
    writing = Desk(folder=desk.folder, writing=place)
    names = ["river.yaml", "river.yaml", "../river.yaml", "sub/river.yaml", "river.txt"]
    found = ask(writing, *(("write_case", {"case": text, "name": name}) for name in names))
    assert [each.is_error for each in found] == [False, True, True, True, True]
    assert (place / "river.yaml").read_text(encoding="utf-8") == text
    assert [each.name for each in place.iterdir()] == ["river.yaml"]


def test_the_command_speaks_on_standard_input_and_output():
    async def session() -> Any:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "detente", "mcp", str(FILES)], env={"PYTHONPATH": ":".join(sys.path)}
        )
        async with Client(command) as client:
            return await client.call_tool("check", {"case": CASE})

    assert anyio.run(session).structured_content["valid"] is True


def test_no_folder_is_refused():
    done = CliRunner().invoke(commands, ["mcp", "nowhere"])
    assert done.exit_code == 2
    assert "nowhere" in done.stderr
