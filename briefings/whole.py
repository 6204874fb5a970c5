"""A file replaced whole or not at all, so that a full disk or a power cut never costs an editor what stood there."""

import os
import shutil
from pathlib import Path


def replace(path: Path, text: str) -> None:
    """Write `text`, in UTF-8 and with its own line ends, where `path` leads; its folder has to be there.

    What stood there stands until the new text is on the disk, and its rights go over to the new. Raises OSError.
    """
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)  # what a run that was killed began; a link is removed and not followed
    try:
        with fresh.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
