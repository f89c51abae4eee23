# aiohttp: with expect100=True it sends the field and waits for an answer without end; only the session's total time-out
# ends that wait, and the content is then never sent.
import asyncio

import aiohttp

URL = {{url}}
METHOD = {{method}}
EXPECT = {{on}}  # True: send the field and wait; False: aiohttp sends none


async def main():
    timeout = aiohttp.ClientTimeout(total=5)  # keep it short: a server that never answers costs all of it
    async with aiohttp.ClientSession(timeout=timeout) as session:
        async with session.request(METHOD, URL, data=b"x" * {{size}}, expect100=EXPECT) as response:
            print(response.status, response.reason)
            await response.read()


asyncio.run(main())
