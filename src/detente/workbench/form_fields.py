"""Which parts of a case stand in which view, and which of their values have fields."""

from __future__ import annotations

__all__ = ["FIELDS", "SECTIONS", "VIEWS"]

SECTIONS: dict[str, tuple[str, ...]] = {
    "issues": ("issues",),
    "parties": ("parties",),
    "course": ("meetings", "events", "factors"),
    "ends": ("scenarios", "markers", "conditions", "levers"),
    "sources": ("sources", "claims"),
}
"""View → kinds of parts, by the names of the case language."""

VIEWS = ("grid", *SECTIONS)

FIELDS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "issues": (
        ("title", "text", ""),
        ("short", "text", ""),
        ("topic", "plain", ""),
        ("now", "choice", "options"),
        ("deferrable", "truth", ""),
        ("consent", "several", "seats"),
        ("expires", "plain", ""),
        ("needs", "condition", ""),
    ),
    "parties": (
        ("title", "text", ""),
        ("mark", "text", ""),
        ("power", "number", ""),
        ("patience", "number", ""),
        ("style.toughness", "number", ""),
        ("style.risk", "number", ""),
        ("price.value", "number", ""),
        ("horizon", "plain", ""),
        ("of", "choice", "seats"),
        ("weight", "number", ""),
    ),
    "meetings": (
        ("title", "text", ""),
        ("on", "date", ""),
        ("after", "condition", ""),
        ("table", "several", "seats"),
        ("agenda", "several", "issues"),
        ("preparation", "plain", ""),
        ("mediation", "choice", "none|facilitation|formulation|manipulation"),
        ("takes_place", "number", ""),
    ),
    "events": (
        ("title", "text", ""),
        ("rate", "plain", ""),
        ("while", "condition", ""),
        ("on", "date", ""),
        ("chance", "number", ""),
    ),
    "factors": (
        ("title", "text", ""),
        ("unit", "plain", ""),
        ("start", "number", ""),
        ("toward", "number", ""),
        ("half_life", "plain", ""),
        ("volatility", "plain", ""),
    ),
    "scenarios": (("title", "text", ""), ("tone", "choice", "good|bad|mixed"), ("when", "condition", "")),
    "markers": (("title", "text", ""), ("of", "choice", "scenarios"), ("when", "condition", "")),
    "conditions": (),
    "levers": (("title", "text", ""), ("about", "text", ""), ("changes", "shown", "")),
    "sources": (
        ("title", "text", ""),
        ("author", "text", ""),
        ("published", "date", ""),
        ("where", "plain", ""),
        ("paragraphs", "number", ""),
    ),
    "claims": (
        ("source", "choice", "sources"),
        ("kind", "choice", "fact|judgement|estimate"),
        ("says", "text", ""),
        ("paragraphs", "numbers", ""),
    ),
}
"""Kind of part → fields: name, kind, and what can be chosen."""
