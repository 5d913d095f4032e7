"""Questions that ask the same come together, others stay apart."""

from itertools import combinations

import numpy as np

from core.answers.engine import meaning_table
from core.answers.normalise import words
from core.inbox.rules.grouping import groups, likeness, rarity_of
from core.knowledge.library import Library

ASKED = """which shoes for a muddy fell race|what shoes should I buy for muddy trails|shoes for mud?|best trail shoe when it is muddy
how many gels do I need for a mountain marathon|how many gels per hour in a hilly race|gels in a marathon, how many
can I use trekking poles in a trail race|are poles worth it on steep climbs|do poles help in mountain races
is creatine useful for runners|should runners take creatine|creatine for hill running
how to treat blisters|blisters on my heels what to do|how do I avoid blisters on long downhill runs
do I need a head torch for a night race|which head torch for running at night|head torch brightness for night trails
can I run with a pushchair on hills|running with a pushchair uphill|is a pushchair ok on hilly runs
how do I wash a hydration vest|cleaning my running vest|washing a running vest, how
what is a good cadence downhill|cadence for downhill running|downhill step rate, what is good
does beetroot juice help uphill|is beetroot juice any good for runners|beetroot before a hilly race"""


def together(texts: list[str], library: Library) -> list[list[str]]:
    read = [words(text) for text in texts]
    known = [words(text) for each in library.phrasings().values() for text in each]
    table = meaning_table()
    alike = likeness(np.stack([table.vector(each) for each in read]), read, rarity_of(known))
    return [[texts[number] for number in each] for each in groups(alike)]


def test_most_ways_to_ask_the_same_come_together_and_hardly_any_others(library: Library):
    meant = [line.split("|") for line in ASKED.split("\n")]
    texts = [text for each in meant for text in each]
    wanted = {pair for each in meant for pair in combinations(sorted(each), 2)}
    found = {pair for each in together(texts, library) for pair in combinations(sorted(each), 2)}
    assert len(wanted & found) >= 0.85 * len(wanted)
    assert len(wanted & found) >= 0.95 * len(found)


def test_one_question_is_a_group_of_its_own(library: Library):
    assert together(["shoes for mud?"], library) == [["shoes for mud?"]]


def test_questions_without_a_known_word_stay_apart(library: Library):
    assert together(["шины", "xqzv wkjp"], library) == [["шины"], ["xqzv wkjp"]]


def test_a_group_is_named_by_its_first_question_in_the_order_they_come(library: Library):
    found = together(["creatine for hill running", "shoes for mud?", "is creatine useful for runners"], library)
    assert found == [["creatine for hill running", "is creatine useful for runners"], ["shoes for mud?"]]
