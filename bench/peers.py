"""What else one could use to find the topic of a question."""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from core.answers.normalise import words

Entries = dict[str, list[str]]
Answer = Callable[[str], str]


@dataclass(frozen=True)
class Peer:
    name: str
    fit: Callable[[Entries], Answer]


def peers() -> Iterator[Peer]:
    """Every peer whose package is installed."""
    yield Peer("BM25, a topic's questions joined", bm25)
    yield Peer("nearest by Levenshtein, pure Python", levenshtein)
    for package, peer in (
        ("rapidfuzz", Peer("nearest by Levenshtein, rapidfuzz", rapid)),
        ("sklearn", Peer("TF-IDF words + logistic regression", lambda entries: regression(entries, letters=False))),
        ("sklearn", Peer("TF-IDF words and letters + regression", lambda entries: regression(entries, letters=True))),
    ):
        if find_spec(package):
            yield peer
        else:
            print(f"{peer.name}: left out, {package} is not installed")


def bm25(entries: Entries, k1: float = 1.2, b: float = 0.75) -> Answer:
    documents = {topic: Counter(w for q in questions for w in words(q)) for topic, questions in entries.items()}
    lengths = {topic: counts.total() for topic, counts in documents.items()}
    average = sum(lengths.values()) / len(lengths)
    seen = Counter(word for counts in documents.values() for word in counts)

    def score(topic: str, asked: list[str]) -> float:
        counts, norm = documents[topic], k1 * (1 - b + b * lengths[topic] / average)
        rarity = (math.log(1 + (len(documents) - seen[w] + 0.5) / (seen[w] + 0.5)) for w in asked)
        return sum(r * counts[w] * (k1 + 1) / (counts[w] + norm) for r, w in zip(rarity, asked, strict=True))

    def answer(question: str) -> str:
        asked = words(question)
        return max(documents, key=lambda topic: score(topic, asked))

    return answer


def levenshtein(entries: Entries) -> Answer:
    known = [(question, topic) for topic, questions in entries.items() for question in questions]

    def answer(question: str) -> str:
        return min(known, key=lambda pair: distance(question, pair[0]) / max(len(question), len(pair[0])))[1]

    return answer


def distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        corner, row[0] = row[0], i
        for j, other in enumerate(right, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (letter != other))
    return row[-1]


def rapid(entries: Entries) -> Answer:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    known = [(question, topic) for topic, questions in entries.items() for question in questions]
    texts = [question for question, _ in known]

    def answer(question: str) -> str:
        found = process.extractOne(question, texts, scorer=Levenshtein.normalized_similarity)
        return known[found[2]][1]

    return answer


def regression(entries: Entries, letters: bool) -> Answer:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    texts = [question for questions in entries.values() for question in questions]
    topics = [topic for topic, questions in entries.items() for _ in questions]
    parts = [TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)]
    if letters:
        parts.append(TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True))
    model = make_pipeline(make_union(*parts), LogisticRegression(C=10, max_iter=1000)).fit(texts, topics)
    return lambda question: str(model.predict([question])[0])
