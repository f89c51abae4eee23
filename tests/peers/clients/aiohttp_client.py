#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aiohttp as it comes: URL SIZE get|off|on [SECONDS]. Its wait has no end but the session's total time-out."""
import asyncio
import sys

import aiohttp

url, size, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 30


async def main():
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
        if mode == "get":
            call = session.get(url)
        else:
            call = session.post(url, data=b"x" * size, expect100=mode == "on")
        async with call as response:
            await response.read()
            print(response.status)


asyncio.run(main())
