# An ASGI application for uvicorn.
from app import AUTH, LIMIT


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    fields = {name.decode(): value.decode() for name, value in scope["headers"]}

    async def answer(status, text, *more):
        content = (text + "\n").encode()
        head = [(b"content-type", b"text/plain"), (b"content-length", str(len(content)).encode()), *more]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": content})

    if scope["path"] not in ("/hello", "/upload", "/protected"):
        return await answer(404, "not found")
    if scope["path"] == "/protected" and fields.get("authorization") != AUTH:
        return await answer(401, "unauthorized", (b"www-authenticate", b'Basic realm="peers"'))
    if int(fields.get("content-length", 0)) > LIMIT:
        return await answer(413, "too large")
    size, more = 0, True
    while more:
        event = await receive()
        size += len(event.get("body", b""))
        more = event.get("more_body", False)
    await answer(200, "hello" if scope["path"] == "/hello" else str(size))
