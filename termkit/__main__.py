"""python -m termkit."""

from termkit.cli import main

main()
