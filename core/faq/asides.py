"""What is said to a text that cannot be answered, whatever the engine makes of it."""

from core.answers.understanding import Reading
from core.faq.remarks import has_words, is_only_link, remark_alone, remark_inside
from core.faq.rules import is_foreign
from core.knowledge.library import Library


def unanswerable(question: str, reading: Reading, library: Library) -> str | None:
    """The sentence for a greeting, abuse, a bare link or another language; None for a question or a red flag."""
    if reading.outcome == "safety":
        return None
    info, say = library.info, library.texts.say
    if (reply := remark_alone(question, info.remarks)) is not None:
        return reply
    if is_foreign(question, frozenset(info.foreign_words)):
        return say("faq.other_language")
    if reading.is_sure:
        return None
    if is_only_link(question):
        return say("faq.link")
    if not has_words(question):
        return say("faq.empty")
    return remark_inside(question, info.remarks)
