"""The calibration curve as a picture: how often the coach is right when it is so sure."""

from collections.abc import Iterator, Sequence

from core.answers.evaluation import Bin, calibration_error

WIDTH, HEIGHT = 460, 470
LEFT, TOP, SIDE = 70, 56, 350  # the square in which the points stand
TICKS = (0, 25, 50, 75, 100)  # percent
_STYLE = """
  svg { color: #26323a; font: 13px system-ui, sans-serif }
  .paper { fill: #ffffff } text { fill: currentColor }
  .title { font-size: 16px; font-weight: 600 } .quiet { fill: #5d6b75 }
  .grid { stroke: #dfe5e8 } .honest { stroke: #8a979f; stroke-dasharray: 5 5 }
  .curve { fill: none; stroke: #1f7a54; stroke-width: 2 } .dot { fill: #1f7a54; stroke: #ffffff; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    svg { color: #e4eaed } .paper { fill: #14191c } .quiet { fill: #9aa8b0 }
    .grid { stroke: #2c353a } .honest { stroke: #75828a }
    .curve { stroke: #5cc796 } .dot { fill: #5cc796; stroke: #14191c }
  }"""


def curve(bins: Sequence[Bin]) -> str:
    """An SVG picture of the bins: on the dashed line a score keeps its promise; a larger dot is more questions."""
    count = sum(each.count for each in bins)
    page = (
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        _text(LEFT, 24, "How sure, and how often right", "title", "start"),
        _text(LEFT, 43, f"{count} questions, calibration error {calibration_error(bins):.1f} points", "quiet", "start"),
        _text(LEFT + SIDE / 2, HEIGHT - 14, "score given (%)"),
        _turned(20, TOP + SIDE / 2, -90, "share that was right (%)"),
    )
    kept = _turned(float(_x(0.4)) + 12, float(_y(0.4)) + 12, -45, "promise kept", "quiet")
    honest = f'<path class="honest" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>{kept}'
    points = " ".join(f"{_x(each.score)},{_y(each.accuracy)}" for each in bins)
    line = f'<polyline class="curve" points="{points}"/>'
    drawn = "\n".join((f"<style>{_STYLE}\n</style>", *page, *_grid(), honest, line, *_dots(bins)))
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>\n{drawn}\n</svg>\n'


def _grid() -> Iterator[str]:
    for tick in TICKS:
        x, y = _x(tick / 100), _y(tick / 100)
        yield f'<path class="grid" d="M{x} {_y(0)}V{_y(1)}M{_x(0)} {y}H{_x(1)}"/>'
        yield _text(float(x), TOP + SIDE + 20, f"{tick}")
        yield _text(LEFT - 9, float(y) + 4, f"{tick}", side="end")


def _dots(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((each.count for each in bins), default=1)
    for each in bins:
        told = f"{each.count} questions: score {100 * each.score:.0f} %, right {100 * each.accuracy:.0f} %"
        radius = 4 + 8 * (each.count / most) ** 0.5
        place = f'cx="{_x(each.score)}" cy="{_y(each.accuracy)}" r="{radius:.1f}"'
        yield f'<circle class="dot" {place}><title>{told}</title></circle>'


def _text(x: float, y: float, words: str, kind: str = "label", side: str = "middle") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{side}">{words}</text>'


def _turned(x: float, y: float, degrees: int, words: str, kind: str = "label") -> str:
    return f'<g transform="rotate({degrees} {x:g} {y:g})">{_text(x, y, words, kind)}</g>'


def _x(share: float) -> str:
    return f"{LEFT + SIDE * share:.1f}"


def _y(share: float) -> str:
    return f"{TOP + SIDE * (1 - share):.1f}"
