"""Tools for assistants, in English."""

ASSISTANT = {
    "mcp.case": "The id of a shipped case, the path of a case within the folder, or the whole text of a case.",
    "mcp.instructions": "Détente plays negotiations from case files. Call `cases` for what is shipped, `check` to have "
    "a case's text checked, `brief` for what it comes to. Probabilities have a `value`, a Monte Carlo "
    "`standard_error`, and `low` and `high`, 90% over beliefs. Never report a probability without "
    "its range.",
    "mcp.no_tool": "there is no tool {name}; there is {names}",
    "mcp.wrong_arguments": "what was given does not fit the tool:\n{told}",
    "mcp.wrong_case": "something is wrong in the case ({count}):\n\n{told}",
    "mcp.fault": "this is a fault of the program, not of the input: {what}",
    "mcp.too_long": "the answer has {length} characters; at most {most} are sent: ask about less, or start the "
    "server with a larger --text",
    "mcp.no_folder": "{option}: {path} is no folder",
    "mcp.no_folder.hint": "name a folder that is there",
    "mcp.missing": "{name} is not installed, which `detente mcp` needs",
    "mcp.ask.brief": "What does the case come to: the verdict, who blocks, what would change it, what to watch?",
    "mcp.ask.outlook": "How likely is each end of the story, and what is it made of?",
    "mcp.ask.observe": "What do facts that have become known do to the outlook?",
    "mcp.ask.deals": "Which deals could all sign, and who blocks them?",
    "mcp.ask.story": "How does it typically go, end by end?",
    "mcp.ask.world": "How does one single world go?",
    "mcp.ask.levers": "Which moves would change the outlook, and by how much?",
    "mcp.ask.ask": "Which unknowns are most worth finding out?",
    "mcp.ask.markers": "What would each visible sign tell, and which should be watched first?",
    "mcp.ask.drivers": "What drives the uncertainty of each end?",
    "mcp.ask.discover": "Under which conditions is an end more likely?",
    "mcp.ask.theories": "What do published theories say of the case, and where do they part?",
    "mcp.ask.conflict": "Which states of the conflict graph hold?",
    "mcp.ask.baserate": "What does the outside view say: counts of similar cases?",
    "mcp.ask.forecast": "How likely is a yes to each question of the case?",
    "mcp.ask.whatif": "What if some numbers of the case were others? Values are path → number, as `check` and the "
    "case's text have them.",
    "mcp.ask.diff": "What differs between two versions of a case, in text and in outlook?",
    "mcp.ask.check": "Is a case right, and if not, what must change where?",
    "mcp.ask.cases": "Which cases are shipped?",
    "mcp.ask.write": "Write a case that is right into the folder for writing, under a new name.",
    "wrong.mcp_read_only": "nothing may be written",
    "wrong.mcp_read_only.hint": "start `detente mcp` with --write FOLDER",
    "wrong.mcp_taken": "name: {name} is there already",
    "wrong.mcp_taken.hint": "give another name",
    "wrong.mcp_not_here": "{found} is neither shipped nor in the folder that was opened",
    "wrong.mcp_not_here.hint": "give the id of a shipped case, a path within the folder, or the whole text",
}
