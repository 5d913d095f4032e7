"""What somebody wants to hear unasked, and whether they still answer."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column


class Wishes:
    """Columns of a person; None where they decided nothing.

    `evening_nudge`: a word in the evening when the day's session is open, only after a yes; `evening_asked_on` is the
    day they were asked. `week_ahead`: Sunday's look at the week, unless they said no. `quiet_from` and `quiet_to` are
    local hours. `unanswered` counts the pushed sessions since their last word, the latest of them on `pushed_on`.
    """

    evening_nudge: Mapped[bool | None]
    evening_asked_on: Mapped[date | None]
    week_ahead: Mapped[bool | None]
    quiet_from: Mapped[int | None]
    quiet_to: Mapped[int | None]
    unanswered: Mapped[int] = mapped_column(default=0, server_default="0")
    pushed_on: Mapped[date | None]
