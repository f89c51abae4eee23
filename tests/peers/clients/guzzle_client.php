<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// Guzzle with its curl handler: URL SIZE get|off|on|default.
require stream_resolve_include_path('GuzzleHttp/autoload.php') ?: '/usr/share/php/GuzzleHttp/autoload.php';
[, $url, $size, $mode] = $argv;
$client = new GuzzleHttp\Client(['timeout' => 30, 'http_errors' => false]);
if ($mode === 'get') {
    $response = $client->get($url);
} else {
    $options = ['body' => str_repeat('x', (int) $size)];
    if ($mode !== 'default') {
        $options['expect'] = $mode === 'on';
    }
    $response = $client->post($url, $options);
}
echo $response->getStatusCode(), "\n";
