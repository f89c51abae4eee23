# Python's http.client: the field alone. There is no wait: the content follows at once, whatever the server says.
import http.client
from urllib.parse import urlsplit

URL = {{url}}
METHOD = {{method}}
EXPECT = {{on}}  # True: send the field; False: http.client sends none by itself

url = urlsplit(URL)
kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
connection = kind(url.hostname, url.port, timeout=30)
headers = {"Expect": "100-continue"} if EXPECT else {}
target = (url.path or "/") + ("?" + url.query if url.query else "")
connection.request(METHOD, target, body=b"x" * {{size}}, headers=headers)
response = connection.getresponse()
print(response.status, response.reason)
response.read()
connection.close()
