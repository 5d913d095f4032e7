"""The one-time code: easy to read aloud, hard to guess. Pure."""

from hashlib import scrypt

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 letters, without those that look alike
LENGTH = 8
HALF = LENGTH // 2
SALT = b"hillcoach: link"


def code_from(chance: bytes) -> str:
    """A code from as many unforeseeable bytes as it has letters."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in chance[:LENGTH])


def shown(code: str) -> str:
    """The code as people read it: in two halves."""
    return f"{code[:HALF]}-{code[HALF:]}"


def read_code(text: str) -> str | None:
    """What somebody typed as a code; None when it cannot be one."""
    code = "".join(each for each in text.upper() if each not in " -")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def hash_of(code: str) -> str:
    """What is stored of a code: slow to compute on purpose, for a code has forty bits only."""
    return scrypt(code.encode(), salt=SALT, n=2**14, r=8, p=1, dklen=24).hex()
