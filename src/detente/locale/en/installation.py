"""What is said of the installation, in English."""

INSTALLATION = {
    "warning.heading": "Warning: ",
    "start.plain": "numba {version} lacks {names}; kernels are compiled plainly, so a first start takes minutes. "
    "Numbers are the same. A numba that Détente was tried with starts faster: see its requirements.",
    "start.interpreted": "numba {version} lacks {names} and compiles nothing; kernels run as Python, very slowly. "
    "Numbers are the same. Install a numba that Détente was tried with: see its requirements.",
    "start.untuned": "LLVM of llvmlite {version} does not know {names}; kernels run more slowly. Numbers are the same.",
    "cache.mode.whole": "Kernels are compiled.",
    "cache.mode.plain": "Kernels are compiled plainly: this numba lacks what makes starts fast.",
    "cache.mode.interpreted": "Kernels run as Python; nothing is compiled.",
    "cache.shipped": "With the installation: {count} kernels, {megabytes} MB, for {family}, as this processor is.\n"
    "  {path}",
    "cache.shipped_in_vain": "With the installation: {count} kernels, {megabytes} MB; this processor or numba's "
    "settings do not allow for them.\n  {path}",
    "cache.none_shipped": "With the installation: none; the first start compiles them.",
    "cache.compiled": "Compiled here: {count} kernels, {megabytes} MB.\n  {path}",
    "cache.none_compiled": "Compiled here: none.\n  {path}",
    "cache.unusable": "The folder cannot be used: it is not writable, or others could lay files in it. What is missing "
    "is compiled at every start.",
    "cache.removed": "Removed: {count} kernels, {megabytes} MB. The next start compiles what it needs.",
    "cache.cannot_clear": "cannot remove the kernels in {path}: {reason}",
}
