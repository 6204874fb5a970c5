"""Whatever ends a build, the last good site stands or comes back, the next build succeeds, and nothing else is touched.

The builds run in processes of their own, which are killed, starved of disk, or held back, at every kind of moment.
"""

import errno
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock
from test_cases import lay

import briefings.swap as swapping
from briefings.build import Built, build
from briefings.cli import main
from briefings.site.host import HOUSE_SETTINGS
from briefings.swap import alone, beside, restore

FORK = multiprocessing.get_context("fork")
TITLES = ("title: An old ", "title: A new ")
Tree = Mapping[str, bytes]
Hook = Callable[[str, tuple[object, ...]], None]


def tree(folder: Path) -> Tree:
    """Path → bytes of every file."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Room:
    """A folder with a dossier of which there are two versions, the site of each known, and a letter that is no concern."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content, self.site = folder, folder / "content", folder / "build/site"
        lay({}, folder)
        (folder / "letter.txt").write_text("Dear Anna")
        self.first = (self.content / "dossier.yaml").read_text()
        self.first_built = folder.with_name(f"{folder.name}-first")
        self.trees: list[Tree] = []
        for title in TITLES:
            self.write(title)
            assert self.build().passed
            self.trees.append(tree(self.site))
            if title == TITLES[0]:
                shutil.copytree(self.site.parent, self.first_built)
        assert self.trees[0] != self.trees[1]
        self.moments = changes_of_a_build(self)

    def write(self, title: str) -> None:
        """Give the dossier that title."""
        (self.content / "dossier.yaml").write_text(self.first.replace("title: ", title, 1))

    def lie(self) -> None:
        """The first version's site lies there, as its build left it, and the second's content waits to be built."""
        shutil.rmtree(self.site.parent)
        shutil.copytree(self.first_built, self.site.parent)
        self.write(TITLES[1])

    def build(self) -> Built:
        return build(self.content, self.site)

    def outside(self) -> Tree:
        """All files that are not below build/."""
        return {name: data for name, data in tree(self.folder).items() if not name.startswith("build/")}

    def leftovers(self) -> list[str]:
        return sorted(path.name for path in self.site.parent.iterdir()
                      if path.name not in ("site", "report.json", ".site.lock", "cache"))

    def forked(self, before: Callable[[], None] = lambda: None) -> "multiprocessing.process.BaseProcess":
        """A build in a process of its own, which calls `before` first."""

        def run() -> None:
            before()
            os._exit(0 if self.build().passed else 1)

        process = FORK.Process(target=run)
        process.start()
        return process

    def stands(self) -> None:
        """The site is one of the two, whole, as it is or with the next command."""
        assert not self.site.exists() or tree(self.site) in self.trees
        restore(self.site)
        assert tree(self.site) in self.trees
        assert [name for name in self.leftovers() if name.startswith(".site")] == []

    def goes_on(self) -> None:
        """The next build succeeds, and leaves nothing but what a build leaves."""
        assert self.build().passed
        assert tree(self.site) in self.trees
        assert self.leftovers() == []


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(tmp_path_factory.mktemp("atomic"))


@pytest.fixture(autouse=True)
def untouched(room: Room) -> Iterator[None]:
    """Whatever a test does, the last good site is the first version, and nothing outside build/ changes."""
    room.lie()
    before = room.outside()
    yield
    assert room.outside() == before
    room.goes_on()


def counting(room: Room, on_event: Callable[[int], None]) -> Callable[[], None]:
    """Call `on_event` with a running number whenever a file or folder below build/ is about to be changed."""
    count = iter(range(10**6))
    changes = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in changes or writes) and str(room.site.parent) in str(arguments[0]):
            on_event(next(count))

    return lambda: sys.addaudithook(hook)


def changes_of_a_build(room: Room) -> int:
    """How many changes below build/ a build makes that replaces a site."""
    room.lie()
    told, tell = os.pipe()
    process = room.forked(counting(room, lambda _: os.write(tell, b".") and None))
    process.join()
    os.close(tell)
    with os.fdopen(told, "rb") as said:
        number = len(said.read())
    assert process.exitcode == 0
    assert number > 50
    return number


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def spread(number: int, most: int) -> list[int]:
    """The first four changes, the last fourteen, and as many between as make `most`."""
    return sorted({*range(4), *range(4, number - 14, (number - 18) // (most - 18)), *range(number - 14, number)})


def test_killed_before_any_change(room: Room) -> None:
    """The last changes of a build are the report, the swap and the tidying: each of them is a moment here."""
    for moment in spread(room.moments, 30):
        room.lie()
        process = room.forked(counting(room, lambda number, moment=moment: die() if number == moment else None))  # type: ignore[misc]
        process.join()
        assert process.exitcode == -signal.SIGKILL
        room.stands()


def test_killed_at_random_moments(room: Room) -> None:
    start = time.monotonic()
    room.forked().join()
    whole, dice = time.monotonic() - start, random.Random(6)
    for _ in range(8):
        process = room.forked()
        time.sleep(dice.uniform(0, whole))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        room.stands()


@pytest.mark.parametrize("second", [False, True])
def test_killed_after_a_rename_of_the_swap(room: Room, second: bool) -> None:
    def before() -> None:
        moved = Path.rename

        def last(path: Path, target: Path) -> Path:
            result = moved(path, target)
            if (path.name == ".site.new") == second:
                die()
            return result

        Path.rename = last  # type: ignore[assignment,method-assign]

    process = room.forked(before)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert room.site.exists() == second
    room.stands()
    assert tree(room.site) == room.trees[second]


@pytest.mark.parametrize("moment", ["before", "between", "after"])
def test_ctrl_c_in_the_swap(room: Room, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    moved, left = Path.rename, {"before": 0, "between": 1, "after": 2}[moment]
    count = iter(range(10))

    def interrupted(path: Path, target: Path) -> Path:
        number = next(count)
        if number == left:
            raise KeyboardInterrupt
        result = moved(path, target)
        if number + 1 == left == 2:
            raise KeyboardInterrupt
        return result

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        room.build()
    monkeypatch.undo()
    assert tree(room.site) == room.trees[moment == "after"]
    assert room.leftovers() == []


def test_ctrl_c_at_any_change(room: Room) -> None:
    def press(number: int, moment: int) -> None:
        if number == moment:
            os.kill(os.getpid(), signal.SIGINT)

    def before(moment: int) -> None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
        counting(room, lambda number: press(number, moment))()

    for moment in spread(room.moments, 22):
        room.lie()
        process = room.forked(lambda moment=moment: before(moment))  # type: ignore[misc]
        process.join()
        assert room.site.exists()
        room.stands()


@pytest.mark.parametrize("refused", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses_any_change_fails_the_build_in_words(room: Room, refused: int) -> None:
    def refuse(number: int, moment: int) -> None:
        if number >= moment:
            raise OSError(refused, os.strerror(refused), str(room.site))

    def run(moment: int) -> None:
        counting(room, lambda number: refuse(number, moment))()
        result = CliRunner().invoke(main, ["build", "--content", str(room.content), "--output", str(room.site), "--pdf", "never"])
        in_words = isinstance(result.exception, SystemExit) and "Traceback" not in result.output and "build: " in result.output
        os._exit(result.exit_code if in_words or result.exit_code == 0 else 99)

    for moment in (0, 1, 2, room.moments // 2, room.moments - 10, room.moments - 1):
        process = FORK.Process(target=run, args=(moment,))
        process.start()
        process.join()
        assert process.exitcode in (0, 1), moment
        assert process.exitcode or tree(room.site) == room.trees[1]
        room.stands()


@pytest.mark.parametrize("most", [1, 2_000, 20_000])
def test_files_that_cannot_grow(room: Room, most: int) -> None:
    """As on a full disk, the folder can be made, and a write fails midway."""
    process = room.forked(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    process.join()
    assert process.exitcode == 1
    assert tree(room.site) == room.trees[0]
    assert room.leftovers() == []


def test_a_second_build_waits_then_says_so_and_exits_2(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "PATIENCE", 0.2)
    with alone(room.site):
        result = FORK.Process(target=lambda: os._exit(CliRunner().invoke(
            main, ["build", "--content", str(room.content), "--output", str(room.site)]).exit_code))
        result.start()
        result.join()
    assert result.exitcode == 2
    assert tree(room.site) == room.trees[0]


def test_two_builds_at_once_both_come_to_an_end(room: Room) -> None:
    builds = [room.forked() for _ in range(3)]
    for each in builds:
        each.join()
    assert [each.exitcode for each in builds] == [0, 0, 0]
    assert tree(room.site) == room.trees[1]


def test_verify_leaves_a_build_at_work_alone(room: Room) -> None:
    at_work = beside(room.site, "new")
    at_work.mkdir()
    (at_work / "half.html").write_text("half")
    with FileLock(beside(room.site, "lock")):
        other = FORK.Process(target=lambda: restore(room.site))
        other.start()
        other.join()
        assert (at_work / "half.html").exists()
    restore(room.site)
    assert not at_work.exists()


def test_links_in_the_place_of_leftovers_are_not_followed(room: Room) -> None:
    for name in ("new", "old"):
        beside(room.site, name).symlink_to(room.folder)
    assert room.build().passed
    assert (room.folder / "letter.txt").exists()


def test_half_written_pdfs_go(room: Room) -> None:
    cache = room.site.parent / "cache/pdf"
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "0a1b.4711").write_bytes(b"%PDF-half")
    assert room.build().passed
    assert list(cache.iterdir()) == []


def test_plain_pelican_writes_below_its_output_alone(room: Room) -> None:
    before = tree(room.folder)
    plain = str(room.folder / "build/plain")
    command = [sys.executable, "-m", "pelican", str(room.content), "-o", plain, "-s", str(HOUSE_SETTINGS)]
    subprocess.run(command, check=True, capture_output=True, cwd=HOUSE_SETTINGS.parent)
    after = tree(room.folder)
    assert {name: data for name, data in after.items() if not name.startswith("build/plain/")} == before
    assert "build/plain/index.html" in after
    shutil.rmtree(plain)
