"""Asking a container how it is: http, tcp, exec."""

import http.client
import socket
import ssl
import subprocess
import time

KINDS = ("startupProbe", "livenessProbe", "readinessProbe")


class Probe:
    """One probe of a container that runs: when it is due, and how often in a row it went well or badly."""

    def __init__(self, container, kind):
        self.container, self.kind, self.spec = container, kind, container.spec[kind]
        self.next = time.monotonic() + self.spec.get("initialDelaySeconds", 0)
        self.good = self.bad = 0

    def due(self):
        return time.monotonic() >= self.next

    def ask(self):
        good = succeeds(self.container, self.spec, self.spec.get("timeoutSeconds", 1))
        self.next = time.monotonic() + self.spec.get("periodSeconds", 10)
        self.good, self.bad = (self.good + 1, 0) if good else (0, self.bad + 1)

    def passed(self):
        return self.good >= self.spec.get("successThreshold", 1)

    def failed(self):
        return self.bad >= self.spec.get("failureThreshold", 3)


def succeeds(container, what, timeout):
    if "httpGet" in what:
        return get(container, what["httpGet"], timeout)
    if "exec" in what:
        return execute(container, what["exec"]["command"], timeout)
    if "tcpSocket" in what:
        try:
            socket.create_connection((container.pod.ip, port(container, what["tcpSocket"]["port"])), timeout).close()
            return True
        except OSError:
            return False
    return True


def port(container, wanted):
    if isinstance(wanted, int):
        return wanted
    return next(each["containerPort"] for each in container.spec.get("ports", []) if each.get("name") == wanted)


def get(container, what, timeout):
    host = what.get("host") or container.pod.ip
    try:
        if what.get("scheme") == "HTTPS":
            # As the kubelet: a probe does not check certificates.
            connection = http.client.HTTPSConnection(
                host, port(container, what["port"]), timeout=timeout, context=ssl._create_unverified_context()
            )
        else:
            connection = http.client.HTTPConnection(host, port(container, what["port"]), timeout=timeout)
        try:
            headers = {each["name"]: each["value"] for each in what.get("httpHeaders", [])}
            connection.request("GET", what.get("path", "/"), headers=headers)
            return 200 <= connection.getresponse().status < 400
        finally:
            connection.close()
    except (OSError, http.client.HTTPException):
        return False


def execute(container, command, timeout):
    try:
        entered = ["nsenter", "-t", str(container.process.pid), "-m", "-n", "-r", "-w", "--", *command]
        return (
            subprocess.run(
                entered, timeout=timeout, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ).returncode
            == 0
        )
    except subprocess.TimeoutExpired:
        return False
