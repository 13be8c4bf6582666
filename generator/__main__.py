"""`python -m generator` is the same as `briefings`."""

from generator.cli import main

main(prog_name="briefings")
