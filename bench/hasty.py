"""Questions typed in haste by somebody else: a check that what helps is not good for `messy` alone."""

from random import Random

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORT = {
    "you": "ya", "please": "pls", "to": "2", "are": "r", "thank": "thank", "tonight": "tonite", "though": "tho",
    "because": "bc", "with": "w", "without": "w/o", "what": "wut", "tomorrow": "2moro", "today": "2day",
    "going": "gonna", "give": "gimme", "let": "lemme", "could": "cud", "should": "shud", "would": "wud",
    "thanks": "thnx", "for": "4", "okay": "k", "people": "peeps", "minutes": "mins", "hours": "hrs", "week": "wk",
    "about": "bout", "through": "thru", "night": "nite", "right": "rite", "that": "dat", "this": "dis", "the": "da",
    "between": "btwn", "number": "nr", "account": "acct", "again": "agn", "probably": "prolly", "very": "v",
}  # fmt: skip
OPENERS = ("hey guys", "umm so", "sorry if this is dumb but", "hello there", "so basically", "ok", "quick one", "erm",
           "hiya", "yo so like", "random question", "help", "well", "hi all", "just wondering")  # fmt: skip
CLOSERS = ("tia", "any ideas", "cheers", "!!!", "anyone", "pls help", "ty", "lmk", "idk", "lol", "🙏", "thx in advance",
           "?!", "...", "xx")  # fmt: skip


def hasty(question: str, dice: Random) -> str:
    """One slip in about six words, some chat spellings, now and then an opener or a closer."""
    typed = " ".join(_typed(word, dice) for word in question.split())
    if dice.random() < 0.06 and " " in typed:
        typed = _joined(typed, dice)
    before = f"{dice.choice(OPENERS)} " if dice.random() < 0.2 else ""
    after = f" {dice.choice(CLOSERS)}" if dice.random() < 0.2 else ""
    return before + typed + after


def _typed(word: str, dice: Random) -> str:
    if word in SHORT and dice.random() < 0.25:
        return SHORT[word]
    if len(word) < 2 or dice.random() >= 1 / 6:
        return word
    kinds = [_beside, _beside, _swapped, _swapped, _left_out, _left_out, _twice, _extra]
    if len(word) > 4:
        kinds += [_no_vowels, _sound, _split]
    return dice.choice(kinds)(word, dice)


def _beside(word: str, dice: Random) -> str:
    at = dice.randrange(len(word))
    for row in KEYS:
        if (place := row.find(word[at])) >= 0:
            return (
                word[:at]
                + row[max(0, place - 1) if dice.random() < 0.5 else min(len(row) - 1, place + 1)]
                + word[at + 1 :]
            )
    return word


def _swapped(word: str, dice: Random) -> str:
    at = dice.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _left_out(word: str, dice: Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _twice(word: str, dice: Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + word[at] * dice.choice((2, 2, 3)) + word[at + 1 :]


def _extra(word: str, dice: Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + dice.choice("qwertyuiopasdfghjklzxcvbnm") + word[at:]


def _no_vowels(word: str, _dice: Random) -> str:
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def _sound(word: str, dice: Random) -> str:
    for said, typed in (
        ("ght", "t"),
        ("ph", "f"),
        ("ck", "k"),
        ("ie", "ei"),
        ("ei", "ie"),
        ("tion", "shun"),
        ("ea", "ee"),
        ("ll", "l"),
        ("ss", "s"),
        ("ing", "in"),
    ):
        if said in word:
            return word.replace(said, typed, 1)
    return _left_out(word, dice)


def _split(word: str, dice: Random) -> str:
    at = dice.randrange(2, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


def _joined(text: str, dice: Random) -> str:
    blanks = [at for at, letter in enumerate(text) if letter == " "]
    at = dice.choice(blanks)
    return text[:at] + text[at + 1 :]
