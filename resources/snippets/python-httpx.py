# httpx: the field alone. There is no wait: the content follows at once, whatever the server says.
import httpx

URL = {{url}}
METHOD = {{method}}
EXPECT = {{on}}  # True: send the field; False: httpx sends none by itself

headers = {"Expect": "100-continue"} if EXPECT else {}
response = httpx.request(METHOD, URL, content=b"x" * {{size}}, headers=headers, timeout=30)
print(response.status_code, response.reason_phrase)
