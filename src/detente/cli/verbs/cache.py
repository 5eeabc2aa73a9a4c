"""`detente cache`: the compiled kernels of this machine and of this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import StoreError
from detente.locale import texts

if TYPE_CHECKING:
    from detente.kernels.cache import Stored

__all__ = ["verb"]


@click.command("cache")
@click.option("--clear", is_flag=True, help="Remove what was compiled here; the next start compiles anew.")
@common
def verb(clear: bool, as_data: bool, language: str) -> None:
    """Where are the compiled kernels, and do starts have to compile?

    Kernels that came with the installation are used first, if they are for processors like this one. What is compiled
    here is kept by its content in the user's cache folder, for every environment of the machine.
    """
    from detente.kernels import cache
    from detente.kernels.backend import mode
    from detente.kernels.targets import portable_here

    words = texts(language)
    try:
        removed = cache.clear() if clear else None
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(words("cache.cannot_clear", path=str(cache.folder()), reason=reason)) from None
    compiled, shipped, family = cache.stored(cache.folder()), cache.stored(cache.SHIPPED), portable_here()
    if as_data:
        from detente.answers.of_records import Compiled, Kernels, Shipped

        here = Compiled(compiled, cache.usable_folder() is not None)
        print_answer(
            Kernels(mode().name.lower(), Shipped(shipped, family.name if family else None), here, removed), words
        )
        return
    say(words(f"cache.mode.{mode().name.lower()}"))
    if not shipped.count:
        say(words("cache.none_shipped"))
    else:
        key = "cache.shipped" if family else "cache.shipped_in_vain"
        say(words(key, family=family.name if family else "", **_told(shipped)))
    say(words("cache.compiled" if compiled.count else "cache.none_compiled", **_told(compiled)))
    if cache.usable_folder() is None:
        say(words("cache.unusable"))
    if removed:
        say(words("cache.removed", **_told(removed)))


def _told(found: Stored) -> dict[str, str]:
    """Return what lies in a folder as sentences say it."""
    return {"path": str(found.folder), "count": f"{found.count:,}", "megabytes": f"{found.bytes / 1e6:.1f}"}
