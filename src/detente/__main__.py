"""Run the commands as `python -m detente`."""

from detente.cli import main

main()
