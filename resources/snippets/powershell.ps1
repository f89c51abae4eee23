# PowerShell 7: the field among the headers; it waits 1 s for the 100, then sends the content. Windows PowerShell is built
# on .NET Framework: there [Net.ServicePointManager]::Expect100Continue switches it.
$url = {{url}}
$method = {{method}}
$expect = {{on}}

$headers = @{}
if ($expect) { $headers['Expect'] = '100-continue' }
$body = [Text.Encoding]::ASCII.GetBytes('x' * {{size}})
$response = Invoke-WebRequest -Uri $url -CustomMethod $method -Headers $headers -Body $body -SkipHttpErrorCheck -TimeoutSec 30
"$($response.StatusCode) $($response.StatusDescription)"
