"""The way in, for `peermentor` and `python -m peermentor`.

A run is over in a blink, so two things that serve long-lived programs are left out: looking for garbage,
which would go through everything again and again while a large journal is read, and taking everything apart
at the end, which the system does at once by itself (docs/decisions/0003-speed.md has the figures).
"""

import gc

from peermentor.screen.terminal import interrupts


def main() -> None:
    """Run the program on this process's arguments, and end the process."""
    interrupts.leave_at_once(130)  # errors.py: Interrupted; loading the rest takes longer than a Ctrl-C
    gc.disable()
    from peermentor import cli  # noqa: PLC0415 - what is loaded from here on is loaded without interruptions
    from peermentor.screen.terminal import streams  # noqa: PLC0415

    streams.leave(cli.main())


if __name__ == "__main__":
    main()
