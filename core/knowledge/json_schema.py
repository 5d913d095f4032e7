"""Every kind of content file as JSON Schema, for editors."""

from collections.abc import Mapping
from typing import Any

from core.knowledge.places import BODY
from core.knowledge.plan_schema import PlanRules
from core.knowledge.reading import adapter
from core.knowledge.safety_schema import SafetyFile
from core.knowledge.schema import ChallengeTemplate, Claim, Exercise, PackInfo, Source, Topic

KINDS: Mapping[str, tuple[str, Any]] = {
    "background": ("background.yaml", dict[str, tuple[str, ...]]),
    "challenge": ("challenges/*.yaml", ChallengeTemplate),
    "claims": ("claims.yaml", dict[str, Claim]),
    "exercise": ("exercises/*.md", Exercise),
    "pack": ("pack.yaml", PackInfo),
    "plan-rules": ("plans/rules.yaml", PlanRules),
    "safety": ("safety.yaml", SafetyFile),
    "sources": ("sources.yaml", dict[str, Source]),
    "texts": ("texts/*.yaml", dict[str, str]),
    "topic": ("faq/*.md", Topic),
}
"""What kinds there are: the files of each, and their shape. Of a Markdown file it is the front matter."""

DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor reads


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind; KeyError for any other."""
    files, shape = KINDS[kind]
    schema = _as_draft_7(adapter(shape).json_schema())
    if files.endswith(".md"):
        schema = _front_matter(schema)
    return {"$schema": DIALECT, "title": f"Hillcoach: {files}", **{k: v for k, v in schema.items() if k != "title"}}


def _as_draft_7(schema: Any) -> Any:
    """The same, with the older name for the entries of a pair."""
    if isinstance(schema, Mapping):
        return {"items" if name == "prefixItems" else name: _as_draft_7(part) for name, part in schema.items()}
    return [_as_draft_7(part) for part in schema] if isinstance(schema, list) else schema


def _front_matter(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Without what stands below the front matter."""
    properties = {name: value for name, value in schema["properties"].items() if name not in BODY}
    return {**schema, "properties": properties, "required": [each for each in schema["required"] if each in properties]}
