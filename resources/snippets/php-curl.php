<?php
// PHP's ext/curl: libcurl adds the field by itself above 1 MiB; 'Expect:' takes it away, 'Expect: 100-continue' sends it at
// any size and waits 1 s for the 100. A server that answers 417 to a field set by hand, and keeps the connection, is asked
// again with the field, until PHP's limit of 20 redirections (21 requests, then error 47); CURLOPT_MAXREDIRS sets another.
$url = {{url}};
$method = {{method}};
$expect = {{on}};

$handle = curl_init($url);
curl_setopt_array($handle, [
    CURLOPT_CUSTOMREQUEST => $method,
    CURLOPT_POSTFIELDS => str_repeat('x', {{size}}),
    CURLOPT_HTTPHEADER => [$expect ? 'Expect: 100-continue' : 'Expect:'],
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
]);
if (curl_exec($handle) === false) {
    fwrite(STDERR, curl_error($handle) . "\n");
    exit(1);
}
echo curl_getinfo($handle, CURLINFO_RESPONSE_CODE), "\n";
