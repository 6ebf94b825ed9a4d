"""The entry point of `peermentor` and `python -m peermentor`.

A run is short, so two things are left out that only help programs that run long: garbage collection, which
would look at everything again and again while a large journal is read, and freeing all memory at the end
(docs/decisions/0003-speed.md has the figures).
"""

import _signal  # type: ignore[import-not-found] # `signal` loads modules, in which a Ctrl-C would be a traceback
import gc
import os


def _leave_in_silence(*_of_the_signal: object) -> None:
    os._exit(130)  # errors.py: Interrupted; nothing was begun


# Before anything else, unless Ctrl-C is ignored (`nohup`, a background job).
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _leave_in_silence)


def main() -> None:
    """Run the program with the arguments of this process, and end the process."""
    gc.disable()
    from peermentor import interrupts  # noqa: PLC0415 - once nothing interrupts it
    from peermentor.screen.terminal import streams  # noqa: PLC0415 - once nothing interrupts it

    interrupts.leave_at_once(130)
    from peermentor import cli  # noqa: PLC0415 - as above

    streams.leave(cli.main())


if __name__ == "__main__":
    main()
