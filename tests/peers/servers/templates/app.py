# A WSGI application under one of several servers: python3 app.py SERVER PORT; gunicorn takes `app` itself.
import base64
import sys

LIMIT = 1048576
AUTH = "Basic " + base64.b64encode(b"peer:secret").decode()


def app(environ, start_response):
    def answer(status, text, *fields):
        content = (text + "\n").encode()
        start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(content))), *fields])
        return [content]

    path = environ["PATH_INFO"]
    if path not in ("/hello", "/upload", "/protected"):
        return answer("404 Not Found", "not found")
    if path == "/protected" and environ.get("HTTP_AUTHORIZATION") != AUTH:
        return answer("401 Unauthorized", "unauthorized", ("WWW-Authenticate", 'Basic realm="peers"'))
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > LIMIT:
        return answer("413 Content Too Large", "too large")
    if path == "/hello":
        return answer("200 OK", "hello")
    chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
    # Servers that end wsgi.input are read to its end; Werkzeug's is the bare connection.
    whole = environ.get("wsgi.input_terminated") or not environ["SERVER_SOFTWARE"].startswith("Werkzeug")
    size = len(environ["wsgi.input"].read(*(() if chunked and whole else (length,))))
    return answer("200 OK", str(size))


def main(server, port):
    if server == "waitress":
        import waitress
        waitress.serve(app, listen=f"127.0.0.1:{port}", max_request_body_size=LIMIT, threads=16)
    elif server == "cheroot":
        from cheroot import wsgi
        wsgi.Server(("127.0.0.1", port), app).start()
    elif server == "werkzeug":
        from werkzeug.serving import WSGIRequestHandler, run_simple
        WSGIRequestHandler.protocol_version = "HTTP/1.1"
        run_simple("127.0.0.1", port, app, threaded=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
