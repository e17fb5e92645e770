"""A mailbox and a Slack-shaped webhook on loopback, for looking at what Alertmanager sends.

Usage: inbox.py MAIL-PORT SLACK-PORT FILE

Each mail and each message is a line of JSON in FILE ({"at", "by", "title", "text"}) and a line on the terminal.
"""

import email
import email.policy
import http.server
import json
import socketserver
import sys
import threading
import time

LOCK = threading.Lock()


def take(by, title, text, to):
    with LOCK:
        with open(sys.argv[3], "a", encoding="utf-8") as file:
            file.write(json.dumps({"at": time.time(), "by": by, "to": to, "title": title, "text": text}) + "\n")
        print(f"{by:<5} {title}", flush=True)


class Mail(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a sender needs that has no password here."""

    timeout = 60

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 inbox")
        to = []
        while line := self.rfile.readline(1000):
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.take(self.data(), to)
                to = []
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            elif verb in (b"EHLO", b"HELO", b"MAIL", b"RCPT", b"RSET", b"NOOP"):
                if verb == b"RCPT":
                    to.append(line[8:].decode().strip().strip("<>"))
                self.say("250 ok")
            else:
                self.say("502 not known here")

    def data(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    @staticmethod
    def take(raw, to):
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        body = mail.get_body(("plain", "html"))
        take("mail", mail["Subject"] or "", body.get_content() if body else "", ",".join(to))


class Slack(http.server.BaseHTTPRequestHandler):
    """Takes what an incoming webhook takes, and refuses what it refuses: no text, no attachment."""

    def do_POST(self):
        try:
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = message["attachments"][0]
            take("slack", said["title"], said["text"], message["channel"])
            status, answer = 200, b"ok"
        except (KeyError, IndexError, TypeError, ValueError):
            status, answer = 400, b"invalid_payload"
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """What was sent is told by take()."""


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def main():
    mail = MailServer(("127.0.0.1", int(sys.argv[1])), Mail)
    threading.Thread(target=mail.serve_forever, daemon=True).start()
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Slack).serve_forever()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main()
