"""The methods of the Bot API that this project uses, each as strict as the real one or stricter."""

import re
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.chats import Button, Chat, File, Shown
from tests.fakes.telegram.limits import Refused, check_markup, read_text, units

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram

MAX_UPLOAD = 50_000_000  # bytes

Params = dict[str, Any]

FIELDS = {
    "getMe": set(),
    "deleteWebhook": {"drop_pending_updates"},
    "setWebhook": {"url", "max_connections", "allowed_updates", "secret_token"},
    "getWebhookInfo": set(),
    "setMyCommands": {"commands", "scope", "language_code"},
    "sendMessage": {
        "chat_id",
        "text",
        "parse_mode",
        "reply_markup",
        "message_thread_id",
        "link_preview_options",
        "reply_parameters",
    },
    "sendDocument": {"chat_id", "document", "message_thread_id", "parse_mode"},
    "editMessageText": {
        "chat_id",
        "message_id",
        "text",
        "parse_mode",
        "reply_markup",
        "link_preview_options",
    },
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url"},
    "getChatMember": {"chat_id", "user_id"},
}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


class Methods:
    """What a bot can call."""

    def __init__(self, server: "FakeTelegram") -> None:
        self._server = server

    def call(self, method: str, params: Params) -> Any:
        """Do it and return the result; Refused when a rule is broken."""
        if method not in FIELDS:
            raise Refused("Not Found", 404)
        if unknown := set(params) - FIELDS[method]:
            raise Refused(f"Bad Request: {method} has no fields {sorted(unknown)}")
        return getattr(self, method)(params)

    def getMe(self, params: Params) -> Params:  # noqa: N802
        return self._server.bot

    def getWebhookInfo(self, params: Params) -> Params:  # noqa: N802
        return self._server.hook.info()

    def setWebhook(self, params: Params) -> bool:  # noqa: N802
        if not re.fullmatch(r"[\w-]{1,256}", params["secret_token"], re.ASCII):
            raise Refused("Bad Request: secret token contains unallowed characters")
        if not 1 <= params["max_connections"] <= 100:
            raise Refused("Bad Request: max_connections is out of range")
        self._server.hook.set(params)
        return True

    def deleteWebhook(self, params: Params) -> bool:  # noqa: N802
        self._server.hook.set({})
        return True

    def setMyCommands(self, params: Params) -> bool:  # noqa: N802
        commands = params["commands"]
        for command in commands:
            if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
                raise Refused("Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= units(command["description"]) <= 256:
                raise Refused("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        if len(commands) > 100:
            raise Refused("Bad Request: BOT_COMMANDS_TOO_MUCH")
        self._server.menus[params.get("scope", {"type": "default"})["type"]] = [each["command"] for each in commands]
        return True

    def sendMessage(self, params: Params) -> Params:  # noqa: N802
        chat = self._writable(params)
        text, html = read_text(params)
        thread = int(params.get("message_thread_id", 0))
        if thread and thread not in chat.topics:
            raise Refused("Bad Request: message thread not found")
        if not params.get("link_preview_options", {}).get("is_disabled"):
            raise Refused("Bad Request: this project sends no link previews")
        reply_to = self._replied(chat, params.get("reply_parameters"))
        shown = self._server.post(chat, self._server.bot["id"], text, thread=thread, reply_to=reply_to)
        shown.html = html
        self._attach(shown, params.get("reply_markup"))
        self._server.witness.arrived(chat.id, shown.id, text)
        return self._server.described(chat, shown)

    def sendDocument(self, params: Params) -> Params:  # noqa: N802
        chat = self._writable(params)
        if not isinstance(params["document"], File):
            raise Refused("Bad Request: this project sends files of its own only")
        if len(params["document"].content) > MAX_UPLOAD:
            raise Refused("Request Entity Too Large", 413)
        shown = self._server.post(chat, self._server.bot["id"], "", thread=int(params.get("message_thread_id", 0)))
        shown.file = params["document"]
        return self._server.described(chat, shown)

    def editMessageText(self, params: Params) -> Params:  # noqa: N802
        chat = self._writable(params)
        text, html = read_text(params)
        shown = chat.find(int(params["message_id"]))
        if shown is None:
            raise Refused("Bad Request: message to edit not found")
        if shown.author != self._server.bot["id"]:
            raise Refused("Bad Request: message can't be edited")
        markup = params.get("reply_markup")
        if markup and "inline_keyboard" not in markup:
            raise Refused("Bad Request: an edit takes an inline keyboard only")
        before = (shown.html, shown.rows)
        shown.rows = []
        self._attach(shown, markup)
        self._server.witness.touches[chat.id] += 1
        if before == (html, shown.rows):
            raise Refused(NOT_MODIFIED)
        shown.text, shown.html, shown.edits = text, html, shown.edits + 1
        return self._server.described(chat, shown)

    def answerCallbackQuery(self, params: Params) -> bool:  # noqa: N802
        text = params.get("text", "")
        if units(text) > 200:
            raise Refused("Bad Request: MESSAGE_TOO_LONG")
        person = self._server.close_query(params["callback_query_id"])
        if url := params.get("url"):
            if not str(url).startswith(f"https://t.me/{self._server.bot['username']}?start="):
                raise Refused("Bad Request: URL_INVALID")
            person.links.append(str(url))
        if text:
            person.is_shown(text, bool(params.get("show_alert")))
            self._server.witness.touches[person.id] += 1
        return True

    def getChatMember(self, params: Params) -> Params:  # noqa: N802
        person = self._server.people.get(int(params["user_id"]))
        if person is None:
            raise Refused("Bad Request: PARTICIPANT_ID_INVALID")
        status = self._chat(params).members.get(person.id, "left")
        member = {"user": person.described(), "status": status}
        return member | (_RIGHTS.get(status, {}))

    def _chat(self, params: Params) -> Chat:
        number = re.fullmatch(r"-?\d+", str(params["chat_id"]))
        chat = self._server.chats.get(int(number[0])) if number else None
        if chat is None:
            raise Refused("Bad Request: chat not found")
        return chat

    def _writable(self, params: Params) -> Chat:
        chat = self._chat(params)
        if chat.blocked:
            raise Refused("Forbidden: bot was blocked by the user", 403)
        if not chat.started:
            raise Refused("Forbidden: bot can't initiate conversation with a user", 403)
        return chat

    def _replied(self, chat: Chat, parameters: Params | None) -> int:
        if parameters is None:
            return 0
        if chat.find(parameters["message_id"]) is None:
            if not parameters.get("allow_sending_without_reply"):
                raise Refused("Bad Request: message to be replied not found")
            return 0
        return int(parameters["message_id"])

    @staticmethod
    def _attach(shown: Shown, markup: Params | None) -> None:
        if not markup:
            return
        check_markup(markup)
        if "force_reply" in markup:
            shown.hint = markup.get("input_field_placeholder", "")
        for row in markup.get("inline_keyboard", []):
            shown.rows.append(
                [Button(each["text"], each.get("callback_data", ""), each.get("url", "")) for each in row]
            )


_ADMIN = dict.fromkeys(
    (
        "can_be_edited",
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ),
    False,
)
_RIGHTS: dict[str, Params] = {"creator": {"is_anonymous": False}, "administrator": _ADMIN}
