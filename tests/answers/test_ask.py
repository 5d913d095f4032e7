"""What `hillcoach ask` makes of a reading."""

from bot.ask import as_object
from core.answers.understanding import Reading
from core.knowledge.library import Library


def test_the_second_question_is_named_under_the_answer_to_the_first(library: Library) -> None:
    one = as_object(library, Reading("answer", "taper", 0.9))
    both = as_object(library, Reading("answer", "taper", 0.9, then=("calf-frequency",)))
    also = library.texts.say("faq.also", title="How often should I do calf raises?")
    assert both == {**one, "text": f"{one['text']}\n\n{also}"}
