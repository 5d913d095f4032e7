"""How Discord says no."""

from typing import Any


class ApiError(Exception):
    """An error answer: HTTP status, Discord's own code, words."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message = status, code, message

    @property
    def body(self) -> dict[str, Any]:
        """The JSON that goes with it."""
        return {"code": self.code, "message": self.message}


def invalid(where: str, why: str) -> ApiError:
    """Discord's complaint about a malformed body."""
    return ApiError(400, 50035, f"Invalid Form Body\nIn {where}: {why}")


UNAUTHORIZED = ApiError(401, 0, "401: Unauthorized")
UNKNOWN_CHANNEL = ApiError(404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = ApiError(404, 10008, "Unknown Message")
UNKNOWN_USER = ApiError(404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = ApiError(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = ApiError(404, 10062, "Unknown interaction")
ALREADY_ANSWERED = ApiError(400, 40060, "Interaction has already been acknowledged.")
EMPTY_MESSAGE = ApiError(400, 50006, "Cannot send an empty message")
CANNOT_EDIT = ApiError(403, 50005, "Cannot edit a message authored by another user")
DM_CLOSED = ApiError(403, 50007, "Cannot send messages to this user")
NO_PERMISSION = ApiError(403, 50013, "Missing Permissions")
TOKEN_EXPIRED = ApiError(401, 50027, "Invalid Webhook Token")
