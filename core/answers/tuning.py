"""Where an engine draws its lines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was measured on questions from outside the pack; the defaults suit any pack.

    `ease` is how much easier people's questions are than the pack's own, in log-odds; a score from `answer_from`
    on is answered, from `choose_from` on met with a choice.
    """

    ease: float = 0.0
    answer_from: float = 0.65
    choose_from: float = 0.5
