// Node's http: set the field, flush the head, and send the content on 'continue' or when your own wait is over. Without
// the timer a server that never answers is waited for without end; write() or end() at once would not wait at all.
'use strict';
const URL_ = {{url}};
const METHOD = {{method}};
const EXPECT = {{on}}; // Node sends no Expect by itself
const WAIT_MS = 1000;

const body = Buffer.alloc({{size}}, 'x');
const headers = { 'Content-Length': body.length };
if (EXPECT) headers.Expect = '100-continue';
const client = require(URL_.startsWith('https:') ? 'https' : 'http');
const request = client.request(URL_, { method: METHOD, headers });
let sent = false;
const send = () => {
  if (!sent) request.end(body);
  sent = true;
};
request.on('response', (response) => {
  console.log(response.statusCode, response.statusMessage);
  clearTimeout(timer);
  response.resume();
  if (!sent) request.destroy(); // refused: the content that was announced is not sent, so the connection cannot stay
});
request.on('error', (error) => {
  if (sent) {
    console.error(error.message);
    process.exitCode = 1;
  }
});
let timer;
if (EXPECT) {
  request.flushHeaders();
  request.on('continue', () => {
    clearTimeout(timer);
    send();
  });
  request.on('socket', (socket) => {
    const begin = () => { timer = setTimeout(send, WAIT_MS); };
    if (socket.connecting) socket.once('connect', begin);
    else begin();
  });
} else {
  send();
}
