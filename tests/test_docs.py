"""The documents tell of everything there is, and of nothing else."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest

from bot.__main__ import parser
from bot.settings import Settings
from bot.tables import Base
from bot.wiring import FEATURES
from core.feature import Command
from core.knowledge.library import Library
from core.registry import Registry

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path for path in ROOT.rglob("*.md") if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
REGISTRY = Registry(FEATURES)
INVITED_TO = {
    "View Channels": "view_channel",
    "Send Messages": "send_messages",
    "Send Messages in Threads": "send_messages_in_threads",
    "Embed Links": "embed_links",
    "Attach Files": "attach_files",
    "Use Application Commands": "use_application_commands",
}  # as Discord's own pages call them


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(name: str, heading: str) -> list[list[str]]:
    """The cells of a table, without its head; `heading` is what stands in its first column's head."""
    table = text_of(name).split(f"\n| {heading} |", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.split("\n")[2:]]


def first_cells(name: str, heading: str) -> list[str]:
    return [row[0].strip("`") for row in rows(name, heading)]


def name_of(field: str) -> str:
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"HILLCOACH_{field.upper()}"


def usage_of(command: Command) -> str:
    return " ".join((f"/{command.name}", *(f"<{each.name}>" for each in command.parameters if each.required)))


def subcommands(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [each for each in of._actions if isinstance(each, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


def code_in(markdown: str) -> Iterator[str]:
    """Whatever the reader may copy: the lines of code blocks, and words between backticks."""
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", markdown, re.DOTALL | re.MULTILINE):
        yield from (line.strip() for line in block.split("\n"))
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", markdown, flags=re.DOTALL | re.MULTILINE))


def anchors(markdown: str) -> set[str]:
    """What GitHub makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(document: Path) -> list[str]:
    broken = []
    text = re.sub(r"^ *```.*?^ *```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            broken.append(link)
    return broken


def test_every_setting_is_explained():
    assert sorted(first_cells("docs/settings.md", "Setting")) == sorted(map(name_of, Settings.model_fields))


def test_the_defaults_of_the_settings_are_as_explained():
    told = {row[0].strip("`"): row[1].strip("`") for row in rows("docs/settings.md", "Setting")}
    real = {name_of(name): str(field.default or "not set") for name, field in Settings.model_fields.items()}
    assert told == real


def test_every_setting_in_the_example_exists():
    named = re.findall(r"^#?([A-Z_]+)=", text_of(".env.example"), re.MULTILINE)
    assert set(named) - set(map(name_of, Settings.model_fields)) == set()


def test_every_command_is_explained_with_its_arguments():
    assert first_cells("docs/commands.md", "Command") == [usage_of(each) for each in _as_in_the_document()]


def test_where_a_command_answers_is_as_explained():
    told = {row[0].strip("`").split()[0]: row[1] for row in rows("docs/commands.md", "Command")}
    assert told == {f"/{each.name}": "group" if each.group else "private" for each in REGISTRY.commands.values()}


def test_every_button_is_explained():
    assert sorted(first_cells("docs/commands.md", "Button")) == sorted(REGISTRY.presses)


def test_only_captains_press_what_is_explained_as_theirs():
    told = {row[0].strip("`") for row in rows("docs/commands.md", "Button") if "Captains only." in row[1]}
    assert told == {each.name for each in REGISTRY.presses.values() if each.admin}


def test_every_message_that_comes_unasked_is_explained():
    assert sorted(first_cells("docs/commands.md", "Message")) == sorted(REGISTRY.kinds)


def test_every_subcommand_is_explained():
    table = text_of("docs/commands.md").split("## What the operator can type", 1)[1]
    assert set(re.findall(r"^\| `hillcoach ([a-z]+)", table, re.MULTILINE)) == set(subcommands(parser()))


def test_help_names_every_command(library: Library):
    told = library.texts.say("help.text")
    assert [name for name, each in REGISTRY.commands.items() if f"/{name}" not in told and not each.coach] == []


def test_every_table_is_told_of_in_the_privacy_page():
    assert sorted(first_cells("PRIVACY.md", "Table")) == sorted(Base.metadata.tables)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_is_broken(document: Path):
    assert broken_links(document) == []


def test_every_make_target_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    named = {target for path in DOCUMENTS for target in _named(path, r"make ([a-z-]+)")}
    assert named - targets == set()
    assert "chat" in named


def test_every_subcommand_in_the_documents_exists():
    named = {name for path in DOCUMENTS for name in _named(path, r"(?:\.venv/bin/|/)?hillcoach ([a-z]+)")}
    assert named - set(subcommands(parser())) == set()
    assert "run" in named


def test_the_invitation_asks_for_the_permissions_that_the_readme_lists():
    readme = text_of("README.md")
    listed = re.findall(r"these permissions: ([^.]+)\.", readme)[0]
    assert re.split(r",\s+", listed) == list(INVITED_TO)
    asked = discord.Permissions(**dict.fromkeys(INVITED_TO.values(), True)).value
    assert re.findall(r"permissions=(\d+)", readme) == [f"{asked}"]


def _as_in_the_document() -> list[Command]:
    """The commands in the order of the document: order is the reader's matter, completeness is ours."""
    named = [cell.split()[0].removeprefix("/") for cell in first_cells("docs/commands.md", "Command")]
    rank = {name: place for place, name in enumerate(named)}
    return sorted(REGISTRY.commands.values(), key=lambda each: rank.get(each.name, len(rank)))


def _named(document: Path, pattern: str) -> Iterator[str]:
    for code in code_in(document.read_text(encoding="utf-8")):
        if found := re.match(pattern, code):
            yield found[1]
