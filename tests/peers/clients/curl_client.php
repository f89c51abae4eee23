<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// PHP's ext/curl: URL SIZE get|off|on|default. Off: the field is taken away where libcurl would send it; default: libcurl
// decides.
[, $url, $size, $mode] = $argv;
$handle = curl_init($url);
curl_setopt($handle, CURLOPT_RETURNTRANSFER, true);
if ($mode !== 'get') {
    curl_setopt($handle, CURLOPT_POSTFIELDS, str_repeat('x', (int) $size));
    if ($mode !== 'default') {
        curl_setopt($handle, CURLOPT_HTTPHEADER, [$mode === 'on' ? 'Expect: 100-continue' : 'Expect:']);
    }
}
curl_setopt($handle, CURLOPT_TIMEOUT, 30);
curl_exec($handle);
echo curl_getinfo($handle, CURLINFO_RESPONSE_CODE), "\n";
