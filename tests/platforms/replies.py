"""Any reply the coach may give, and then some: hostile words, the most choices, the longest tokens."""

from hypothesis import strategies as st

from core.messages import MAX_CHOICES, MAX_LABEL, MAX_TEXT, MAX_TOKEN_BYTES, Action, Ask, Choice, Reply
from core.texts import escape

HOSTILE = (
    "<b>", "</b>", "<i", "&amp;", "&", "<script>alert(1)</script>", "@everyone", "@here", "<@123>", "<#9>", "<:x:1>",
    "[click](https://example.org)", "https://example.org/a_b_c?d=*e*", "```", "`", "~~", "||", "||spoiler||",
    "> quote", "# title", "-# small", "1. one", "- one", "***", "__", "_", "*", "\\", "\\\\*", "​", "‮",
    "\x00", "\x1b[31m", "\r\n", "\t", "\n\n\n", "👩‍👩‍👧‍👦", "🏔" * 9, "é", "ｗｉｄｅ", "مرحبا", "9" * 300, "  ",
)  # fmt: skip
OURS = ("**bold**", "_italic_", "**bold _and italic_**", "- item\n- item", "Two words", "\n\n", "\\*escaped\\_")

pieces = st.sampled_from(HOSTILE) | st.sampled_from(OURS) | st.text(max_size=40)
typed = st.lists(pieces, min_size=1, max_size=12).map("".join)  # what somebody may have typed
words = pieces | typed.map(escape)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A reply's text: sometimes short, sometimes as long as one may be."""
    text = " ".join(draw(st.lists(words, min_size=1, max_size=20)))
    if draw(st.booleans()):
        text = (text + " ") * (MAX_TEXT // (len(text) + 1) + 1)
    return text[:MAX_TEXT]


labels = pieces.filter(str.strip).map(lambda text: text[:MAX_LABEL]).filter(str.strip)
parts = st.text(st.characters(exclude_characters=":", exclude_categories=("Cs",)), max_size=20)


@st.composite
def actions(draw: st.DrawFn) -> Action:
    """An action whose token has at most 64 bytes, often just that many."""
    name = draw(st.from_regex(r"[a-z]{1,12}(\.[a-z]{1,12})?", fullmatch=True))
    action = Action(name)
    for part in draw(st.lists(parts, max_size=4)):
        longer = Action(name, (*action.args, part))
        if len(":".join((name, *longer.args)).encode()) <= MAX_TOKEN_BYTES:
            action = longer
    room = MAX_TOKEN_BYTES - len(action.token.encode()) - 1
    return Action(name, (*action.args, "x" * room)) if room >= 0 and draw(st.booleans()) else action


choices = st.builds(Choice, labels, actions())
asks = st.none() | st.builds(Ask, actions(), st.text(max_size=60))


def replies(*, private: bool | None = None, replace: bool | None = None) -> st.SearchStrategy[Reply]:
    """Any legal reply; the two flags either way unless they are given."""
    return st.builds(
        Reply,
        texts().filter(str.strip),
        st.lists(choices, max_size=MAX_CHOICES).map(tuple),
        asks,
        st.booleans() if private is None else st.just(private),
        st.booleans() if replace is None else st.just(replace),
    )
