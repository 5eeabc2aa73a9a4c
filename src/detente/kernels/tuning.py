"""Tell LLVM how to compile kernels, and notice when it no longer listens.

Kernels' loops are short, over parties, options or steps, and their functions small, so that loops unrolled for long
runs, and calls, cost more than what is done in them (`docs/decisions/0010-compile-for-short-loops.md`). LLVM knows
these options for the whole process alone, so they are set while a kernel is compiled and set back afterwards. An option
that LLVM does not know it passes over in silence; so each is tried, before the first kernel is compiled, on a
function of a few lines which it must change.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import llvmlite.binding

from detente.kernels.warning import SlowStartWarning

__all__ = ["OPTIONS", "tuned", "without_effect"]

_LOOP = """
define double @loop(i64 %n, double %x) {
entry:
  br label %body
body:
  %i = phi i64 [0, %entry], [%j, %body]
  %s = phi double [0.0, %entry], [%r, %body]
  %v = sitofp i64 %i to double
  %w = fmul double %s, %x
  %r = fadd double %w, %v
  %j = add i64 %i, 1
  %more = icmp slt i64 %j, %n
  br i1 %more, label %body, label %end
end:
  ret double %r
}
"""
"""A loop that LLVM unrolls if it may."""

_ROUNDS = 16
_CALLS = (
    "declare double @beyond(double)\ndefine double @callee(double %x0) {\n"
    + "".join(f"  %x{k + 1} = call double @beyond(double %x{k})\n" for k in range(_ROUNDS))
    + f"  ret double %x{_ROUNDS}\n}}\n"
    + "define double @caller(double %x, double %y) {\n"
    "  %a = call double @callee(double %x)\n  %b = call double @callee(double %y)\n"
    "  %c = fadd double %a, %b\n  ret double %c\n}\n"
)
"""A function too large to be taken in twice by LLVM's own choice, and small enough by ours."""

OPTIONS: dict[str, tuple[str, str, str]] = {
    "-inline-threshold": ("600", "250", _CALLS),
    "-unroll-runtime": ("false", "true", _LOOP),
}
"""For each option: its value for kernels, the value it is set back to, and code that it must change."""

_depth = 0


@contextmanager
def tuned() -> Iterator[None]:
    """Let LLVM compile as is best for kernels, and only while one is compiled; the compiler's lock must be held."""
    global _depth
    if _depth == 0:
        without_effect()
        _set(0)
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1
        if _depth == 0:
            _set(1)


@cache
def without_effect() -> tuple[str, ...]:
    """Return the options that change nothing, and warn of them once."""
    lost = []
    for option, (ours, theirs, code) in OPTIONS.items():
        try:
            results = {_optimised(code, option, value) for value in (ours, theirs)}
        except Exception:  # whatever is missing: the option cannot be shown to have an effect
            results = set()
        if len(results) < 2:
            lost.append(option)
    if lost:
        warnings.warn(SlowStartWarning("untuned", tuple(lost), llvmlite.__version__), stacklevel=2)
    return tuple(lost)


def _optimised(code: str, option: str, value: str) -> str:
    """Return what LLVM makes of code under an option."""
    _say(option, value)
    binding: Any = llvmlite.binding
    module = binding.parse_assembly(code)
    machine = binding.Target.from_default_triple().create_target_machine(opt=3)
    passes = binding.create_pass_builder(machine, binding.create_pipeline_tuning_options(speed_level=3))
    passes.getModulePassManager().run(module, passes)
    return str(module)


def _set(which: int) -> None:
    for option, values in OPTIONS.items():
        _say(option, values[which])


def _say(option: str, value: str) -> None:
    set_option: Callable[[str, str], None] | None = getattr(llvmlite.binding, "set_option", None)
    if set_option is not None:
        set_option("detente", f"{option}={value}")
