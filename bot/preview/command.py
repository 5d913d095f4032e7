"""A dated plan from options alone, for coaches, bug reports and checks from outside."""

import argparse
import json
from dataclasses import replace
from datetime import date

from bot.content import library_of
from bot.preview.reading import read
from bot.settings import Settings
from core.errors import OperatorError
from core.plans.preview import Why, as_json, as_text
from core.plans.rules.build import build
from core.plans.rules.limits import refusals


def preview(settings: Settings, options: argparse.Namespace, today: date) -> str:
    """The plan as text or as JSON; OperatorError with one sentence for each thing that is wrong."""
    library = library_of(settings)
    wanted = read(options, library.exercises, today)
    wrong = refusals(library.plan_rules, wanted.runner, wanted.race, wanted.start)
    if wrong:
        raise OperatorError("\n".join(library.texts.sentence(key) for key in wrong))
    plan = build(library.plan_rules, library.exercises, wanted.runner, wanted.race, wanted.start)
    plan = replace(plan, notes=(*wanted.notes, *plan.notes))
    why = Why(library.plan_rules, library.sources) if options.explain else None
    if options.json:
        return json.dumps(as_json(plan, why), ensure_ascii=False, indent=1)
    return as_text(plan, library.exercises, why)
