#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's http.client as it comes: http_client.py URL SIZE [get|expect]. It knows no wait; prints the status."""
import http.client
import sys
from urllib.parse import urlsplit

url, size = urlsplit(sys.argv[1]), int(sys.argv[2])
headers = {"Expect": "100-continue"} if "expect" in sys.argv[3:] else {}
target = url.path + ("?" + url.query if url.query else "")
connection = http.client.HTTPConnection(url.hostname, url.port, timeout=20)
try:
    if "get" in sys.argv[3:]:
        connection.request("GET", target)
    else:
        connection.request("POST", target, body=b"x" * size, headers=headers)
    response = connection.getresponse()
    response.read()
    print(response.status)
except OSError as error:  # the server closed while the body was on its way
    print(type(error).__name__)
