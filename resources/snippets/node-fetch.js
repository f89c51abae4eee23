// fetch of Node (undici) cannot do it: it refuses the field before it connects, and any 100 that a server sends makes the
// request fail. Use Node's http instead.
'use strict';
const URL_ = {{url}};
const METHOD = {{method}};
const EXPECT = {{on}}; // true: the call fails with "expect header not supported"

const headers = EXPECT ? { Expect: '100-continue' } : {};
fetch(URL_, { method: METHOD, headers, body: Buffer.alloc({{size}}, 'x') })
  .then((response) => console.log(response.status, response.statusText))
  .catch((error) => {
    console.error(String(error.cause || error));
    process.exitCode = 1;
  });
