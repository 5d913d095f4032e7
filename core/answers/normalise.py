"""A question as people type it, made into plain lower-case words."""

import re
import unicodedata

LONGEST = 2_000
"""Characters read of a question; what comes later is not looked at."""

_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'"})
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"))
_IRREGULAR = {"can't": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us", "y'all": "you all"}


def words(text: str) -> list[str]:
    """The words of a text: lower case, no accents, no links, contractions in full, drawn-out letters shortened.

    Digits and the letters of any script count as words; emoji and punctuation do not.
    """
    plain = _without_accents(text[:LONGEST].translate(_QUOTES).lower())
    plain = _DRAWN_OUT.sub(r"\1\1", _LINK.sub(" ", plain))
    return [word for found in _WORD.findall(plain) for word in _in_full(found)]


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _in_full(word: str) -> list[str]:
    if "'" not in word:
        return [word]
    if word in _IRREGULAR:
        return _IRREGULAR[word].split()
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return (word.removesuffix(ending) + full).split()
    if word.endswith("'s"):
        return [word.removesuffix("'s"), "s"]
    return [word.replace("'", "")]
