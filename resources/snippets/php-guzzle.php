<?php
// Guzzle: 'expect' => true sends the field (written 100-Continue) and libcurl waits 1 s; false never sends it. Left out,
// Guzzle sends it for 1 MiB or more, and for content of unknown size.
foreach (['vendor/autoload.php', '/usr/share/php/GuzzleHttp/autoload.php'] as $file) {
    if (is_file($file)) {
        require $file;
        break;
    }
}
$url = {{url}};
$method = {{method}};
$expect = {{on}};

$client = new GuzzleHttp\Client(['http_errors' => false, 'timeout' => 30]);
$response = $client->request($method, $url, ['body' => str_repeat('x', {{size}}), 'expect' => $expect]);
echo $response->getStatusCode(), ' ', $response->getReasonPhrase(), "\n";
