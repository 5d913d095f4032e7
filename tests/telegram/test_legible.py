"""Updates that cannot be read: confirmed, left out, and no obstacle to those after them."""

import json

from bot.telegram.legible import is_sound, legible

GOOD = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_760_000_000,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "Anna"},
        "text": "hello",
    },
}


def _answer(*updates: object) -> bytes:
    return json.dumps({"ok": True, "result": updates}).encode()


def test_what_can_be_read_stays_as_it_is():
    assert legible(_answer(GOOD)) == _answer(GOOD)


def test_of_what_the_library_cannot_read_only_the_number_is_left():
    assert json.loads(legible(_answer({"update_id": 6, "message": 3}, GOOD)))["result"] == [{"update_id": 6}, GOOD]


def test_a_field_of_another_sort_than_documented_cannot_be_read_either():
    odd = {**GOOD, "message": {**GOOD["message"], "text": {"new": "shape"}}}
    assert (is_sound(GOOD), is_sound(odd)) == (True, False)
    assert json.loads(legible(_answer(odd)))["result"] == [{"update_id": 7}]


def test_an_error_and_a_web_page_are_left_to_the_library():
    for payload in (b'{"ok": false, "error_code": 409}', b"<html>502</html>", b"[]", b"3"):
        assert legible(payload) == payload
