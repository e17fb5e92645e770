"""The API server, as a node asks it."""

import datetime
import http.client
import json
import ssl
import urllib.parse


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def log(*words):
    print(now(), *words, flush=True)


class Refused(Exception):
    """An answer that is not a success."""

    def __init__(self, code, body):
        super().__init__(f"{code} {body[:300]}")
        self.code = code


class Cluster:
    def __init__(self, server, ca, token_file):
        url = urllib.parse.urlparse(server)
        self.host, self.port = url.hostname, url.port
        self.tls = ssl.create_default_context(cafile=str(ca))
        self.token = token_file.read_text().strip()

    def connect(self, timeout):
        return http.client.HTTPSConnection(self.host, self.port, context=self.tls, timeout=timeout)

    def send(self, method, path, body=None, kind="application/json", timeout=30):
        connection = self.connect(timeout)
        try:
            connection.request(
                method,
                path,
                None if body is None else json.dumps(body),
                {"Authorization": "Bearer " + self.token, "Content-Type": kind, "Accept": "application/json"},
            )
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status >= 300:
                raise Refused(answer.status, text)
            return json.loads(text)
        finally:
            connection.close()

    def get(self, path):
        return self.send("GET", path)

    def merge(self, path, body, timeout=30):
        return self.send("PATCH", path, body, "application/merge-patch+json", timeout)

    def events(self, path, version):
        """What changes from a version on, until the server ends the watch."""
        connection = self.connect(400)
        try:
            mark = "&" if "?" in path else "?"
            connection.request(
                "GET",
                f"{path}{mark}watch=true&timeoutSeconds=300&resourceVersion={version}",
                headers={"Authorization": "Bearer " + self.token},
            )
            for line in connection.getresponse():
                event = json.loads(line)
                if event["type"] not in ("ADDED", "MODIFIED", "DELETED"):
                    return
                yield event["type"], event["object"]
        finally:
            connection.close()
