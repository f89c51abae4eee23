#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""requests as it comes: URL SIZE get|off|on. It knows no wait."""
import sys

import requests

url, size, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if mode == "get":
    response = requests.get(url, timeout=30)
else:
    headers = {"Expect": "100-continue"} if mode == "on" else {}
    response = requests.post(url, data=b"x" * size, headers=headers, timeout=30)
print(response.status_code)
