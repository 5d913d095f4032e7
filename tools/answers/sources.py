"""Makes `words.txt.xz` and `wordnet.txt.xz` of the corpus from their public sources (terms: core/answers/data/NOTICE).

    python -m tools.answers.sources SCOWL WORDNET [OUT]

SCOWL is the folder with the word lists of SCOWL 2020.12.07 (`english-words.70` and its kin; Debian: scowl), WORDNET
the one with `data.noun` and its kin of WordNet 3.0 (Debian: wordnet-base). The order of words comes from the package
wordfreq 3.1.1, which must be installed.
"""

import argparse
import lzma
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.answers.questions import FOLDER

LOOKED_AT, KEPT, EASY = 60_000, 32_000, 15_000
"""Words looked at, words kept, and how many of them a definition's headword must be among."""
LARGEST = 70
EXAMPLE, DEFINITION = range(3, 17), range(1, 15)
"""How many words an example and a definition may have."""

_LIST = re.compile(
    r"(?:english|american|british|canadian|australian|british_z)-"
    r"(?:words|contractions|proper-names|upper|abbreviations)\.(\d+)"
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scowl", type=Path)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=FOLDER)
    arguments = parser.parse_args()
    from wordfreq import top_n_list

    words = known_words(top_n_list("en", LOOKED_AT), scowl(arguments.scowl))
    _pack(arguments.out / "words.txt.xz", words[:KEPT])
    _pack(arguments.out / "wordnet.txt.xz", sentences(arguments.wordnet, set(words[:EASY])))


def known_words(frequent: Sequence[str], listed: set[str]) -> list[str]:
    """The frequent words that are listed too, in their order; of single letters only a and i."""
    plain = (word for word in frequent if _WORD.fullmatch(word) and word in listed)
    return [word for word in plain if len(word) > 1 or word in "ai"]


def scowl(folder: Path) -> set[str]:
    """Every word of the lists up to size 70, in lower case."""
    found: set[str] = set()
    for path in folder.iterdir():
        name = _LIST.fullmatch(path.name)
        if name and int(name[1]) <= LARGEST:
            found.update(line.strip().lower() for line in path.read_text("latin-1").splitlines())
    return found


def sentences(folder: Path, easy: set[str]) -> list[str]:
    """Examples, and definitions of easy words with every other headword before them; sorted."""
    glosses = [each for part in ("noun", "verb", "adj", "adv") for each in _glosses(folder / f"data.{part}")]
    examples = (
        re.sub(r"\s+", " ", example.lower()).lstrip()
        for _, gloss in glosses
        for example in re.findall(r'"([^"]+)"', gloss)
    )
    meant = [(head, re.sub(r'"[^"]*"', "", gloss).split(";")[0].strip()) for head, gloss in glosses]
    numbered = enumerate((head, meaning.lower()) for head, meaning in meant if meaning)
    definitions = {
        f"{head}: {meaning}" if number % 2 else meaning
        for number, (head, meaning) in numbered
        if len(meaning.split()) in DEFINITION and all(word in easy for word in head.split())
    }
    return sorted(definitions.union(example for example in examples if len(example.split()) in EXAMPLE))


def _glosses(path: Path) -> Iterator[tuple[str, str]]:
    """The first word of each meaning, and its gloss."""
    for line in path.read_text("latin-1").split("\n"):
        if not line.startswith(" ") and "|" in line:
            about, gloss = line.split("|", 1)
            yield about.split()[4].replace("_", " ").lower(), gloss.strip()


def _pack(path: Path, lines: Sequence[str]) -> None:
    path.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
