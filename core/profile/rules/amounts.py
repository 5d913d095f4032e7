"""Reading one amount: thousands separators against decimal ones, years of age, how long somebody has trained."""

import re

NUMBER = (
    r"(?:[1-9][ ]\d{3}(?!\d)"  # 1 200
    r"|\d{1,3}(?:[.,'\u2019\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)"  # 1,200 and 1.200,5
    r"|\d+(?:[.,]\d+)?)"
)

_ONE_SEPARATOR = re.compile(r"(\d{1,3})[.,](\d{3})")
_AGE = re.compile(r"(?:i'?m |i am )?(\d{1,3})(?: ?(?:years?|yrs?|y)(?: old)?)?\.?")
_BORN = re.compile(r"(?:born )?(?:in )?((?:19|20)\d{2})")
_MONTHS = re.compile(rf"(?:about |for |over )*({NUMBER}) ?(months?|mo|years?|yrs?|y|m)")


def read_number(text: str) -> tuple[float, ...]:
    """What a number may mean: "1,200" is 1200 or 1.2, the likelier first; anything else one value."""
    plain = re.sub(r"['\u2019\s]", "", text)
    if match := _ONE_SEPARATOR.fullmatch(plain):
        return (float(match[1] + match[2]), float(f"{match[1]}.{match[2]}"))
    marks = re.findall(r"[.,]", plain)
    if len(marks) > 1 and len(set(marks)) == 1:
        return (float(re.sub(r"[.,]", "", plain)),)
    whole, _, decimals = plain.replace(",", ".").rpartition(".")
    return (float(f"{whole.replace('.', '')}.{decimals}"),) if marks else (float(plain),)


def read_age(text: str, this_year: int) -> int | None:
    """An age in years ("47", "47 years old"), or a year of birth."""
    words = " ".join(text.casefold().split())
    if match := _BORN.fullmatch(words):
        return this_year - int(match[1])
    match = _AGE.fullmatch(words)
    return int(match[1]) if match else None


def read_months(text: str) -> float | None:
    """How long, in months: "8 months", "1.5 years"."""
    match = _MONTHS.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        return None
    value = read_number(match[1])[-1]
    return value * 12 if match[2].startswith("y") else value
