"""Names that lead nowhere, texts that are missing, and questions claimed twice: told at their own line."""

from pathlib import Path

import pytest

from tests.knowledge.packs import change, line_of, problems, set_line


@pytest.mark.parametrize(
    ("start", "written", "told"),
    [
        ("sources:", "sources: [B21, B999]", "there is no source 'B999' in sources.yaml"),
        (
            "next:",
            "next: [calf-frequenzy]",
            "there is no topic, exercise or command 'calf-frequenzy': did you mean 'calf-frequency'?",
        ),
        ("next:", 'next: ["exercise:Z9"]', "there is no topic, exercise or command 'exercise:Z9'"),
    ],
)
def test_an_answer_that_leads_nowhere(pack: Path, start: str, written: str, told: str):
    line = set_line(pack / "faq" / "taper.md", start, written)
    assert [each.split(": did")[0] for each in problems(pack)] == [f"faq/taper.md:{line}: {told}".split(": did")[0]]


def test_the_entry_of_a_long_list_is_told_at_its_own_line(pack: Path):
    line = set_line(pack / "faq" / "taper.md", "next:", "next:\n  - plan\n  - nowhere-at-all")
    assert problems(pack) == [
        f"faq/taper.md:{line + 2}: there is no topic, exercise or command 'nowhere-at-all'"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "written", "told"),
    [
        ("swaps:", "swaps: [C2, C4, Z9]", "there is no exercise 'Z9'"),
        ("supports:", "supports: [A7, B999]", "there is no source 'B999' in sources.yaml"),
        ("harder:", 'harder: {text: "More.", to: [Z9]}', "there is no exercise 'Z9'"),
        ("swaps:", "swaps: [E1]", "no swap works without kit: add one that does"),
    ],
)
def test_a_card_that_leads_nowhere(pack: Path, start: str, written: str, told: str):
    line = set_line(pack / "exercises" / "c1-pallof-press.md", start, written)
    assert problems(pack) == [f"exercises/c1-pallof-press.md:{line}: {told}"]


def test_a_challenge_that_leads_nowhere(pack: Path):
    path = pack / "challenges" / "calf-30.yaml"
    first, second = set_line(path, "exercise:", "exercise: Z9"), set_line(path, "sources:", "sources: [B999]")
    assert problems(pack) == [
        f"challenges/calf-30.yaml:{first}: there is no exercise 'Z9'",
        f"challenges/calf-30.yaml:{second}: there is no source 'B999' in sources.yaml",
    ]


def test_plan_rules_that_lead_nowhere(pack: Path):
    path = pack / "plans" / "rules.yaml"
    cell = change(path, "HG: [H5, L3]", "HG: [H5, Z9]")
    source = change(path, "B18]}", "B999]}")
    assert problems(pack) == [
        f"plans/rules.yaml:{cell}: there is no exercise 'Z9'",
        f"plans/rules.yaml:{source}: there is no source 'B999' in sources.yaml",
    ]


def test_safety_rows_and_forbidden_claims_that_lead_nowhere(pack: Path):
    path = pack / "claims.yaml"
    claim = change(path, "sources: [B40]", "sources: [B999]")
    row = set_line(pack / "safety.yaml", "    sources:", "    sources: [B998]")
    assert problems(pack) == [
        f"claims.yaml:{claim}: there is no source 'B999' in sources.yaml",
        f"safety.yaml:{row}: there is no source 'B998' in sources.yaml",
    ]


def test_phrasings_of_a_command_that_does_not_exist(pack: Path):
    line = change(pack / "pack.yaml", "  week:\n", "  weeks:\n")
    assert problems(pack) == [f"pack.yaml:{line}: there is no command 'weeks': did you mean 'week'?"]


def test_a_phrasing_claimed_twice(pack: Path):
    line = (
        change(pack / "faq" / "taper.md", "phrasings:\n", "phrasings:\n  - How OFTEN should I do calf raises??\n") + 1
    )
    assert problems(pack) == [
        f"faq/taper.md:{line}: 'How OFTEN should I do calf raises??' is a phrasing of 'calf-frequency' too: "
        "leave it where it belongs"
    ]


def test_a_phrasing_that_is_outside_as_well(pack: Path):
    path = pack / "background.yaml"
    line = change(path, "run_mileage:\n", "run_mileage:\n  - calf raise frequency\n") + 1
    assert problems(pack) == [
        f"background.yaml:{line}: 'calf raise frequency' is a phrasing of 'calf-frequency': it cannot be outside as well"
    ]


def test_an_alias_of_two_exercises(pack: Path):
    path = pack / "exercises" / "c2-split-stance-anti-rotation-lift.md"
    line = change(path, "aliases: [", "aliases: [belly press, ")
    assert problems(pack) == [
        f"exercises/{path.name}:{line}: 'belly press' is an alias of C1 too: leave it where it belongs"
    ]  # fmt: skip


def test_a_sentence_that_is_missing(pack: Path):
    set_line(pack / "texts" / "en.yaml", "clock.yes:", 'clock.yeah: "Yes"')
    assert problems(pack) == ["texts/en.yaml:1: clock.yes is missing: the pack that ships says 'Yes'"]


def test_a_blank_that_nothing_fills_in(pack: Path):
    line = set_line(pack / "texts" / "en.yaml", "challenge.goes_on:", 'challenge.goes_on: "{name} is over."')
    assert problems(pack) == [f"texts/en.yaml:{line}: challenge.goes_on: nothing fills in {{name}}, only {{title}}"]


@pytest.mark.parametrize(
    ("key", "length", "told"),
    [
        ("challenge.join", 63, "is too long by 3 characters: platforms take 60 there"),
        ("today.help", 101, "is too long by 1 characters: platforms take 100 there"),
        ("log.arg.amount", 150, "is too long by 50 characters: platforms take 100 there"),
    ],
)
def test_a_button_or_a_menu_line_that_is_too_long(pack: Path, key: str, length: int, told: str):
    line = set_line(pack / "texts" / "en.yaml", f"{key}:", f"{key}: {'x' * length}")
    assert problems(pack) == [f"texts/en.yaml:{line}: {key}: {told}"]


def test_an_id_that_does_not_fit_a_button(pack: Path):
    path = pack / "challenges" / "calf-30.yaml"
    set_line(path, "id:", "id: größer:1")
    path.rename(pack / "challenges" / "größer:1.yaml")
    assert problems(pack) == [
        "challenges/größer:1.yaml:1: id: 'größer:1' must be of letters a to z, digits and hyphens only"
    ]


def test_line_numbers_are_those_of_an_editor(pack: Path):
    assert line_of(pack / "faq" / "taper.md", "id: taper") == 2
