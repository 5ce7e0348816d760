"""Serve the site for real: the web server, and the background worker beside it."""

from django.core.management.base import BaseCommand, CommandError

from learning.site import server


class Command(BaseCommand):
    help = (
        "Serve the site with a production server and run the background worker beside it. Ctrl-C stops both. "
        "Put a web server with HTTPS in front of it for anything but this machine (docs/deployment.md)."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="Address to listen on (default: this machine only)."
        )
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (default: 8000).")

    def handle(self, *, host: str, port: int, **options):
        if not 0 < port < 65_536:
            raise CommandError("--port: give a number from 1 to 65535.")
        if server.is_taken(host, port):
            raise CommandError(
                f"Port {port} is in use already, or not ours to use. Give another one with --port."
            )
        server.allow_open_files()
        try:
            server.supervise(
                server.programs(host, port),
                is_ready=server.wait_for_answer(host, port).is_set,
                on_ready=lambda: self.announce(port),
            )
        except server.ProgramEnded as ended:
            raise CommandError(f"{ended} Everything else has been stopped.") from ended
        self.stdout.write("Stopped.")

    def announce(self, port: int) -> None:
        self.stdout.write(self.style.SUCCESS(f"Serving on http://localhost:{port}") + "  (Ctrl-C stops it)")
        self.stdout.flush()
