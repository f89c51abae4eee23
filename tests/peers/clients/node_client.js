// SPDX-License-Identifier: GPL-3.0-or-later
// Node's http with its default agent: node_client.js URL SIZE get|off|on|idiom [SECONDS]. `on` sends field and body at
// once; `idiom` sends the body on 'continue' only, and is ended from outside after so many seconds.
'use strict';
const http = require('http');
const [url, size, mode, seconds] = process.argv.slice(2);
const body = Buffer.alloc(mode === 'get' ? 0 : Number(size), 'x');
const headers = mode === 'get' ? {} : { 'Content-Length': body.length };
if (mode === 'on' || mode === 'idiom') headers.Expect = '100-continue';

const request = http.request(url, { method: mode === 'get' ? 'GET' : 'POST', headers });
request.on('error', (error) => { console.log(error.code); process.exit(1); });
request.on('response', (response) => {
  response.resume();
  response.on('end', () => { console.log(response.statusCode); process.exit(0); });
});
if (mode === 'idiom') {
  request.flushHeaders();
  request.on('continue', () => request.end(body));
  request.on('socket', (socket) => socket.on('connect', () => setTimeout(() => request.destroy(), 1000 * seconds)));
} else {
  request.end(body);
}
