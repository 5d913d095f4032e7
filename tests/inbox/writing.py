"""A coach at work: from the inbox to an approved answer."""

from tests.play import Player

GELS = ("how many gels do I need for a mountain marathon", "how many gels per hour in a hilly race")
SHORT = "I know of no study on that. Try on long runs what you want to do in the race, and ask somebody who knows food."
MORE = (
    "Start with little on a long run with hills, and write down what your stomach says. Take nothing new on race day."
)
WORDINGS = """gels in a marathon, how many
how often should I take a gel on race day
do I need gels in a half marathon
when to take the first gel
gels or drinks on race day
how many energy gels should I carry
gel every thirty minutes ok
is one gel an hour enough
how early before a climb should a gel go in"""


def write_about_gels(clara: Player) -> str:
    """Write the whole answer; returns the preview."""
    clara.says("/inbox")
    clara.presses(GELS[0])
    clara.presses("Write the answer")
    clara.says(SHORT)
    clara.says(MORE)
    clara.says("How many gels do I need?")
    clara.says(WORDINGS)
    return clara.presses("No source: my own judgement")
