"""`hillcoach knowledge schema`: JSON Schema files, with which an editor offers names and underlines mistakes."""

import json
from collections.abc import Iterator
from pathlib import Path

from core.errors import OperatorError
from core.knowledge.json_schema import KINDS, json_schema


def write_schemas(folder: Path) -> Iterator[str]:
    """Write a file for every kind of content, and say how an editor is told; OperatorError when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            text = json.dumps(json_schema(kind), indent=2, ensure_ascii=False)
            (folder / f"{kind}.json").write_text(f"{text}\n", encoding="utf-8")
    except OSError as wrong:
        raise OperatorError(f"{folder} cannot be written to: {wrong.strerror}") from None
    yield f"{len(KINDS)} files are in {folder}. Visual Studio Code with its extension YAML wants this in settings.json:"
    yield ""
    wanted = {
        f"{folder.resolve().as_uri()}/{kind}.json": f"**/{files}"
        for kind, (files, _) in KINDS.items()
        if _is_yaml(files)
    }
    yield json.dumps({"yaml.schemas": wanted}, indent=2)


def _is_yaml(files: str) -> bool:
    return files.endswith(".yaml")
