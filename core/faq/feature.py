"""What people can ask: any question in their own words, /ask, /exercise; and the safety answer, before all else."""

from dataclasses import replace
from typing import Annotated

from core.answers.conversation import kind_of, without_start
from core.answers.keeping import mark_of, worth_keeping
from core.answers.understanding import Reading
from core.context import Context
from core.errors import Refusal
from core.events import Handoff, QuestionLeftOpen
from core.faq import handing_out, store
from core.faq.asides import unanswerable
from core.faq.declared import feature
from core.faq.rules import cues, dose_text
from core.gauges import Decided
from core.knowledge.schema import Exercise, Source, Topic
from core.knowledge.shown import MAX_SHOWN, long_answer, short_answer, source_names
from core.messages import MAX_LABEL, Action, Choice, Reply
from core.texts import Markup

__all__ = ["PARTS", "feature"]

PARTS = (handing_out,)  # what else belongs to this feature
MAX_SOURCES = 3600  # characters
MOST_MEANT = 4  # exercises offered for a name nobody is sure of


@feature.command("ask", group=True)
def ask(ctx: Context, question: Annotated[str, "ask.arg.question"]) -> Reply | Handoff:
    """Answer a question given with the command."""
    return answer(ctx, question)


@feature.command("exercise", group=True)
def exercise(ctx: Context, name: Annotated[str, "exercise.arg.name"]) -> Reply:
    """Show an exercise by its name, an alias or its id."""
    wanted = " ".join(name.casefold().split())
    for card in ctx.library.exercises.values():
        if wanted in {each.casefold() for each in (card.id, card.name, *card.aliases)}:
            return _card(ctx, card)
    reading = ctx.understanding.read(name)
    found = [each for each in (reading.topic, *reading.choices) if each and each.startswith("exercise:")]
    if not found:
        raise Refusal("exercise.unknown", name=name[:40])
    if not reading.is_sure:
        return Reply(ctx.say("exercise.did_you_mean"), tuple(_choice(ctx, each) for each in found[:MOST_MEANT]))
    return _card(ctx, _exercise(ctx, found[0].removeprefix("exercise:")))


@feature.press("faq.question")
def typed(ctx: Context) -> Reply | Handoff | None:
    """Answer a text that was typed without a command."""
    return answer(ctx, ctx.text)


@feature.press("faq.safety")
def safety(ctx: Context, row: str) -> Reply:
    """The safety answer: first, alone, and in a group for the asker only."""
    rows = {each.id: each.text for each in ctx.library.safety.rows}
    if row not in rows:
        raise Refusal("coach.old_button")
    ctx.emit(Decided("safety"))
    return Reply(rows[row], private=True, urgent=True)


@feature.press("faq.topic")
def topic(ctx: Context, name: str) -> Reply | Handoff:
    """Show a topic, an exercise or a feature that was chosen from a list."""
    return _shown(ctx, name.replace("~", ":"))


@feature.press("faq.more")
def more(ctx: Context, name: str) -> Reply:
    """The longer answer, with every source."""
    entry = _topic(ctx, name)
    return Reply(long_answer(entry, ctx.library), _neighbours(ctx, entry))


@feature.press("faq.sources")
def sources(ctx: Context, name: str) -> Reply:
    """Who says so: each fact behind an answer, with its citation and link."""
    entry = _topic(ctx, name)
    facts = [ctx.library.sources[each] for each in entry.sources]
    lines = [_source_line(ctx, fact) for fact in facts if fact.printable]
    text = "\n".join(lines) or ctx.say("faq.coach_judgement")
    return Reply(ctx.say("faq.sources", title=entry.title, list=Markup(_whole_lines(text, MAX_SOURCES))))


def answer(ctx: Context, question: str) -> Reply | Handoff:
    """Answer, offer up to four topics, or decline and say what the coach can do."""
    if not question.strip():
        return Reply(ctx.say("faq.empty"))
    if (continued := follow_up(ctx, question)) is not None:
        return continued
    reading = ctx.understanding.read(question)
    return _with_offer(ctx, _answered(ctx, question, reading), reading.then)


def _answered(ctx: Context, question: str, reading: Reading) -> Reply | Handoff:
    if reading.outcome == "safety":
        return safety(ctx, str(reading.topic).removeprefix("safety:"))
    if (aside := unanswerable(question, reading, ctx.library)) is not None:
        ctx.emit(Decided("aside"))
        return Reply(aside)
    ctx.emit(Decided(reading.outcome))
    if reading.is_sure:
        return _shown(ctx, str(reading.topic))
    to_a_coach = _left_open(ctx, question, reading)
    if reading.outcome == "choose":
        return Reply(ctx.say("faq.did_you_mean"), (*_offers(ctx, reading), *to_a_coach))
    return Reply(ctx.say("faq.decline"), to_a_coach)


def _left_open(ctx: Context, question: str, reading: Reading) -> tuple[Choice, ...]:
    """Keep a question for the coaches; where there are any, whoever asked may hear from them."""
    if (kept := worth_keeping(question)) is None:
        return ()
    mark = mark_of(kept)
    ctx.emit(QuestionLeftOpen(mark, kept, reading.outcome, reading.choices, reading.score))
    return (Choice(ctx.say("inbox.tell_me"), Action("inbox.tell", (mark,))),) if ctx.has_coaches else ()


def _with_offer(ctx: Context, first: Reply | Handoff, others: tuple[str, ...]) -> Reply | Handoff:
    """The answer to the first of several questions, with the next one a tap away."""
    if isinstance(first, Handoff) or not others:
        return first
    offer = _choice(ctx, others[0])
    return replace(first, choices=(offer, *(each for each in first.choices if each.action != offer.action)))


@feature.hears(lambda text, _today: text)
def follow_up(ctx: Context, question: str) -> Reply | Handoff | None:
    """An answer that leans on the last topic ("why?", "and how many?"), None when the text stands on its own."""
    words = ctx.library.info.follow_ups
    kind = kind_of(question, words)
    last = store.last_topic(ctx.session, ctx.person.id, ctx.request.room, ctx.now) if kind else None
    if last is None or (last not in ctx.library.topics and not last.startswith("exercise:")):
        return None
    if kind == "continue":
        added = without_start(question, words)
        for text in (f"{ctx.library.title_of(last)} {added}", added):
            reading = ctx.understanding.read(text)
            if reading.is_sure and reading.topic != last:
                ctx.emit(Decided("follow-up"))
                return _shown(ctx, str(reading.topic))
    if last not in ctx.library.topics:
        return None
    ctx.emit(Decided("follow-up"))
    return sources(ctx, last) if kind == "why" else more(ctx, last)


def _shown(ctx: Context, name: str) -> Reply | Handoff:
    if name.startswith("exercise:"):
        return _card(ctx, _exercise(ctx, name.removeprefix("exercise:")))
    if name in ctx.library.topics:
        return _answer(ctx, ctx.library.topics[name])
    if name in ctx.library.info.feature_phrasings:
        return Handoff(name)
    raise Refusal("coach.old_button")


def _answer(ctx: Context, entry: Topic) -> Reply:
    store.remember_topic(ctx.session, ctx.person.id, ctx.request.room, entry.id, ctx.now)
    about = [Choice(ctx.say("faq.more"), Action("faq.more", (entry.id,)))]
    if entry.sources:
        about.append(Choice(ctx.say("faq.why"), Action("faq.sources", (entry.id,))))
    thumbs = (Choice(ctx.say(f"inbox.thumb_{way}"), Action("inbox.thumb", (entry.id, way))) for way in ("up", "down"))
    return Reply(short_answer(entry, ctx.library), (*about, *_neighbours(ctx, entry), *thumbs))


def _source_line(ctx: Context, fact: Source) -> str:
    link = Markup(fact.links[0] if fact.links else "")
    return ctx.say("faq.source_line", says=Markup(fact.says), citation=fact.citation, link=link)


def _whole_lines(text: str, limit: int) -> str:
    """As many whole lines as fit."""
    while len(text) > limit:
        text = text.rpartition("\n")[0]
    return text


def _neighbours(ctx: Context, entry: Topic) -> tuple[Choice, ...]:
    return tuple(_choice(ctx, name) for name in entry.next[:3])


def _offers(ctx: Context, reading: Reading) -> tuple[Choice, ...]:
    return tuple(_choice(ctx, name) for name in reading.choices[:4])


def _choice(ctx: Context, name: str) -> Choice:
    return Choice(ctx.library.title_of(name)[:MAX_LABEL], Action("faq.topic", (name.replace(":", "~"),)))


def _card(ctx: Context, card: Exercise) -> Reply:
    store.remember_topic(ctx.session, ctx.person.id, ctx.request.room, f"exercise:{card.id}", ctx.now)
    purpose, points = cues(card)
    text = ctx.say(
        "exercise.card",
        name=card.name,
        purpose=Markup(purpose),
        dose=dose_text(card.dose),
        tempo=card.tempo,
        cues=Markup(points),
        mistake=card.mistake,
        easier=card.easier.text,
        harder=card.harder.text,
        caution=card.caution,
        sources="; ".join(source_names(card.supports, ctx.library.sources)[:MAX_SHOWN]),
    )
    swaps = tuple(_choice(ctx, f"exercise:{name}") for name in card.swaps[:3])
    return Reply(text, swaps)


def _topic(ctx: Context, name: str) -> Topic:
    if name not in ctx.library.topics:
        raise Refusal("coach.old_button")
    return ctx.library.topics[name]


def _exercise(ctx: Context, name: str) -> Exercise:
    if name not in ctx.library.exercises:
        raise Refusal("coach.old_button")
    return ctx.library.exercises[name]
