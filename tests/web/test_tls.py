"""A certificate is checked for the name that was asked, although the connection goes to an address that was checked."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefings.web.answers import Failure, Limits
from briefings.web.fetching import fetch

from .server import Server, misbehaving

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of good.example, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
         "/CN=good.example", "-addext", "subjectAltName=DNS:good.example", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True)
    (folder / "both.pem").write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return folder / "both.pem"


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server behind TLS; every name leads to it, and its certificate is trusted."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    looked_up = socket.getaddrinfo

    def here(host: str, *more: Any, **named: Any) -> Any:
        return looked_up("127.0.0.1", *more, **named)

    monkeypatch.setattr("socket.getaddrinfo", here)
    monkeypatch.setattr("briefings.web.client._trust", lambda: trusting)
    with misbehaving() as running:
        running.socket = serving.wrap_socket(running.socket, server_side=True)
        yield running


@pytest.mark.parametrize(("host", "failure"), [("good.example", None), ("other.example", Failure.INSECURE)])
def test_the_certificate_is_that_of_the_name(server: Server, host: str, failure: Failure | None) -> None:
    answer = fetch(f"https://{host}:{server.server_port}/ok", limits=Limits(allow_private=True)).answer
    assert (answer.status, answer.failure) == (0 if failure else 200, failure)
    if failure:
        assert answer.reason.startswith("other.example cannot prove who it is: ")
