"""One request, one answer: the one importer of the network client.

The name is looked up here, its addresses are checked, and the connection goes to a checked address: so a name that
answers differently the second time (DNS rebinding) gains nothing. The certificate is still checked for the name.
A connection serves one request, so that none is kept from others while we wait between requests.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator, Mapping
from functools import cache
from http.cookies import CookieError, SimpleCookie
from importlib.metadata import version

import httpcore2
import truststore

from briefings.web.answers import Answer, Failure, Limits
from briefings.web.bodies import Body
from briefings.web.targets import PORTS, Target, is_public

_ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"
_UNKNOWN_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class _NoAnswer(Exception):
    """Carries a failure up to `exchange`, which makes a value of it."""

    def __init__(self, failure: Failure, reason: str) -> None:
        super().__init__(reason)
        self.failure, self.reason = failure, reason


def agent(purpose: str, contact: str = "") -> str:
    """Who asks, honestly: `Briefings/0.1.0 (link check; https://example.org/)`."""
    return f"Briefings/{version('briefings')} ({'; '.join(filter(None, (purpose, contact)))})"


async def exchange(method: str, target: Target, limits: Limits, sender: str,
                   cookies: Mapping[str, str] | None = None, private: bool = False) -> Answer:
    """Ask once; no redirect is followed. Whatever goes wrong is in the answer.

    `sender` is the user agent. A private machine is asked only if `private`. `limits.seconds` bounds it all; where
    they run out in the middle of the body, status and headers stand and the answer is `broken`.
    """
    heard: list[tuple[Answer, Body]] = []
    try:
        async with asyncio.timeout(limits.seconds):
            addresses = await _addresses(target, private)
            await _converse(method, target, addresses, limits, _headers(target, sender, cookies or {}), heard)
    except TimeoutError:
        return _unfinished(heard, Failure.TIMEOUT, f"no answer within {limits.seconds:g} seconds")
    except _NoAnswer as error:
        return _unfinished(heard, error.failure, error.reason)
    return _whole(heard)


def _whole(heard: list[tuple[Answer, Body]]) -> Answer:
    answer, body = heard[-1]
    return Answer(answer.status, answer.headers, body.bytes, body.broken, private=answer.private, cookies=answer.cookies)


def _unfinished(heard: list[tuple[Answer, Body]], failure: Failure, reason: str) -> Answer:
    """A failure; or what there is of the answer, where it broke off only in the body."""
    if not heard:
        return Answer(failure=failure, reason=reason)
    heard[-1][1].broken = reason
    return _whole(heard)


def _headers(target: Target, sender: str, cookies: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    plain = {"Host": target.authority, "User-Agent": sender, "Accept": _ACCEPT, "Accept-Encoding": "gzip",
             "Accept-Language": "*", "Connection": "close"}
    if cookies:
        plain["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return [(name.encode(), value.encode("ascii", "ignore")) for name, value in plain.items()]


async def is_known(host: str) -> bool:
    """Whether a name can be looked up, from where we are."""
    try:
        return bool(await asyncio.get_running_loop().getaddrinfo(host, PORTS["https"]))
    except OSError:
        return False


async def _addresses(target: Target, private: bool) -> tuple[str, ...]:
    """The IP addresses of a host that may be asked."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in _UNKNOWN_NAME:
            raise _NoAnswer(Failure.NO_NAME, f"there is no host {target.host}") from None
        raise _NoAnswer(Failure.UNREACHABLE, f"{target.host} could not be looked up: {error.strerror}") from None
    except (OSError, UnicodeError):
        raise _NoAnswer(Failure.UNREACHABLE, f"{target.host} could not be looked up") from None
    every = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = tuple(ip for ip in every if private or is_public(ip))
    if not allowed:
        raise _NoAnswer(Failure.PRIVATE, f"{target.host} is a private machine ({every[0]})")
    return allowed


async def _converse(method: str, target: Target, addresses: tuple[str, ...], limits: Limits,
                    headers: list[tuple[bytes, bytes]], heard: list[tuple[Answer, Body]]) -> None:
    """Ask the first of the addresses that takes the connection; what is heard goes into `heard`."""
    for number, ip in enumerate(addresses, 1):
        url = httpcore2.URL(scheme=target.scheme, host=ip, port=target.port, target=target.path)
        extensions = {"sni_hostname": target.host, "timeout": {"connect": limits.seconds / 2}}
        try:
            async with (httpcore2.AsyncConnectionPool(ssl_context=_trust()) as pool,
                        pool.stream(method, url, headers=headers, extensions=extensions) as response):
                await _hear(response, limits.size, not is_public(ip), heard)
            return
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            failed = _failure(target, error)
            if heard or number == len(addresses) or not isinstance(error, httpcore2.ConnectError | httpcore2.ConnectTimeout):
                raise failed from None


async def _hear(response: httpcore2.Response, size: int, private: bool, heard: list[tuple[Answer, Body]]) -> None:
    headers = {name.decode("latin-1").lower(): _words(value) for name, value in response.headers}
    body = Body(size, headers.get("content-encoding", "").strip().lower())
    heard.append((Answer(response.status, headers, private=private, cookies=_cookies(response.headers)), body))
    async for chunk in response.aiter_stream():
        if not body.add(chunk):
            return
    body.end()


def _words(value: bytes) -> str:
    """A header's value: in UTF-8, as servers write where an address with other letters leads, or else in Latin-1."""
    try:
        return value.decode().strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def _cookies(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The cookies that an answer sets, name → value, as they came."""
    jar: SimpleCookie = SimpleCookie()
    for name, value in headers:
        if name.lower() == b"set-cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                # One cookie that cannot be read is not sent back; the page may do without it.
                continue
    return {name: morsel.coded_value for name, morsel in jar.items()}


def _failure(target: Target, error: Exception) -> _NoAnswer:
    """What the client says, in words for an editor."""
    causes, said = tuple(_causes(error)), str(error)[:100]
    if isinstance(error, httpcore2.TimeoutException):
        return _NoAnswer(Failure.UNREACHABLE, f"{target.host} takes no connection in time")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return _NoAnswer(Failure.INSECURE, f"{target.host} cannot prove who it is: {said}")
    if isinstance(error, httpcore2.ConnectError):
        if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
            return _NoAnswer(Failure.REFUSED, f"{target.host} refuses the connection")
        return _NoAnswer(Failure.UNREACHABLE, f"{target.host} cannot be reached: {said}")
    if isinstance(error, httpcore2.NetworkError) or "disconnected" in str(error) or "closed" in str(error):
        return _NoAnswer(Failure.RESET, f"{target.host} broke the connection")
    return _NoAnswer(Failure.MALFORMED, f"{target.host} sends what is no HTTP: {said}")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and what it was raised from, down to the system's own."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that the machine trusts."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
