"""Every table, so that migrations see the whole schema."""

from core.challenges import tables as challenges
from core.conversation import tables as conversation
from core.database import Base
from core.delivery import tables as delivery
from core.faq import tables as faq
from core.inbox import tables as inbox
from core.linking import tables as linking
from core.people import tables as people
from core.plans import tables as plans
from core.profile import tables as profile

__all__ = ["Base", "challenges", "conversation", "delivery", "faq", "inbox", "linking", "people", "plans", "profile"]
