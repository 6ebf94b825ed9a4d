"""Lets `python -m peermentor` stand in for the installed command."""

from peermentor.cli import main

if __name__ == "__main__":
    main()
