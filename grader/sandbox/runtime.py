"""The tree that is shown inside the wall: Python, its library, NumPy, and the inside half.

The service's own interpreter may lie where the sandbox's user cannot read it, and its environment
holds our own packages. So what a program may see is copied once into a folder of its own, and
nothing else is. `python -m grader.sandbox.runtime FOLDER` makes one ahead of time (in an image).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

from grader.sandbox.job import Runtime, SandboxError

INSIDE = Path(__file__).parent / "inside"
KEPT_S = 7 * 24 * 3600.0
_FORMAT = "2"
_LEFT_OUT = shutil.ignore_patterns(
    "test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "site-packages",
    "config-*", "*.a", "pydoc_data", "_tkinter*", "_test*",
)  # fmt: skip
# What torch needs at run time, beside itself.
_WITH_TORCH = ("torch", "torchgen", "functorch", "sympy", "mpmath", "typing_extensions.py",
               "filelock", "networkx", "jinja2", "markupsafe", "fsspec", "torch.libs")  # fmt: skip


@dataclass(frozen=True)
class Tree:
    """A finished tree. `devices` are what its packages want to read when they are imported."""

    folder: Path
    devices: tuple[str, ...] = ()

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python3"

    @property
    def packages(self) -> Path:
        return self.folder / "packages"

    @property
    def inside(self) -> Path:
        return self.folder / "inside"

    @property
    def lib(self) -> Path:
        return self.folder / "lib"


def default_folder() -> Path:
    """Where trees are kept if nobody says otherwise."""
    if os.geteuid() == 0:
        return Path("/var/cache/backmark")
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "backmark"


def runtime_tree(runtime: Runtime, folder: Path | None = None) -> Tree:
    """The tree for these versions, made if it is not there; raises SandboxError."""
    place = (folder or default_folder()) / f"runtime-{runtime.value}-{_key(runtime)}"
    if not place.is_dir():
        try:
            _make(runtime, place)
        except OSError as error:
            raise SandboxError(
                f"the programs' runtime cannot be made in {place.parent}: {error}; "
                "BACKMARK_RUNTIME_DIR names another folder"
            ) from error
    with suppress(OSError):  # made ahead of time, where nothing can be written
        os.utime(place)
    return Tree(place, ("/dev/urandom",) if runtime is Runtime.torch else ())


def has_torch() -> bool:
    return importlib.util.find_spec("torch") is not None


def _key(runtime: Runtime) -> str:
    digest = hashlib.sha256()
    versions = [_FORMAT, platform.python_version(), metadata.version("numpy"), platform.machine()]
    if runtime is Runtime.torch:
        if not has_torch():
            raise SandboxError("the runtime torch needs PyTorch: pip install torch")
        versions.append(metadata.version("torch"))
    digest.update("|".join(versions).encode())
    for script in sorted(INSIDE.glob("*.py")):
        digest.update(script.name.encode() + script.read_bytes())
    return digest.hexdigest()[:12]


def _make(runtime: Runtime, place: Path) -> None:
    """Beside its place first, then moved there at once: nobody meets half a tree."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        place.parent.chmod(0o755)
    beside = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
    try:
        _fill(runtime, beside)
        _readable(beside)
        try:
            beside.rename(place)
        except OSError:
            if not place.is_dir():  # else another process was faster
                raise
        _forget_old(runtime, place.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(runtime: Runtime, tree: Path) -> None:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    (tree / "bin").mkdir()
    shutil.copy(os.path.realpath(sys.executable), tree / "bin" / "python3")
    shutil.copytree(sysconfig.get_path("stdlib"), tree / "lib" / version, ignore=_LEFT_OUT)
    dynload = sysconfig.get_config_var("DESTSHARED") or ""
    # A Python that was moved names a place where it was built, which may not even be looked at.
    if os.path.isdir(dynload) and not (tree / "lib" / version / "lib-dynload").is_dir():
        shutil.copytree(dynload, tree / "lib" / version / "lib-dynload", ignore=_LEFT_OUT)
    library = sysconfig.get_config_var("INSTSONAME") or ""
    for folder in (sysconfig.get_config_var("LIBDIR"), f"{sys.base_prefix}/lib"):
        if (
            library.startswith("libpython")
            and ".so" in library
            and os.path.exists(f"{folder}/{library}")
        ):
            shutil.copy(Path(folder) / library, tree / "lib" / library)
            break
    names = ("numpy", "numpy.libs", *(_WITH_TORCH if runtime is Runtime.torch else ()))
    _copy_packages(names, tree / "packages")
    shutil.copytree(INSIDE, tree / "inside", ignore=shutil.ignore_patterns("__pycache__"))


def _copy_packages(names: Iterable[str], target: Path) -> None:
    site = Path(np.__file__).parent.parent
    target.mkdir()
    for name in names:
        found = site / name
        if found.is_dir():
            left_out = shutil.ignore_patterns("tests", "include")
            shutil.copytree(found, target / name, ignore=left_out, copy_function=_link_or_copy)
        elif found.is_file():
            shutil.copy(found, target / name)


def _link_or_copy(source: str, target: str) -> None:
    """PyTorch is hundreds of megabytes, and installers never write into a file that is there."""
    if os.stat(source).st_mode & 0o444 == 0o444:
        try:
            os.link(source, target)
        except OSError:  # on another disk
            pass
        else:
            return
    shutil.copy2(source, target)


def _readable(tree: Path) -> None:
    for place, _, names in os.walk(tree):
        os.chmod(place, 0o755)
        for name in names:
            file = Path(place) / name
            if not file.is_symlink() and file.stat().st_mode & 0o444 != 0o444:
                file.chmod(0o755 if os.access(file, os.X_OK) else 0o644)


def _forget_old(runtime: Runtime, folder: Path) -> None:
    """Trees of other versions that no zygote was started from for a week."""
    oldest = time.time() - KEPT_S
    for tree in folder.glob(f"runtime-{runtime.value}-*"):
        try:
            if tree.stat().st_mtime < oldest:
                shutil.rmtree(tree)
        except OSError:  # another user's, or another process was faster
            continue


def main(arguments: list[str]) -> None:
    for runtime in (Runtime.numpy, *((Runtime.torch,) if has_torch() else ())):
        tree = runtime_tree(runtime, Path(arguments[0]) if arguments else None)
        sys.stdout.write(f"{tree.folder}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
