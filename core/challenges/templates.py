"""From a template of the pack to the rules of a challenge."""

from core.challenges.rules.frozen import Rules
from core.knowledge.schema import ChallengeTemplate


def rules_from(template: ChallengeTemplate) -> Rules:
    """The rules a template proposes."""
    return Rules(
        title=template.title,
        summary=template.summary,
        unit=template.unit,
        exercise=template.exercise or "",
        counts=template.counts,
        days=template.days,
        target=template.daily_target,
        cap=template.daily_cap,
        jokers=template.jokers,
        teams=template.teams,
        together=template.collective_target or 0,
        scoring=template.scoring,
        late=template.late_joiners,
        lines=template.rules,
        start=template.texts.start,
        milestones=template.texts.milestones,
        end=template.texts.end,
    )


def title_of(template: ChallengeTemplate) -> str:
    """A template's title with its own numbers."""
    return rules_from(template).filled(template.title)
