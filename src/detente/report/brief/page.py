"""A brief as a page that needs no network and no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from detente.analysis.brief.views import Brief
from detente.locale import Texts, texts
from detente.locale.figures import chance, chance_range, count, day, month
from detente.locale.likelihood import scale
from detente.report.brief import pictures
from detente.report.brief.blocks import Block, blocks
from detente.report.brief.words import name_of, share_left, verdict
from detente.report.conditions_in_words import spoken_of
from detente.report.drawing.palette import party
from detente.report.formats import coloured, environment, formats
from detente.shown import argument

__all__ = ["command_of", "made", "piece", "render", "scale_in_words", "shown", "stamp_in_words"]

_VERBS = {
    "blocks": "deals",
    "levers": "levers",
    "signs": "markers",
    "sure": "drivers",
    "outside": "baserate",
    "rests": "show",
}
"""Which command shows all that a block draws on."""


def render(brief: Brief, language: str = "en") -> str:
    """Return a brief as HTML.

    The same brief gives the same text. Everything from the case is escaped.

    Args:
        brief: What the case comes to.
        language: `en` or `zh`.

    Raises:
        OptionError: There is no such language.
    """
    words = texts(language)
    page = environment().get_template("brief/page.html.j2")
    running = f"{name_of(brief.stamp.title, words)} · {words('brief.kind')} · {day(brief.stamp.as_of, words.language)}"
    quoted = '"' + running.replace("\\", " ").replace('"', "”").replace("\n", " ").replace("<", "‹") + '"'
    style = coloured("brief/style.css").replace("/*running*/", quoted)
    return str(page.render(**shown(brief, words), whole=False, style=Markup(style)))


def piece(brief: Brief, language: str = "en") -> str:
    """Return a brief as a piece of HTML for notebooks.

    Args:
        brief: What the case comes to.
        language: `en` or `zh`.
    """
    page = render(brief, language)
    return f'<iframe srcdoc="{escape(page)}" style="width:100%;height:1100px;border:0" title="Détente"></iframe>'


def shown(brief: Brief, words: Texts) -> dict[str, Any]:
    """Return what the body of a brief is made of."""
    found = blocks(brief, words)
    by_id = {block.id: block for block in found}
    draw = SimpleNamespace(**{name: getattr(pictures, name) for name in pictures.__all__})
    first, last = brief.stamp.as_of, _last(brief)
    return {
        **formats(words),
        "pct": chance,
        "between": lambda low, high: chance_range(low, high, words.language),
        "brief": brief,
        "verdict": verdict(brief, words),
        "blocks": found,
        "prefix": "brief-",
        "colours": {end.id: pictures.colour(brief, end.id) for end in brief.ends},
        "party_colours": [party(n) for n in range(len(brief.table.parties) if brief.table else 0)],
        "draw": draw,
        "says": _says(brief, words),
        "dots_note": _dots_note(brief, words),
        "swings": _swings(brief),
        "abouts": _abouts(brief, by_id.get("levers"), words),
        "spans": [pictures.span(sign, first, last) for sign in brief.markers],
        "months": [month(when, words.language).split(" ")[0].split("年")[-1] for when in _months(first, last)],
        "stacked": _stacked(brief),
        "shades": _shades(brief),
        "pasts": list(_pasts(brief)),
        "foremost": _foremost(brief, by_id["outside"], words),
        "scale": scale_in_words(words),
        "made": made(brief, words),
        "command": command_of(brief, words),
        "stamp": stamp_in_words(brief, words),
    }


def command_of(brief: Brief, words: Texts, verb: str = "brief") -> str:
    """Return the command that gives a brief, or what a block of it draws on."""
    name, stamp = PurePath(brief.case.file).name or brief.stamp.case, brief.stamp
    line = f"detente {verb} {argument(name)}"
    if verb in ("brief", "levers", "markers", "baserate"):
        runs = max(2, stamp.runs // 10) if verb == "levers" else stamp.runs
        line += f" --beliefs {stamp.beliefs} --runs {runs}"
    if verb not in ("show", "drivers"):
        line += f" --seed {stamp.seed}"
    return line + (" --lang zh" if words.language == "zh" else "")


def stamp_in_words(brief: Brief, words: Texts) -> str:
    """Say what was played and how."""
    stamp = brief.stamp
    size = {"beliefs": count(stamp.beliefs), "runs": count(stamp.runs)}
    return words("brief.stamp", version=stamp.version, hash=stamp.case_sha256[:12], **size)


def scale_in_words(words: Texts) -> str:
    """Say the scale of words with its ranges, no entry broken."""
    entries = [words("brief.scale.entry", word=name, range=span).replace(" ", "\u00a0") for name, span in scale(words)]
    return words("brief.scale", words=" · ".join(entries))


def made(brief: Brief, words: Texts) -> list[tuple[str, str, str]]:
    """Return how each number was made: key, what it is, and how."""
    stamp = brief.stamp
    values = {
        "worlds": count(stamp.beliefs * stamp.runs),
        "beliefs": count(stamp.beliefs),
        "runs": count(stamp.runs),
        "seed": stamp.seed,
        "meeting": "",
        "command": "",
    }
    found = [
        (key, words(f"brief.made.key.{key}"), words(f"brief.made.{key}", **values)) for key in ("ends", "confidence")
    ]
    for block in blocks(brief, words):
        values["command"] = command_of(brief, words, _VERBS[block.id])
        if block.id == "blocks" and brief.table is not None:
            values |= {"beliefs": count(brief.table.beliefs), "meeting": name_of(brief.table.title, words)}
        if block.id == "levers" and brief.levers is not None:
            values |= {"beliefs": count(brief.levers.beliefs), "runs": count(brief.levers.runs)}
        found.append((block.id, block.question, words(f"brief.made.{block.id}", **values)))
    return found


def _says(brief: Brief, words: Texts) -> str:
    ends = words("list.comma").join(f"{name_of(end.title, words)} {chance(end.chance.value)}" for end in brief.ends)
    return words("brief.picture", title=name_of(brief.stamp.title, words), ends=ends)


def _dots_note(brief: Brief, words: Texts) -> str:
    worlds = count(brief.stamp.beliefs * brief.stamp.runs)
    rounding = words("brief.dots.rounding") if share_left(brief) > 0.005 else ""
    return words("brief.dots", worlds=worlds, rounding=rounding, open=chance(brief.open, counted=True))


def _swings(brief: Brief) -> list[Markup]:
    if brief.levers is None:
        return []
    kept = dict.fromkeys((brief.likeliest, brief.wanted or brief.likeliest))
    rows = []
    for view in (brief.levers.best, brief.levers.worst):
        if view is not None:
            effects = [effect for effect in view.effects if effect.id in kept]
            rows += sorted(effects, key=lambda effect: effect.id != brief.likeliest)
    widest = max((abs(effect.value) for effect in rows), default=0.0)
    return [pictures.swing(effect, widest, pictures.colour(brief, effect.id)) for effect in rows]


def _abouts(brief: Brief, block: Block | None, words: Texts) -> dict[str, str]:
    """Return what the two levers are, by the heading that they stand under."""
    if brief.levers is None or block is None:
        return {}
    views = [view for view in (brief.levers.best, brief.levers.worst) if view is not None]
    groups = list(dict.fromkeys(row.group for row in block.rows))
    return {group: name_of(view.about, words) for group, view in zip(groups, views, strict=True)}


def _stacked(brief: Brief) -> list[float]:
    found = brief.sureness
    if found is None:
        return []
    return [*(view.share for view in found.influences), *([found.other] if found.other >= 0.005 else [])]


def _shades(brief: Brief) -> list[str]:
    return [*(f"shade{min(place, 3)}" for place in range(len(_stacked(brief)))), "bg-rest"]


def _pasts(brief: Brief) -> Iterator[Markup]:
    for target in dict.fromkeys(view.target for view in brief.outside if view.target):
        views = [view for view in brief.outside if view.target == target]
        assert views[0].inside is not None
        yield pictures.track(views[0].inside, "ink")
        yield from (pictures.past(view) for view in views)


def _foremost(brief: Brief, block: Block, words: Texts) -> str:
    """Return the group of the outside view that a phone has room for: the clash furthest apart, or the first."""
    groups = [row.group for row in block.rows]
    if brief.clashes:
        said = spoken_of(brief.clashes[0].target, brief.case.document, words)
        return said if said in groups else groups[0]
    return groups[0] if groups else ""


def _last(brief: Brief) -> date:
    """Return where the axis of the signs ends: after the last of them, or the course."""
    late = [sign.late for sign in brief.markers if sign.late is not None]
    return max(late) if late else brief.stamp.until


def _months(first: date, last: date) -> Iterator[date]:
    count_of = (last.year - first.year) * 12 + last.month - first.month + 1
    step = max(1, -(-count_of // 6))
    for n in range(0, count_of, step):
        at = first.month - 1 + n
        yield date(first.year + at // 12, at % 12 + 1, 1)
