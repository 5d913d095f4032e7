"""Words cut into pieces of a fixed vocabulary, so that a word never seen still carries some meaning."""

from collections.abc import Iterable, Sequence

LONGEST_WORD = 40
MEMORY = 20_000


class Wordpieces:
    """Greedy longest-match cutting (WordPiece: Schuster and Nakajima, 2012), remembered per word.

    The vocabulary lists beginnings of words as they are and continuations with `##` before them; the number of
    a piece is its place in the list. What cannot be cut gives no pieces.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self._number = {piece: place for place, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.vocabulary)

    def __contains__(self, word: str) -> bool:
        return word in self._number

    def of(self, words: Iterable[str]) -> list[int]:
        """The piece numbers of the words, in their order."""
        return [piece for word in words for piece in self.of_word(word)]

    def of_word(self, word: str) -> tuple[int, ...]:
        """The piece numbers of one word; none if it cannot be cut."""
        known = self._known.get(word)
        if known is None:
            known = self._cut(word)
            if len(self._known) < MEMORY:
                self._known[word] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return ()
        pieces: list[int] = []
        start = 0
        while start < len(word):
            piece, start = self._longest(word, start)
            if piece is None:
                return ()
            pieces.append(piece)
        return tuple(pieces)

    def _longest(self, word: str, start: int) -> tuple[int | None, int]:
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            piece = self._number.get(mark + word[start:end])
            if piece is not None:
                return piece, end
        return None, start
