"""A mail server that keeps what it receives, for the tests."""

import socketserver
from contextlib import contextmanager
from threading import Thread


class Dialogue(socketserver.StreamRequestHandler):
    """As little of SMTP (RFC 5321) as it takes to receive a message."""

    def handle(self):
        self.say("220 ready")
        for line in self.rfile:
            match line.split()[0].upper().decode():
                case "DATA":
                    self.say("354 go on")
                    self.server.received.append(self.message())
                    self.say("250 kept")
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 fine")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def message(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line.removeprefix(b".") for line in lines)


@contextmanager
def mail_server():
    """Run a server; it has its `port`, and the messages `received`."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dialogue) as server:
        server.received, server.port = [], server.server_address[1]
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
