"""A clamd that knows one virus: EICAR, the harmless file every antivirus program calls one.

It speaks the real protocol (PING, VERSION, INSTREAM; commands that end in a zero or a new line) and
keeps nothing.
"""

from __future__ import annotations

import socketserver
import struct

# In two halves: whole, it would set off the antivirus program of whoever reads this source.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VERSION = "ClamAV 1.4.3/sandbox"
LARGEST = 100 * 1024 * 1024  # bytes of one stream
COMMAND_AT_MOST = 64


class _Talk(socketserver.StreamRequestHandler):
    """One connection: one command, one answer."""

    timeout = 30

    def handle(self) -> None:
        first = self.rfile.read(1)
        end = {b"z": b"\0", b"n": b"\n"}.get(first)
        if end is None:
            return
        command = self._command(end)
        answers = {"PING": "PONG", "VERSION": VERSION}
        answer = self._stream() if command == "INSTREAM" else answers.get(command)
        self.wfile.write((answer or "UNKNOWN COMMAND").encode() + end)

    def _command(self, end: bytes) -> str:
        command = b""
        while len(command) < COMMAND_AT_MOST:
            letter = self.rfile.read(1)
            if letter in (end, b""):
                break
            command += letter
        return command.decode(errors="replace")

    def _stream(self) -> str:
        """What a stream of pieces, each with its length before it, is found to be."""
        data = bytearray()
        while True:
            head = self.rfile.read(4)
            if len(head) < 4:
                return "INSTREAM: incomplete. ERROR"
            (length,) = struct.unpack("!I", head)
            if length == 0:
                found = EICAR in data
                return "stream: Eicar-Test-Signature FOUND" if found else "stream: OK"
            if len(data) + length > LARGEST:
                return "INSTREAM size limit exceeded. ERROR"
            data += self.rfile.read(length)


class Antivirus(socketserver.ThreadingTCPServer):
    """The server, already bound; `serve_forever` makes it answer."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int) -> None:
        super().__init__((host, port), _Talk)
