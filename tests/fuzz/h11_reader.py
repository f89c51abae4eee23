# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads messages for fuzz_strict.cpp with h11, a strict parser: of each the first that is not accepted as a whole is
answered with one byte 0.

In:  length (4 bytes, little endian), one byte (0: response, 1: request), the connection's bytes.
Out: one byte 1, status (4), then each with its length (4): reason or target, content; number of fields (4), each name
     and value.
"""
import struct
import sys

import h11

LARGEST = 1 << 20


def read(role, data):
    if role:
        us = h11.Connection(h11.SERVER, max_incomplete_event_size=LARGEST)
    else:
        us = h11.Connection(h11.CLIENT, max_incomplete_event_size=LARGEST)
        us.send(h11.Request(method="GET", target="/", headers=[("Host", "a")]))
        us.send(h11.EndOfMessage())
    us.receive_data(data)
    us.receive_data(b"")
    status, start, fields, content = 0, b"", [], b""
    while True:
        event = us.next_event()
        if isinstance(event, h11.Request):
            start, fields = event.target, list(event.headers.raw_items())
        elif isinstance(event, (h11.InformationalResponse, h11.Response)):
            status, start, fields = event.status_code, event.reason, list(event.headers.raw_items())
            if isinstance(event, h11.InformationalResponse):
                break
        elif isinstance(event, h11.Data):
            content += bytes(event.data)
        elif isinstance(event, h11.EndOfMessage):
            fields += event.headers.raw_items()
            break
        else:
            return None
    return status, bytes(start), content, fields


def packed(data):
    return struct.pack("<I", len(data)) + bytes(data)


def answer(role, data):
    try:
        got = read(role, data)
    except h11.RemoteProtocolError:
        got = None
    if got is None:
        return b"\0"
    status, start, content, fields = got
    parts = [b"\1", struct.pack("<I", status), packed(start), packed(content), struct.pack("<I", len(fields))]
    for name, value in fields:
        parts += [packed(name), packed(value)]
    return b"".join(parts)


def main():
    while True:
        head = sys.stdin.buffer.read(5)
        if len(head) < 5:
            return
        size, role = struct.unpack("<IB", head)
        sys.stdout.buffer.write(answer(role, sys.stdin.buffer.read(size)))
        sys.stdout.buffer.flush()


main()
