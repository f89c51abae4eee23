# requests: the field alone. There is no wait: the content follows at once, whatever the server says.
import requests

URL = {{url}}
METHOD = {{method}}
EXPECT = {{on}}  # True: send the field; False: requests sends none by itself

headers = {}
if EXPECT:
    headers["Expect"] = "100-continue"
# To take the field out of a session's own headers set it to None. An empty text would be sent as an empty Expect,
# which several servers answer with 417.
response = requests.request(METHOD, URL, data=b"x" * {{size}}, headers=headers, timeout=30)
print(response.status_code, response.reason)
