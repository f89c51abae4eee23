// SPDX-License-Identifier: GPL-3.0-or-later
// undici's request(): undici_client.js URL SIZE get|off|on. With Expect it refuses before it connects.
'use strict';
const { request } = require('undici');
const [url, size, mode] = process.argv.slice(2);
const options = mode === 'get' ? {} : { method: 'POST', body: Buffer.alloc(Number(size), 'x') };
if (mode === 'on') options.headers = { Expect: '100-continue' };
request(url, options)
  .then(async ({ statusCode, body }) => { await body.dump(); console.log(statusCode); process.exit(0); })
  .catch((error) => { console.log(String(error)); process.exitCode = 1; });
