// SPDX-License-Identifier: GPL-3.0-or-later
// axios with its http adapter: axios_client.js URL SIZE get|off|on. It knows no wait.
'use strict';
const axios = require('axios');
const [url, size, mode] = process.argv.slice(2);
const headers = mode === 'on' ? { Expect: '100-continue' } : {};
const call = mode === 'get' ? axios.get(url) : axios.post(url, Buffer.alloc(Number(size), 'x'), { headers });
call.then((response) => console.log(response.status), (error) => { console.log(String(error)); process.exitCode = 1; });
