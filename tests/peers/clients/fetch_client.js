// SPDX-License-Identifier: GPL-3.0-or-later
// Node's own fetch (undici): fetch_client.js URL SIZE get|off|on. With Expect it refuses before it connects.
'use strict';
const [url, size, mode] = process.argv.slice(2);
const options = mode === 'get' ? {} : { method: 'POST', body: Buffer.alloc(Number(size), 'x') };
if (mode === 'on') options.headers = { Expect: '100-continue' };
fetch(url, options)
  .then(async (response) => { await response.arrayBuffer(); console.log(response.status); })
  .catch((error) => { console.log(String(error.cause || error)); process.exitCode = 1; });
