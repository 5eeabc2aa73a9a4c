"""The notation of numbers: read, told what is wrong with them, drawn from, found by path."""
