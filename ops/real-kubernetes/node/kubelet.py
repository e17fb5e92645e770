"""The part of the kubelet's own API that is needed: what the API server asks of it, and what tests ask through it.

    GET  /containerLogs/NAMESPACE/POD/CONTAINER?tailLines=&limitBytes=&previous=&follow=     kubectl logs
    POST /signal/NAMESPACE/POD[/CONTAINER]   {"signal": "KILL", "reason": "OOMKilled"}
    POST /evict/NAMESPACE/POD                {"message": "..."}

Only the API server's client certificate is let in; tests come by /api/v1/nodes/NODE/proxy/..., with its rights.
"""

import http.server
import json
import signal
import ssl
import threading
import time
import urllib.parse

PORT = 10250
CHUNK = 65536


class Problem(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


def tail(path, lines):
    """Where the last lines of a file begin."""
    with open(path, "rb") as file:
        at = end = file.seek(0, 2)
        if lines == 0:
            return end
        seen = 0
        while at > 0:
            step = min(CHUNK, at)
            at -= step
            file.seek(at)
            block = file.read(step)
            for i in range(len(block) - 1, -1, -1):
                if block[i] == 10 and at + i != end - 1:
                    seen += 1
                    if seen == lines:
                        return at + i + 1
    return 0


def handler(pods):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            self.attend({"containerLogs": self.logs, "healthz": lambda *_: self.answer(200, "ok")})

        def do_POST(self):
            self.attend({"signal": self.signal, "evict": self.evict})

        def attend(self, routes):
            url = urllib.parse.urlsplit(self.path)
            words = url.path.strip("/").split("/")
            query = {key: values[-1] for key, values in urllib.parse.parse_qs(url.query).items()}
            try:
                if words[0] not in routes:
                    raise Problem(404, f"no {url.path} here")
                routes[words[0]](words[1:], query)
            except Problem as e:
                self.answer(e.code, str(e))
            except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                self.close_connection = True

        def answer(self, code, text):
            body = (text + "\n").encode()
            self.send_response(code)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def body(self):
            try:
                return json.loads(self.read() or b"{}")
            except ValueError as e:
                raise Problem(400, f"the body is no JSON: {e}") from e

        def read(self):
            if self.headers.get("Transfer-Encoding") != "chunked":  # as the API server passes bodies on
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def pod(self, words, most):
            if not 2 <= len(words) <= most:
                raise Problem(404, f"no {self.path} here")
            pod = pods.find(words[0], words[1])
            if pod is None:
                raise Problem(404, f"pod {words[0]}/{words[1]} does not run here")
            return pod

        def container(self, words):
            pod = self.pod(words, 3)
            name = words[2] if len(words) == 3 else pod.containers[0].name
            for each in pod.all():
                if each.name == name:
                    return each
            raise Problem(404, f"container {name} not found in pod {pod.name}")

        def logs(self, words, query):
            container = self.container(words)
            for name in ("timestamps", "sinceSeconds", "sinceTime"):
                if query.get(name, "false") != "false":
                    raise Problem(400, f"{name} is not done here: the lines are kept as the process wrote them")
            restart = container.restarts - (query.get("previous") == "true")
            if restart < 0:
                raise Problem(400, f'previous terminated container "{container.name}" in pod "{words[1]}" not found')
            if not container.begun:
                reason = container.state.get("waiting", {}).get("reason", "")
                raise Problem(400, f'container "{container.name}" in pod "{words[1]}" is waiting to start: {reason}')
            path = container.log_file(restart)
            start = tail(path, int(query["tailLines"])) if "tailLines" in query else 0
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            left = int(query.get("limitBytes", 1 << 62))
            with open(path, "rb") as file:
                file.seek(start)
                while left > 0:
                    block = file.read(min(CHUNK, left))
                    if block:
                        self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))
                        left -= len(block)
                    elif query.get("follow") == "true" and container.restarts == restart and container.process:
                        self.wfile.flush()
                        time.sleep(0.2)
                    else:
                        break
            self.wfile.write(b"0\r\n\r\n")

        def signal(self, words, _):
            container, wanted = self.container(words), self.body()
            number = getattr(signal, "SIG" + str(wanted.get("signal", "KILL")), None)
            if number is None:
                raise Problem(400, f"signal: there is no {wanted.get('signal')}")
            if container.process is None:
                raise Problem(409, f"container {container.name} does not run")
            container.signal(number, wanted.get("reason"))
            self.answer(200, "done")

        def evict(self, words, _):
            pod = self.pod(words, 2)
            pod.evicted = str(self.body().get("message", "The node was low on resource: memory."))
            pod.wake.set()
            self.answer(200, "done")

    return Handler


def serve(pods, address, pki):
    """Begins to serve on the node's address; the port that the node shall tell."""
    server = http.server.ThreadingHTTPServer((address, PORT), handler(pods))
    server.daemon_threads = True
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pki / "nodes.crt", pki / "nodes.key")
    tls.verify_mode = ssl.CERT_REQUIRED
    tls.load_verify_locations(pki / "to-nodes.crt")
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return PORT
