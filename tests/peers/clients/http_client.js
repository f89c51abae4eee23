// SPDX-License-Identifier: GPL-3.0-or-later
// Node's http: http_client.js URL SIZE plain|expect|idiom [PATIENCE_MS]. `expect` sends the field and the body at
// once; `idiom` sends the body on 'continue' only, as Node's documentation shows, and gives up after its patience.
'use strict';
const http = require('http');
const [url, size, mode, patience] = process.argv.slice(2);
const body = Buffer.alloc(Number(size), 'x');
const headers = { 'Content-Length': body.length };
if (mode !== 'plain') headers.Expect = '100-continue';

const request = http.request(url, { method: 'POST', headers, agent: false });
const end = (word) => { console.log(word); process.exit(0); };
request.on('error', (error) => end(error.code));
request.on('response', (response) => {
  response.resume();
  response.on('end', () => end(response.statusCode));
});
if (mode === 'idiom') {
  request.flushHeaders();
  request.on('continue', () => request.end(body));
  const giveUp = () => { request.destroy(); end('gave up'); };
  request.on('socket', (socket) => socket.on('connect', () => patience && setTimeout(giveUp, Number(patience))));
} else {
  request.end(body);
}
