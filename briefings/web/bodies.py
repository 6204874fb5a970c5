"""A body as it comes in: unpacked, and never more of it than was asked for."""

import zlib

# zlib's own number for "gzip or zlib, as the first bytes say".
_EITHER = 47


class Body:
    """Collects at most `size` bytes of a body, unpacked; `broken` says why it is not whole."""

    def __init__(self, size: int, packed: str) -> None:
        self.broken = ""
        self._left = size
        self._parts: list[bytes] = []
        self._unpack = None if packed in ("", "identity") else zlib.decompressobj(_EITHER)
        if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
            self.broken = f'it is packed as "{packed[:40]}", which was not asked for'

    def add(self, data: bytes) -> bool:
        """Take what came in; False once no more is wanted."""
        if self.broken:
            return False
        try:
            # One byte more than is left tells a body that is too long from one that just fits.
            plain = self._unpack.decompress(data, self._left + 1) if self._unpack else data
        except zlib.error as error:
            self.broken = f"it cannot be unpacked: {error}"
            return False
        self._parts.append(plain[: self._left])
        if len(plain) > self._left:
            self.broken = "it is longer than the limit"
        self._left -= min(len(plain), self._left)
        return not self.broken

    def end(self) -> None:
        """No more comes."""
        if not self.broken and self._unpack and self._parts and not self._unpack.eof:
            self.broken = "it cannot be unpacked: its end is missing"

    @property
    def bytes(self) -> bytes:
        """What there is of it."""
        return b"".join(self._parts)
