"""A file written or replaced whole or not at all, so that a full disk or a power cut never costs an editor what stood there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO


@contextmanager
def fresh(path: Path) -> Iterator[BinaryIO]:
    """A file to write what is to stand at `path`; its folder has to be there, and a link there is replaced, not followed.

    What stood there stands until the new bytes are on the disk, and its rights go over to them. Raises OSError.
    """
    begun = path.with_name(f".{path.name}.new")
    begun.unlink(missing_ok=True)  # what a run that was killed began; a link is removed and not followed
    try:
        with begun.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, begun)
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)


def replace(path: Path, text: str) -> None:
    """Put `text` there, as `fresh` does, in UTF-8 and with its own line ends. Raises OSError."""
    with fresh(path) as file:
        file.write(text.encode())


def create(path: Path, text: str) -> None:
    """Write `text`, in UTF-8 and with its own line ends, into a file that is not there yet; its folder has to be there.

    Raises OSError; FileExistsError where a file is there, which stays as it is.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".new", delete=False) as file:
        begun = Path(file.name)
        try:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
            file.close()
            begun.chmod(0o644)
            name(begun, path)
        finally:
            file.close()
            begun.unlink(missing_ok=True)


def name(begun: Path, path: Path) -> None:
    """Give a whole file its name, which no file may have. Raises OSError; FileExistsError where one has it."""
    try:
        path.hardlink_to(begun)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names, such as exFAT: the name is taken by an empty file first
        path.open("x").close()
        try:
            begun.replace(path)
        except BaseException:
            path.unlink()
            raise
