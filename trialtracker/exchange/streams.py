"""Standard output and error: what a terminal lacks or a reader closes never fails a command."""

import os
import sys
from io import TextIOWrapper


def make_streams_safe() -> None:
    """Let a terminal that lacks a character show its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_out(printed: str) -> str:
    """Write to standard output; return why it could not be, '' if it was."""
    if sys.stdout is None:  # it was closed before the program started
        return "The command was carried out, but its output is closed."
    try:
        sys.stdout.write(printed)
        sys.stdout.flush()
    except OSError as fault:
        # without this Python complains of the unwritten rest at its exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # a broken pipe: the reader (head, less) has seen enough
        is_read = isinstance(fault, BrokenPipeError)
        told = f"The command was carried out, but its output not written: {fault.strerror}."
        return "" if is_read else told
    return ""
