"""A PostgreSQL server for the tests: its own data folder, a socket on loopback, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Server:
    url: str
    data: Path
    pg_ctl: str


def start_postgres() -> Server | None:
    """Start a server, None where PostgreSQL is not installed. As root it runs as the user `postgres`."""
    programs = _programs()
    if programs is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="hillcoach-postgres-"))  # pytest's own folders are closed to other users
    data = folder / "data"
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    _run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    _run(programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
    return Server(f"postgresql://postgres@127.0.0.1:{port}/postgres", data, str(programs / "pg_ctl"))


def stop_postgres(server: Server) -> None:
    _run(Path(server.pg_ctl), "-D", server.data, "-m", "immediate", "stop")
    shutil.rmtree(server.data.parent, ignore_errors=True)


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    path = found[-1] if found else shutil.which("pg_ctl")
    return Path(path).resolve().parent if path else None


def _run(program: Path, *arguments: object) -> None:
    user = "postgres" if os.getuid() == 0 and _exists("postgres") else None
    command = [str(program), *(str(each) for each in arguments)]
    subprocess.run(command, check=True, user=user, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/")


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
