#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's urllib.request as it comes: URL SIZE get|off|on. It knows no wait."""
import sys
import urllib.request

url, size, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
request = urllib.request.Request(url, data=None if mode == "get" else b"x" * size)
if mode == "on":
    request.add_header("Expect", "100-continue")
with urllib.request.urlopen(request, timeout=30) as response:
    response.read()
    print(response.status)
