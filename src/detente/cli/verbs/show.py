"""`detente show`: one number of a case, what it means, and what it rests on."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import case_argument, common, print_answer
from detente.cli.frame.speaking import say, styled
from detente.errors import OptionError, nearest
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.answers.of_cases import Shown
    from detente.case import Case, Quantity

__all__ = ["verb"]

_BARS, _DRAWS = 16, 4000


@click.command("show")
@case_argument
@click.argument("path")
@common
def verb(case_name: str, path: str, as_data: bool, language: str) -> None:
    """What does a number of the case mean, and which claims and paragraphs does it rest on?

    PATH is the keys of the file joined by dots, such as positions.russia.territory.limit. A path with numbers beneath
    it, such as positions.russia, lists them.
    """
    from detente.case import load, quantities

    words = texts(language)
    case = load(case_name, words.language)
    numbers = quantities(case.document)
    if path in numbers:
        found = _described(case, path, numbers[path], words)
        print_answer(found, words) if as_data else _print_number(found, words)
        return
    beneath = {key: value for key, value in numbers.items() if key.startswith(path.rstrip(".") + ".")}
    if not beneath:
        raise _unknown(path, list(numbers), words)
    from detente.answers.of_cases import NumberLine, Numbers

    listing = Numbers(
        tuple(NumberLine(key, _written(value, "en" if as_data else language)) for key, value in beneath.items())
    )
    if as_data:
        print_answer(listing, words)
        return
    wide = max(len(entry.path) for entry in listing.numbers)
    say("\n".join(f"{entry.path:<{wide}}  {entry.written}" for entry in listing.numbers))


def _unknown(path: str, paths: list[str], words: Texts) -> OptionError:
    """Return the error of a path that is none, with those nearest to it."""
    near = get_close_matches(path[:120], paths, n=4, cutoff=0.6)
    if not near and (first := nearest(path.partition(".")[0], {key.partition(".")[0] for key in paths})):
        near = [key for key in paths if key.startswith(first + ".")][:4]
    hint = words("show.near", paths=", ".join(near)) if near else words("show.sections", sections=_sections(paths))
    return OptionError(words("show.unknown", path=path), hint)


def _sections(paths: list[str]) -> str:
    return ", ".join(dict.fromkeys(path.partition(".")[0] for path in paths))


def _written(quantity: Quantity, language: str) -> str:
    from detente.case.numbers.distribution import describe

    return describe(quantity.notation, quantity.scale, "zh" if language == "zh" else "en")


def _described(case: Case, path: str, quantity: Quantity, words: Texts) -> Shown:
    """Return everything there is to say of a number."""
    from detente.answers.of_cases import Shown, ShownClaim
    from detente.case.numbers.scales import Scale
    from detente.evidence import chain
    from detente.report.outlook.evidence import path_in_words
    from detente.report.outlook.levels import central_range

    document = case.document
    issue = None
    if quantity.scale is Scale.LEVEL:
        issue = next((document.issues[step] for step in path.split(".") if step in document.issues), None)
    quantiles = central_range(quantity, issue)
    unit = quantity.scale.canonical_unit
    claims = tuple(
        ShownClaim(
            ground.id,
            ground.claim.says,
            ground.claim.kind,
            ground.claim.source,
            ground.source.title,
            tuple(ground.claim.paragraphs),
        )
        for ground in chain(case, path).grounds
    )
    return Shown(
        path=path,
        means=path_in_words(document, path, words),
        where=case.where(path) if path in case.lines else "",
        written=_written(quantity, words.language),
        scale=quantity.scale.value,
        unit=unit.words[-1] if unit.words else "",
        drawn="run" if quantity.is_chance else "belief",
        quantiles=dict(zip(("0.05", "0.5", "0.95"), quantiles, strict=True)) if quantiles else None,
        shares=_shares(quantity),
        histogram=_histogram(quantity),
        claims=claims,
    )


def _shares(quantity: Quantity) -> dict[str, float] | None:
    """Return the probabilities of named options."""
    from detente.case.numbers.notation import Label, OneOf
    from detente.report.outlook.levels import plain

    match plain(quantity):
        case Label(name):
            return {name: 1.0}
        case OneOf(options):
            return dict(options)
        case _:
            return None


def _histogram(quantity: Quantity) -> tuple[tuple[float, float, float], ...] | None:
    """Return bins of equal width between the 0.5 % and 99.5 % quantiles: low, high, share of beliefs."""
    import numpy as np

    from detente.case.numbers.distribution import is_certain, quantile
    from detente.case.numbers.notation import Label, OneOf
    from detente.report.outlook.levels import plain

    notation = plain(quantity)
    if isinstance(notation, Label | OneOf) or is_certain(notation):
        return None
    draws = quantile(notation, (np.arange(_DRAWS) + 0.5) / _DRAWS, quantity.scale)
    low, high = (float(edge) for edge in quantile(notation, [0.005, 0.995], quantity.scale))
    counts, edges = np.histogram(np.clip(draws, low, high), bins=_BARS, range=(low, high))
    return tuple((float(edges[n]), float(edges[n + 1]), float(counts[n]) / _DRAWS) for n in range(_BARS))


def _print_number(found: Shown, words: Texts) -> None:
    from detente.locale.figures import amount, percent

    lines = [styled(found.path, bold=True), f"  {found.means}"]
    lines.append("  " + words("show.written", written=found.written, where=found.where or words("show.default")))
    lines.append("  " + words("show.scale", scale=words(f"scale.{found.scale}")))
    if found.quantiles:
        low, median, high = found.quantiles.values()
        if low == high:
            lines.append("  " + words("show.certain"))
        else:
            drawn = words(f"show.drawn.{found.drawn}")
            numbers = {"low": amount(low), "median": amount(median), "high": amount(high)}
            lines.append("  " + words("show.quantiles", drawn=drawn, **numbers))
    if found.shares:
        lines += [f"    {name}  {percent(share, words.language)}" for name, share in found.shares.items()]
    if found.histogram:
        lines += ["", *_bars(found.histogram)]
    lines.append("")
    if not found.claims:
        general = found.path.startswith("general.")
        lines.append("  " + words("show.general" if general else "show.guess"))
    for claim in found.claims:
        lines.append(
            "  "
            + words(
                "show.claim", id=claim.id, kind=words(f"kind.{claim.kind}"), says=claim.says.in_language(words.language)
            )
        )
        place = claim.source_title.in_language(words.language)
        if claim.paragraphs:
            place += " · " + words("evidence.paragraphs", numbers=", ".join(map(str, claim.paragraphs)))
        lines.append(f"      {place}")
    say("\n".join(lines))


def _bars(histogram: tuple[tuple[float, float, float], ...]) -> list[str]:
    """Return a histogram as lines of text."""
    from detente.locale.figures import amount

    most = max(share for _, _, share in histogram)
    labels = [amount(low) for low, _, _ in histogram]
    wide = max(len(label) for label in labels)
    return [
        f"  {label:>{wide}} │{'█' * round(32 * share / most)}"
        for label, (_, _, share) in zip(labels, histogram, strict=True)
    ]
