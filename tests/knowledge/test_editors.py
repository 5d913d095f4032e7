"""JSON Schema for editors: written for every kind of file, and every file that ships fits its own."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.knowledge.editors import write_schemas
from core.errors import OperatorError
from core.knowledge.json_schema import KINDS, json_schema
from core.knowledge.library import HILLS
from core.knowledge.places import FRONT


def data_of(path: Path) -> Any:
    """What an editor sees: the YAML of a file or of its front matter, days as text."""
    text = path.read_text(encoding="utf-8")
    front = FRONT.match(text)
    return json.loads(json.dumps(yaml.safe_load(front["front"] if front else text), default=str))


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_that_ships_fits_the_schema_of_its_kind(kind: str):
    files = sorted(HILLS.glob(KINDS[kind][0]))
    judge = jsonschema.Draft7Validator(json_schema(kind))
    assert files != []
    assert {path.name: [each.message for each in judge.iter_errors(data_of(path))] for path in files} == {
        path.name: [] for path in files
    }


def test_every_file_of_a_pack_has_a_kind():
    known = {path for files, _ in KINDS.values() for path in HILLS.glob(files)}
    assert [path for path in HILLS.rglob("*.[ym]*") if path not in known] == []


def test_a_slip_is_underlined():
    judge = jsonschema.Draft7Validator(json_schema("challenge"))
    data = data_of(HILLS / "challenges" / "calf-30.yaml")
    assert [each.message for each in judge.iter_errors({**data, "days": "many", "jocker": 1})] == [
        "Additional properties are not allowed ('jocker' was unexpected)",
        "'many' is not of type 'integer'",
    ]


def test_the_files_are_written_and_the_editor_told_where_they_are(tmp_path: Path):
    told = list(write_schemas(tmp_path / "schemas"))
    assert sorted(path.stem for path in (tmp_path / "schemas").iterdir()) == sorted(KINDS)
    settings = json.loads(told[-1])["yaml.schemas"]
    assert settings[(tmp_path / "schemas" / "challenge.json").as_uri()] == "**/challenges/*.yaml"
    assert json.loads((tmp_path / "schemas" / "topic.json").read_text()) == json_schema("topic")


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OperatorError) as told:
        list(write_schemas(tmp_path / "file"))
    assert str(told.value) == f"{tmp_path / 'file'} cannot be written to: File exists"
