"""A whole checked pack, immutable: the one thing the rest of the coach asks for knowledge."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path
from typing import Any

from core.answers.ear import Alarms
from core.errors import ContentError
from core.knowledge.checks import check_pack
from core.knowledge.places import MORE, Place
from core.knowledge.plan_schema import PlanRules
from core.knowledge.problems import Finding, Problems, meant
from core.knowledge.reading import Document, checked, read_markdown, read_text, read_yaml
from core.knowledge.safety_schema import HARMLESS, SafetyFile
from core.knowledge.schema import ChallengeTemplate, Claim, Exercise, PackInfo, Source, Topic
from core.texts import Texts

HILLS = Path(__file__).parent / "hills"
FORMS_AN_ALIAS = 3  # of the ways to ask about an exercise: all of them for all aliases would drown the FAQ


@dataclass(frozen=True, slots=True)
class Library:
    """Everything a pack holds; `fingerprint` changes when any file of it does."""

    info: PackInfo
    topics: Mapping[str, Topic]
    exercises: Mapping[str, Exercise]
    sources: Mapping[str, Source]
    challenges: Mapping[str, ChallengeTemplate]
    plan_rules: PlanRules
    safety: SafetyFile
    questions: Mapping[str, tuple[str, ...]]
    background: tuple[str, ...]
    claims: Mapping[str, Claim]
    remarks: Mapping[str, tuple[str, ...]]
    texts: Texts
    fingerprint: str

    def phrasings(self) -> dict[str, tuple[str, ...]]:
        """What people type, by topic: FAQ entries, exercises as `exercise:<id>`, and features by their command."""
        exercises = {f"exercise:{card.id}": self._about(card) for card in self.exercises.values()}
        faq = {
            topic.id: (*topic.phrasings, topic.title, *self.questions.get(topic.id, ()))
            for topic in self.topics.values()
        }
        return {**faq, **exercises, **self.info.feature_phrasings}

    def alarms(self) -> Alarms:
        """What the learned ear is taught: messages by red flag, and what only sounds like one."""
        return self.safety.alarms(self.remarks)

    def title_of(self, name: str) -> str:
        """What a topic, an exercise or a feature is called; KeyError for anything else."""
        if name in self.topics:
            return self.topics[name].title
        if name.startswith("exercise:"):
            return self.exercises[name.removeprefix("exercise:")].name
        return self.texts.say(f"faq.feature.{name}")

    def _about(self, card: Exercise) -> tuple[str, ...]:
        """What people ask about an exercise: every form with its name, three of them in turn with each alias."""
        forms = self.info.exercise_phrasings
        named = [form.format(alias=card.name) for form in forms]
        others = (
            forms[(index * FORMS_AN_ALIAS + turn) % len(forms)].format(alias=alias)
            for index, alias in enumerate(card.aliases)
            for turn in range(min(FORMS_AN_ALIAS, len(forms)))
        )
        return (*named, *others)


def load(root: Path = HILLS) -> Library:
    """Read and check a pack; raises ContentError that lists every problem by file and line."""
    problems = Problems(root)
    if not (root / "pack.yaml").is_file():
        raise ContentError(f"{root} is not a content pack: it has no pack.yaml")
    library = _read(root, problems)
    if library is not None:
        check_pack(library, problems)
    if library is None or problems.found:
        raise ContentError(str(problems))
    return library


def _read(root: Path, problems: Problems) -> Library | None:
    info = _yaml(root / "pack.yaml", PackInfo, problems)
    plan_rules = _yaml(root / "plans" / "rules.yaml", PlanRules, problems)
    topics = _each(root, "faq/*.md", Topic, problems)
    exercises = _each(root, "exercises/*.md", Exercise, problems)
    challenges = _each(root, "challenges/*.yaml", ChallengeTemplate, problems)
    sources = _named(root / "sources.yaml", Source, problems)
    texts = _named(root / "texts" / "en.yaml", str, problems)
    background = _named(root / "background.yaml", tuple[str, ...], problems)
    questions = _lines(root, "questions", "topic", topics, problems)
    claims = _named(root / "claims.yaml", Claim, problems)
    safety = _yaml(root / "safety.yaml", SafetyFile, problems)
    rows = () if safety is None else safety.names
    remarks = _lines(root, "red_flag_examples", "red flag", (*rows, *HARMLESS), problems)
    if info is None or plan_rules is None or safety is None or problems.found:
        return None
    return Library(
        info=info,
        topics=topics,
        exercises=exercises,
        sources=sources,
        challenges=challenges,
        plan_rules=plan_rules,
        safety=safety,
        questions=questions,
        background=tuple(question for group in background.values() for question in group),
        claims=claims,
        remarks=remarks,
        texts=Texts(texts),
        fingerprint=fingerprint(root),
    )


def fingerprint(root: Path) -> str:
    """A short hash of every file of a pack."""
    digest = blake2s(digest_size=12)
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _each(root: Path, pattern: str, shape: Any, problems: Problems) -> dict[str, Any]:
    """Every file of one kind, by id; the file must be named after its id."""
    found: dict[str, Any] = {}
    for path in sorted(root.glob(pattern)):
        value = _yaml(path, shape, problems) if path.suffix == ".yaml" else _markdown(path, shape, problems)
        if value is None:
            continue
        name = str(value.id)
        if path.stem != name and not path.stem.startswith(f"{name.lower()}-"):
            problems.note(
                [Finding(Place(path, ("id",)), f"id: {name!r} is not the name of the file: make them the same")]
            )
        elif name in found:
            problems.note([Finding(Place(path, ("id",)), f"id: another file has the id {name!r} too")])
        found[name] = value
    return found


def _lines(
    root: Path, folder: str, kind: str, known: Collection[str], problems: Problems
) -> dict[str, tuple[str, ...]]:
    """What people type, one a line, in a file named after what they mean by it; `#` begins a remark."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(root.glob(f"{folder}/*.txt")):
        if path.stem not in known and not problems.found:
            problems.add(path, 1, f"there is no {kind} {path.stem!r}{meant(path.stem, known)}")
        lines = (line.strip() for line in (read_text(path, problems) or "").splitlines())
        found[path.stem] = tuple(line for line in lines if line and not line.startswith("#"))
    return found


def _yaml(path: Path, shape: Any, problems: Problems) -> Any:
    document = _document(path, problems)
    return None if document is None else checked(shape, document, document.data, problems)


def _document(path: Path, problems: Problems) -> Document | None:
    if not path.is_file():
        problems.add(path, 1, "is missing")
        return None
    return read_yaml(path, problems)


def _markdown(path: Path, shape: Any, problems: Problems) -> Any:
    read = read_markdown(path, problems)
    if read is None:
        return None
    document, body = read
    return checked(shape, document, {**document.data, **_body_fields(shape, body)}, problems)


def _body_fields(shape: type[Any], body: str) -> dict[str, str]:
    if shape is not Topic:
        return {"body": body}
    short, _, more = body.partition(f"\n{MORE}\n")
    return {"short": short.strip(), "more": more.strip()}


def _named(path: Path, shape: Any, problems: Problems) -> dict[str, Any]:
    """A YAML file of many values of one shape, by name."""
    document = _document(path, problems)
    if document is None:
        return {}
    return {
        str(name): value
        for name, data in document.data.items()
        if (value := checked(shape, document, data, problems, (str(name),))) is not None
    }
