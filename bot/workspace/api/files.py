"""`files.*` and the upload address: announce, send, share."""

import re
import secrets

from aiohttp import BodyPartReader, web

from bot.workspace.api.chat import checked_blocks, thread_of
from bot.workspace.api.core import ApiError, Call, method
from bot.workspace.hub import Hub
from bot.workspace.state import Channel, File, Json, Message

FILE_MAX_BYTES = 20 * 1024 * 1024  # the workspace keeps files in memory


@method("files.getUploadURLExternal", scope="files:write")
def get_upload_url(call: Call) -> Json:
    """Announce a file by name and length in bytes; the address to send it to."""
    store = call.hub.store
    length = call.number("length", 0)
    if not 0 < length <= FILE_MAX_BYTES:
        raise ApiError("invalid_arguments")
    file = File(
        store.new_id("F"),
        call.required("filename"),
        length,
        store.bot.id,
        secrets.token_urlsafe(18),
        alt_text=call.text("alt_txt") or None,
    )
    store.files[file.id] = file
    return {"upload_url": f"{call.hub.base_url}/upload/{file.token}", "file_id": file.id}


def _by_token(hubs: list[Hub], token: str) -> File | None:
    files = (file for hub in hubs for file in hub.store.files.values())
    return next((file for file in files if file.token == token), None)


async def receive(hubs: list[Hub], request: web.Request) -> web.Response:
    """The upload address: the raw bytes, or a form with one file in it."""
    fault = hubs[0].faults.take("upload")
    spoiled = fault.response(request) if fault is not None else None
    if spoiled is not None:
        return spoiled
    file = _by_token(hubs, request.match_info["token"])
    if file is None or file.content is not None:
        return web.Response(status=404, text="no such upload")
    content = b""
    if request.content_type == "multipart/form-data":
        part = await (await request.multipart()).next()
        content = bytes(await part.read()) if isinstance(part, BodyPartReader) else b""
    else:
        content = await request.read()
    if len(content) != file.size:
        return web.Response(status=400, text="the length differs from what was announced")
    file.content = content
    return web.Response(text=f"OK - {len(content)}")


@method("files.completeUploadExternal", scope="files:write")
def complete_upload(call: Call) -> Json:
    """Share what was uploaded, in a channel when one is given."""
    store = call.hub.store
    given = call.decoded("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise ApiError("invalid_arguments")
    files = []
    for entry in given:
        file = store.files.get(entry.get("id", "")) if isinstance(entry, dict) else None
        if file is None or file.content is None:
            raise ApiError("file_not_found")
        file.title = entry.get("title") or file.name
        files.append(file)
    places = [call.channel("channel_id", member=True)] if call.text("channel_id") else []
    for one in filter(None, call.text("channels").replace(" ", "").split(",")):
        places.append(
            Call(call.hub, {"channel": one}, call.token, call.hub_of).channel(member=True)
        )
    blocks = checked_blocks(call) or []
    threads = [thread_of(call, channel) for channel in places]
    for file in files:
        file.channels += [channel.id for channel in places]
    for channel, thread in zip(places, threads, strict=True):
        _share(call, channel, thread, files, blocks)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _share(
    call: Call, channel: Channel, thread: str | None, files: list[File], blocks: list[Json]
) -> None:
    """Post uploaded files in a channel that the app is in."""
    store = call.hub.store
    message = Message(
        store.next_ts(),
        channel.id,
        store.bot.id,
        call.text("initial_comment"),
        blocks,
        thread_ts=thread,
        bot_id=store.bot_id,
        subtype="file_share",
        files=[shown(call.hub, file) for file in files],
    )
    if thread is not None:
        store.thread(channel.id, thread)[0].thread_ts = thread
    store.post(message, "bot")


@method("files.info", scope="files:read")
def info(call: Call) -> Json:
    """One file."""
    file = call.hub.store.files.get(call.required("file"))
    if file is None:
        raise ApiError("file_not_found")
    return {"file": shown(call.hub, file)}


def shown(hub: Hub, file: File) -> Json:
    """The file object with its address."""
    name = re.sub(r"[^A-Za-z0-9._-]", "_", file.name)
    address = f"{hub.base_url}/files/{file.token}/{name}"
    return file.payload() | {"url_private": address, "url_private_download": address}


async def download(hubs: list[Hub], request: web.Request) -> web.Response:
    """A shared file, always as a download: its content is nobody's page.

    Pictures go out as what they are, so that a page can show them; a download they stay.
    """
    file = _by_token(hubs, request.match_info["token"])
    if file is None or file.content is None:
        return web.Response(status=404, text="no such file")
    name = re.sub(r"[^A-Za-z0-9._-]", "_", file.name)
    return web.Response(
        body=file.content,
        content_type=file.mimetype if file.is_picture else "application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
