"""A mail server that can be away: on a socket, one connection at a time, and nothing else of SMTP than Django says."""

import contextlib
import email
import socketserver
import threading
from email.message import Message


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self):
        self.server.connections += 1
        self.server.speaks.wait()
        with contextlib.suppress(ConnectionError):  # who has waited for too long is gone
            self.talk()

    def talk(self) -> None:
        if self.server.is_busy:
            return self.say("421 Try again later")
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"RCPT" and self.server.refuses:
                self.say(f"550 {line[8:].decode().strip()} is unknown here")
                continue
            if verb == b"DATA":
                self.say("354 go on")
                self.server.messages.append(email.message_from_bytes(self.read()))
            self.say("221 bye" if verb == b"QUIT" else "250 ok")
        return None

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def read(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)


class MailServer(socketserver.TCPServer):
    allow_reuse_address = True

    def __init__(self, port: int = 0):
        super().__init__(("127.0.0.1", port), Talk)
        self.messages: list[Message] = []
        self.connections = 0
        self.is_busy = False
        self.refuses = False
        self.speaks = threading.Event()  # while it is not set, who connects hears nothing
        self.speaks.set()
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def end(self) -> None:
        self.speaks.set()
        self.shutdown()
        self.thread.join()
        self.server_close()
