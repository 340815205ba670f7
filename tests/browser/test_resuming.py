"""A file over a bad line, in a real browser against a real server: it goes on where it stopped."""

import hashlib
import http.client
import os
import re
import socket
from base64 import b64encode
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor
from tests.files import hostile

pytestmark = pytest.mark.browser

# Sound, and of bytes that do not repeat: a piece out of place would show.
LARGE = hostile.pdf()[:-6] + b"%" + os.urandom(2_500_000).hex().encode() + b"\n%%EOF\n"
SLOW = 400_000 / 8  # bytes a second


def comes_to_papers(citizen: Visitor) -> str:
    """The page of papers of a new draft; gives its address."""
    citizens.begins(citizen, "Vũ Duy Hiệp")
    draft = re.search(r"/nop-ho-so/([0-9a-f-]{36})/", citizen.page.url)
    assert draft
    path = f"/nop-ho-so/{draft[1]}/giay-to/"
    citizen.open(path)
    citizen.lands_on("Giấy tờ")
    return path


def test_a_file_goes_on_after_the_line_dropped_and_the_page_was_loaded_anew(
    come: Come, tmp_path: Path
) -> None:
    citizen = come(width=360)
    path = comes_to_papers(citizen)
    network = citizen.context.new_cdp_session(citizen.page)

    def line(*, up: bool, speed: float) -> None:
        how = {"offline": not up, "latency": 0, "downloadThroughput": -1}
        network.send("Network.emulateNetworkConditions", {**how, "uploadThroughput": speed})

    sent: list[int] = []
    citizen.page.on(
        "request",
        lambda asked: (
            sent.append(int(asked.headers.get("upload-offset", 0)))
            if asked.method == "PATCH"
            else None
        ),
    )
    line(up=True, speed=SLOW * 20)
    field = citizen.main.locator("input[type=file]").first
    paper = tmp_path / "ban-ve.pdf"
    paper.write_bytes(LARGE)
    field.set_input_files(paper)
    citizen.press("Tải lên, ở lại trang này")
    status = citizen.main.locator(".mc-upload [role=status]")
    expect(status).to_contain_text(re.compile(r"Đang gửi tệp: (25|50)%"))
    line(up=False, speed=-1)
    expect(status).to_contain_text("Mất kết nối, đang thử lại")
    line(up=True, speed=-1)
    citizen.page.reload()
    citizen.watch.complaints.clear()  # a browser without a line says so
    before = len(sent)
    citizen.main.locator("input[type=file]").first.set_input_files(paper)
    citizen.press("Tải lên, ở lại trang này")
    citizen.reads("ban-ve.pdf")
    assert sent[before] > 0  # not from the start
    assert hashlib.sha256(citizen.download("ban-ve.pdf")).digest() == (
        hashlib.sha256(LARGE).digest()
    )
    assert citizen.page.url.endswith(path)
    citizen.look()


def test_the_bytes_before_the_line_dropped_are_kept(come: Come, site: str) -> None:
    """The whole in one request, cut at nine tenths as a telephone does in a lift."""
    citizen = come(width=360, javascript=False)
    path = comes_to_papers(citizen)
    draft = path.split("/")[2]
    slot = citizen.main.locator("input[type=file]").first.get_attribute("name")
    token = citizen.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in citizen.context.cookies())
    common = {"Tus-Resumable": "1.0.0", "X-CSRFToken": token, "Cookie": cookies}
    host = urlsplit(site).netloc

    def ask(method: str, where: str, headers: dict[str, str], body: bytes = b""):
        line = http.client.HTTPConnection(host, timeout=30)
        line.request(method, where, body or None, {**common, **headers})
        answer = line.getresponse()
        answer.read()
        return answer

    told = {"filename": "ban-ve.pdf", "slot": f"draft/{draft}/{slot}"}
    metadata = ",".join(
        f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items()
    )
    size = str(len(LARGE))
    begun = ask("POST", "/tai-len/", {"Upload-Length": size, "Upload-Metadata": metadata})
    assert begun.status == 201
    address = begun.headers["Location"]

    bytes_type = {"Content-Type": "application/offset+octet-stream"}
    head = [f"PATCH {address} HTTP/1.1", f"Host: {host}", f"Content-Length: {size}"]
    lines = {**common, **bytes_type, "Upload-Offset": "0"}
    head += [f"{name}: {value}" for name, value in lines.items()]
    with socket.create_connection((urlsplit(site).hostname, urlsplit(site).port)) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode() + LARGE[: len(LARGE) * 9 // 10])
    answered = None
    for _try in range(200):  # what is still on its way moves the offset under us: asked again
        offset = int(ask("HEAD", address, {}).headers["Upload-Offset"])
        if offset < len(LARGE) * 8 // 10:
            continue
        assert offset <= len(LARGE) * 9 // 10
        rest = {**bytes_type, "Upload-Offset": str(offset)}
        answered = ask("PATCH", address, rest, LARGE[offset:]).status
        if answered != 409:
            break
    assert answered == 204
    arrived = address.rstrip("/").rpartition("/")[2]
    form = {"csrfmiddlewaretoken": token, "upload": "1", "arrived": arrived}
    citizen.context.request.post(site + path, form=form, headers={"Referer": site + path})
    citizen.open(path)
    assert citizen.download("ban-ve.pdf") == LARGE
