"""Replies drawn for Discord: whatever the coach says fits and means the same."""

from hypothesis import given
from hypothesis import strategies as st

from bot.discord.render import MAX_CONTENT, contents
from bot.markup import plain
from core.messages import MAX_TEXT
from tests.fakes.discord.world import Account, Channel, Message

WORDS = st.text(st.sampled_from("ab \n*_~`|[]()#>-@\\.é🏔"), min_size=1, max_size=MAX_TEXT).filter(str.strip)


def read(content: str) -> str:
    """What a person reads."""
    return Message(1, Channel(2, ""), Account(3, ""), content).text


@given(WORDS)
def test_every_reply_fits(markup: str) -> None:
    drawn = contents(markup)
    assert all(0 < len(each.strip()) <= MAX_CONTENT for each in drawn)


@given(st.text(st.sampled_from("*_~`|[]#>-\\"), min_size=1200, max_size=MAX_TEXT))
def test_a_reply_of_nothing_but_special_characters_fits(markup: str) -> None:
    assert max(map(len, contents(markup))) <= MAX_CONTENT


@given(WORDS.filter(lambda markup: len(markup) < 900 and plain(markup).strip()))
def test_a_short_reply_reads_as_it_was_written(markup: str) -> None:
    assert [read(each) for each in contents(markup)] == [plain(markup.strip())]


def test_styles_hug_their_words() -> None:
    assert contents("a **b ** _c_ **d _e_** f_g_h 2 * 3") == ["a **b**  _c_ **d _e_** f\\_g\\_h 2 \\* 3"]


def test_shared_places_are_no_list_that_discord_would_number_anew() -> None:
    assert contents("1. Ann\n1. Bo\n12. Cy\n3.5 m") == ["1\\. Ann\n1\\. Bo\n12\\. Cy\n3.5 m"]


def test_a_long_reply_is_cut_between_paragraphs() -> None:
    first, second = "**a**" + "a" * 1200, "b" * 1200
    assert contents(f"{first}\n\n{second}") == [first, second]


def test_links_stay_whole() -> None:
    assert contents("see https://example.org/a_b_c?d=~e.") == ["see https://example.org/a_b_c?d=~e."]


def test_nobody_is_mentioned() -> None:
    assert contents("@everyone <@123456789012345678> <t:1700000000:R>") == [
        "@\u200beveryone \\<@\u200b123456789012345678> \\<t:1700000000:R>"
    ]


def test_what_cannot_be_drawn_is_left_out() -> None:
    assert (contents("a\x00b\ud800c"), contents("\x07"), contents("****")) == (["abc"], ["…"], ["\\*\\*\\*\\*"])
