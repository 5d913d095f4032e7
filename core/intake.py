"""A request as the coach looks at it: without what is no text, cut to what is read."""

import unicodedata
from dataclasses import replace
from hashlib import blake2s

from core.messages import MAX_INPUT, Address, Reply, Request

MAX_LOCALE = 35  # characters; a language tag needs no more


def cleaned(request: Request) -> Request:
    """The request without characters that are no text: control, surrogate, reordering ones; cut to what is read."""
    args = request.args
    return replace(
        request,
        sender=replace(
            request.sender, name=clean(request.sender.name), locale=clean(request.sender.locale)[:MAX_LOCALE]
        ),
        room_name=clean(request.room_name),
        text=None if request.text is None else clean(request.text),
        args=clean(args) if isinstance(args, str) else {name: clean(value) for name, value in args.items()},
    )


def clean(text: str) -> str:
    """The text without control, surrogate and reordering characters; joiners inside emoji stay."""
    kept = (each for each in text[:MAX_INPUT] if each in "\n\t\u200d" or unicodedata.category(each)[0] != "C")
    return "".join(kept)


def words_of(request: Request) -> str:
    """Everything a person typed in this request: all of it is looked through for red flags."""
    args = request.args if isinstance(request.args, str) else " ".join(request.args.values())
    return f"{request.text or ''} {args}"[:MAX_INPUT]


def room_of(request: Request, reply: Reply) -> Address:
    """Where a reply is read: a private one to a group's request in the asker's own chat."""
    if reply.private and not request.private:
        return Address(request.sender.platform, request.sender.home)
    return request.room


def reference_of(request: Request) -> str:
    """What somebody can tell the operator about a request that failed."""
    return blake2s(request.key.encode(), digest_size=3).hexdigest()
