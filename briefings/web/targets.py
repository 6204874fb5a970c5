"""Where a web address leads: host, port and path as they are sent, and which machines may be asked."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
# What may stand in a path or query unescaped, a percent sign that somebody else has written included.
_KEPT = "/?:@!$&'()*+,;=~-._%[]|^"
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\\]")
_NAT64 = IPv6Network("64:ff9b::/96")
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
# All that is given out for the public web (IANA); beyond it lie old and new ways to write or reach private machines.
_UNICAST = IPv6Network("2000::/3")


@dataclass(frozen=True)
class Target:
    """An http or https address in the parts that a request needs; the fragment is not sent and not kept.

    `host` is in ASCII (IDNA) and lower case, an IPv6 address without brackets; `path` begins with `/` and holds the
    query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the Host header says (RFC 9110, 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The address up to its path: `https://example.org`."""
        return f"{self.scheme}://{self.authority}"

    @property
    def address(self) -> str:
        """The whole address, in one spelling."""
        return self.origin + self.path


def target(address: str) -> Target:
    """Read an address. Raises ValueError, in words for an editor, where it is none that can be asked.

    A user name and a password in it are not kept: they are never sent.
    """
    if _UNREADABLE.search(address):
        raise ValueError("a control character or a backslash stands in it")
    parts = urlsplit(address)
    if parts.scheme not in PORTS:
        raise ValueError(f'it is of the kind "{parts.scheme}:", and only http: and https: are asked')
    port = parts.port or PORTS[parts.scheme]
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Target(parts.scheme, _host(parts.hostname or ""), port, path)


def _host(name: str) -> str:
    try:
        host = name if ":" in name else name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if not host or re.search(r"[^\w.:%-]", host):
        raise ValueError(f'"{name}" is no name of a host')
    return host


def joined(base: str, location: str) -> str:
    """Where a redirect leads; a fragment that it does not name is that of `base` (RFC 9110, 10.2.2).

    Raises ValueError where it cannot be read.
    """
    there = urljoin(base, location.strip())
    fragment = urlsplit(base).fragment
    return f"{there}#{fragment}" if fragment and "#" not in there else there


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public web: not private, loopback, link-local, shared or reserved.

    An IPv4 address inside an IPv6 one (mapped, NAT64) counts as itself; 6to4 and Teredo are never public, nor is
    what lies outside global unicast: site-local, IPv4-compatible, a network's own NAT64.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:
            return is_public(str(ip_address(int(ip) & 0xFFFFFFFF)))
        if ip not in _UNICAST or any(ip in network for network in _TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast
