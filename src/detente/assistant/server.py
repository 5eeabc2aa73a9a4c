"""The server: lists the tools, checks what it is given against their schemas, and answers with data or a message."""

from __future__ import annotations

import json
from typing import Any, Literal

import anyio
import anyio.to_thread
import jsonschema  # type: ignore[import-untyped]  # its types are a package of their own
from mcp import types
from mcp.server.lowlevel import Server

import detente
from detente.assistant.desk import Desk
from detente.assistant.tools import Tool, tools_of
from detente.errors import CaseError, DetenteError
from detente.locale import Texts, texts
from detente.locale.wording import worded

__all__ = ["serve", "server_of"]

_MOST_PROBLEMS = 20


def server_of(desk: Desk) -> Server[Any]:
    """Return a server of the Model Context Protocol that offers what a desk holds.

    Args:
        desk: What may be read and written, and how much.
    """
    words, tools = texts(desk.language), tools_of(desk)
    one_at_a_time = anyio.Lock()

    async def listed(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_shown(tool, words) for tool in tools.values()])

    async def called(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool, given = tools.get(asked.name), dict(asked.arguments or {})
        if tool is None:
            return _refused(words("mcp.no_tool", name=asked.name[:100], names=", ".join(tools)))
        language: Literal["en", "zh"] = "zh" if given.get("language", desk.language) == "zh" else "en"
        async with one_at_a_time:
            return await anyio.to_thread.run_sync(_answer, tool, desk, language, given)

    return Server(
        "detente",
        version=detente.__version__,
        title="Détente",
        instructions=words("mcp.instructions"),
        on_list_tools=listed,
        on_call_tool=called,
    )


def serve(desk: Desk) -> None:
    """Answer one assistant on standard input and output, until it hangs up."""
    from mcp.server.stdio import stdio_server

    async def run() -> None:
        server = server_of(desk)
        # The streams themselves: what stands before them on the command line watches over words for people.
        heard = anyio.wrap_file(open(0, encoding="utf-8", closefd=False))  # noqa: SIM115 they stay open
        said = anyio.wrap_file(open(1, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
        async with stdio_server(heard, said) as (receive, send):
            await server.run(receive, send, server.create_initialization_options())

    anyio.run(run)


def _shown(tool: Tool, words: Texts) -> types.Tool:
    return types.Tool(
        name=tool.name,
        description=tool.description(words),
        inputSchema=tool.takes,
        outputSchema=tool.gives,
        annotations=types.ToolAnnotations(
            read_only_hint=not tool.writes, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _answer(tool: Tool, desk: Desk, language: Literal["en", "zh"], given: dict[str, Any]) -> types.CallToolResult:
    """Answer a call, or say what is wrong with it."""
    words = texts(language)
    problems = sorted(jsonschema.Draft202012Validator(tool.takes).iter_errors(given), key=lambda each: each.json_path)
    if problems:
        told = "\n".join(f"{each.json_path}: {each.message[:300]}" for each in problems[:_MOST_PROBLEMS])
        return _refused(words("mcp.wrong_arguments", told=told))
    try:
        given.pop("language", None)
        data = tool.run(desk, language, given)
    except CaseError as error:
        shown = "\n\n".join(str(problem) for problem in error.problems[:_MOST_PROBLEMS])
        return _refused(words("mcp.wrong_case", count=len(error.problems), told=shown))
    except DetenteError as error:
        return _refused("\n".join(part for part in worded(error, words) if part))
    except Exception as error:
        return _refused(words("mcp.fault", what=f"{type(error).__name__}: {error}".splitlines()[0][:300]))
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    if len(text) > desk.most_text:
        return _refused(words("mcp.too_long", length=f"{len(text):,}", most=f"{desk.most_text:,}"))
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structuredContent=data)


def _refused(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=message)], isError=True)
