# Servers that bring their own loop: python3 loops.py aiohttp|tornado|http.server PORT
import sys

from app import AUTH, LIMIT

server, port = sys.argv[1], int(sys.argv[2])


def with_aiohttp():
    from aiohttp import web

    async def upload(request):
        return web.Response(text=f"{len(await request.read())}\n")

    async def hello(request):
        return web.Response(text="hello\n")

    async def protected(request):
        if request.headers.get("Authorization") == AUTH:
            return await upload(request)
        return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="peers"'}, text="unauthorized\n")

    app = web.Application(client_max_size=LIMIT)
    for path, handler in (("/hello", hello), ("/upload", upload), ("/protected", protected)):
        app.router.add_route("*", path, handler)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


def with_tornado():
    from tornado import httpserver, ioloop, web

    class Page(web.RequestHandler):
        def answer(self, what):
            if what == "protected" and self.request.headers.get("Authorization") != AUTH:
                self.set_status(401)
                self.set_header("WWW-Authenticate", 'Basic realm="peers"')
                self.write("unauthorized\n")
            else:
                self.write("hello\n" if what == "hello" else f"{len(self.request.body)}\n")
        get = post = put = answer

    pages = web.Application([(r"/(hello|upload|protected)", Page)])
    httpserver.HTTPServer(pages, max_body_size=LIMIT).listen(port, "127.0.0.1")
    ioloop.IOLoop.current().start()


def with_http_server():
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self, status, text, *fields, close=False):
            content = (text + "\n").encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(content)))
            if close:
                self.send_header("Connection", "close")
            for field in fields:
                self.send_header(*field)
            self.end_headers()
            self.wfile.write(content)

        def content(self):
            if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
                return len(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            size = 0
            while part := int(self.rfile.readline().split(b";")[0], 16):
                size += len(self.rfile.read(part))
                self.rfile.readline()
            self.rfile.readline()
            return size

        def do_POST(self):
            if self.path not in ("/hello", "/upload", "/protected"):
                self.answer(404, "not found", close=True)
            elif self.path == "/protected" and self.headers.get("Authorization") != AUTH:
                self.answer(401, "unauthorized", ("WWW-Authenticate", 'Basic realm="peers"'), close=True)
            elif int(self.headers.get("Content-Length") or 0) > LIMIT:
                self.answer(413, "too large", close=True)
            else:
                size = self.content()
                self.answer(200, "hello" if self.path == "/hello" else str(size))
        do_GET = do_PUT = do_POST

        def log_message(self, *words):
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


{"aiohttp": with_aiohttp, "tornado": with_tornado, "http.server": with_http_server}[server]()
