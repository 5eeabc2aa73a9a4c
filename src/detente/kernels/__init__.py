"""How kernels are compiled, packed and called, and the random numbers they draw."""
