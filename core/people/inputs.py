"""What a plan is built from, as the runner told it: the same columns wherever it is kept."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Mapped


class PlanInputs:
    """Columns of whoever keeps these answers: the person (as told), a plan (as built), a setup (being told).

    None: not told. `weekdays` and `hard_days` are masks with Monday as bit 0, `long_day` counts from Monday = 0.
    `age` is in years, `distance_km` in kilometres, ascent and descent in metres. `no_jumps` is for a bone stress
    injury or an operation of the last months, cleared.
    """

    race_date: Mapped[date | None]
    race_type: Mapped[str | None]
    distance_km: Mapped[float | None]
    ascent_m: Mapped[float | None]
    descent_m: Mapped[float | None]
    steep_descents: Mapped[bool | None]
    weekdays: Mapped[int | None]
    kit: Mapped[str | None]
    level: Mapped[str | None]
    hard_days: Mapped[int | None]
    long_day: Mapped[int | None]
    age: Mapped[int | None]
    new_to_running: Mapped[bool | None]
    no_jumps: Mapped[bool | None]


RACE_FIELDS = ("race_date", "race_type", "distance_km", "ascent_m", "descent_m", "steep_descents")
RUNNER_FIELDS = ("weekdays", "kit", "level", "hard_days", "long_day", "age", "new_to_running", "no_jumps")
FIELDS = RACE_FIELDS + RUNNER_FIELDS


def told_by(keeper: PlanInputs) -> dict[str, object]:
    """Every answer of a keeper, by name."""
    return {name: getattr(keeper, name) for name in FIELDS}


def tell(keeper: PlanInputs, answers: Mapping[str, object]) -> None:
    """Let a keeper hold these answers; KeyError for what is no answer a plan is built from."""
    for name, value in answers.items():
        if name not in FIELDS:
            raise KeyError(name)
        setattr(keeper, name, value)
