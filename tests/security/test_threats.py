"""SECURITY.md and the tests agree: every line has its tests, and every test of this folder its line."""

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| (?!Threat |---)(.+) \| (.+) \| (.+) \|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE
)


def names_of_tests(folder: Path) -> Iterator[str]:
    for path in folder.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield node.name


def named() -> list[str]:
    return [name for *_, tests in ROWS for name in re.findall(r"`(test_\w+)`", tests)]


def test_every_threat_names_a_test():
    assert [threat for threat, _, tests in ROWS if not re.fullmatch(r"`test_\w+`(, `test_\w+`)*", tests)] == []
    assert len(ROWS) > 40


def test_every_test_that_is_named_exists():
    assert set(named()) - set(names_of_tests(ROOT / "tests")) == set()


def test_no_threat_is_told_twice():
    threats = [threat for threat, *_ in ROWS]
    assert len(threats) == len(set(threats))


def test_an_audit_that_cannot_be_made_says_so():
    nowhere = {"PATH": os.environ["PATH"], "https_proxy": "http://127.0.0.1:1", "HTTPS_PROXY": "http://127.0.0.1:1"}
    done = subprocess.run(
        [ROOT / ".ci" / "audit", "--if-reachable"], env=nowhere, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.startswith("SKIPPED: "), done.stdout.count("\n")) == (0, True, 1)
    assert ".ci/audit --if-reachable" in (ROOT / "check").read_text(encoding="utf-8")
