"""What an update says about a room: the bot blocked, removed or added, a topic closed, a group moved. Pure."""

from telegram import ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus

from bot.telegram.updates import PLATFORM
from core.messages import RoomNews

AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def read_news(update: Update) -> RoomNews | None:
    """The news in an update; None when it is an ordinary one."""
    if update.my_chat_member is not None:
        return _of_membership(update.my_chat_member)
    return _of_service_message(update.message) if update.message is not None else None


def _of_membership(change: ChatMemberUpdated) -> RoomNews | None:
    return RoomNews(PLATFORM, (str(change.chat.id),), lost="" if _may_write(change.new_chat_member) else "removed")


def _may_write(member: ChatMember) -> bool:
    restricted = member.status == ChatMemberStatus.RESTRICTED and not getattr(member, "can_send_messages", True)
    return member.status not in AWAY and not restricted


def _of_service_message(message: Message) -> RoomNews | None:
    chat = (str(message.chat.id),)
    if message.migrate_to_chat_id:
        return RoomNews(PLATFORM, chat, moved_to=str(message.migrate_to_chat_id))
    thread = str(message.message_thread_id or "")
    if message.forum_topic_closed and thread:
        return RoomNews(PLATFORM, chat, thread, lost="closed")
    if message.forum_topic_reopened and thread:
        return RoomNews(PLATFORM, chat, thread)
    return None
