"""Questions as a thumb in a hurry types them: a slip in about every sixth word, chat spellings, fillers."""

from random import Random

CHAT = {
    "you": "u",
    "your": "ur",
    "are": "r",
    "please": "plz",
    "to": "2",
    "for": "4",
    "because": "cuz",
    "what": "wat",
    "tomorrow": "tmrw",
    "want": "wanna",
    "going": "goin",
    "and": "n",
    "about": "abt",
    "people": "ppl",
    "thanks": "thx",
    "don't": "dont",
    "can't": "cant",
    "what's": "whats",
    "i'm": "im",
    "really": "rly",
    "before": "b4",
    "have": "hav",
    "know": "kno",
    "message": "msg",
    "something": "smth",
}
BEFORE = ("hey", "um", "so", "hi", "ok so", "yo", "uh", "quick question")
AFTER = ("lol", "thx", "please", "pls", "??", "asap", "haha")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def messy(question: str, dice: Random) -> str:
    typed = [_typed(word, dice) for word in question.split()]
    before = [dice.choice(BEFORE)] if dice.random() < 0.15 else []
    after = [dice.choice(AFTER)] if dice.random() < 0.15 else []
    return " ".join([*before, *typed, *after])


def _typed(word: str, dice: Random) -> str:
    if word in CHAT and dice.random() < 0.3:
        return CHAT[word]
    return _slip(word, dice) if len(word) > 3 and dice.random() < 0.3 else word


def _slip(word: str, dice: Random) -> str:
    """One letter swapped with the next, left out, hit wrong, or typed twice."""
    at = dice.randrange(len(word) - 1)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    return dice.choice(
        (
            head + tail[0] + letter + tail[1:],
            head + tail,
            head + dice.choice(LETTERS) + tail,
            head + letter + letter + tail,
        )
    )
