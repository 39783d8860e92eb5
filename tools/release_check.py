"""What a release has to pass: ``make release-check``. From the last commit, in a folder that goes afterwards.

The sdist and the wheel are built twice and are the same bytes; what has to be in them is, and nothing else; then, on
each Python that is claimed and at hand, the sdist's own tests run against the installed wheel, not against src/.
Arguments go to pytest.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: object, **options: object) -> str:
    """Output of a command that has to succeed."""
    ran = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload]
    if ran.returncode:
        sys.exit(f"FAILED ({ran.returncode}): {' '.join(map(str, command))}\n{ran.stdout[-5000:]}")
    return str(ran.stdout)


def check(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"FAILED: {what}")
    print(f"ok      {what}", flush=True)


def build(python: Path, work: Path, name: str) -> list[Path]:
    """sdist and wheel of the last commit, from a clone of that name."""
    clone = work / name
    run("git", "clone", "-q", ROOT, clone)
    epoch = run("git", "log", "-1", "--format=%ct", cwd=clone).strip()
    run(python, "-m", "build", "-o", clone / "dist", clone, env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, stderr=-3)
    return sorted((clone / "dist").iterdir())


def contents(sdist: Path, wheel: Path, clone: Path) -> None:
    tracked = run("git", "ls-files", cwd=clone).splitlines()
    version = re.search(r'__version__ = "(.+)"', (clone / "src/newsx/__init__.py").read_text())[1]  # type: ignore[index]
    check(
        sdist.name == f"newsx-{version}.tar.gz" and wheel.name.startswith(f"newsx-{version}-py3"), f"names, {version}"
    )
    check(
        re.search(rf"^## {re.escape(version)}\b", (clone / "CHANGELOG.md").read_text(), re.M) is not None, "changelog"
    )
    with tarfile.open(sdist) as tar:
        inside = {name.partition("/")[2] for name in tar.getnames()}
    missing = {name for name in tracked if not name.startswith(".")} - inside
    check(not missing, f"sdist: everything of the project ({len(inside)} files){sorted(missing)[:5] or ''}")
    with zipfile.ZipFile(wheel) as zipped:
        names = set(zipped.namelist())
        metadata = zipped.read(next(n for n in names if n.endswith("METADATA"))).decode()
        entries = zipped.read(next(n for n in names if n.endswith("entry_points.txt"))).decode()
    package = {name.removeprefix("src/") for name in tracked if name.startswith("src/newsx/")}
    rest = {name for name in names - package if ".dist-info/" not in name}
    check(
        package <= names and not rest,
        f"wheel: the package and nothing else ({len(package)} files){sorted(rest)[:5] or ''}",
    )
    check("newsx/py.typed" in names and "[console_scripts]" in entries, "wheel: types and the command")
    check(f"Version: {version}" in metadata and "Requires-Python: >=3.11" in metadata, "wheel: metadata")


def tested(python: str, sdist: Path, wheel: Path, work: Path, arguments: list[str]) -> None:
    """The sdist's tests against the wheel, in an environment with nothing else."""
    place = work / python
    run(python, "-m", "venv", place / "venv")
    pip = [place / "venv/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    with tarfile.open(sdist) as tar:
        tar.extractall(place, filter="data")
    source = next(path for path in place.iterdir() if path.name.startswith("newsx-"))
    dev = tomllib.loads((source / "pyproject.toml").read_text())["project"]["optional-dependencies"]["dev"]
    run(*pip, wheel, *dev)
    where = run(place / "venv/bin/python", "-c", "import newsx; print(newsx.__file__)", cwd=source)
    check(where.startswith(str(place / "venv")), f"{python}: the tests see the wheel, not src/")
    said = run(place / "venv/bin/python", "-m", "pytest", "-p", "no:cacheprovider", *arguments, cwd=source)
    check(re.search(r"\d+ passed", said) is not None, f"{python}: {said.strip().splitlines()[-1]}")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="newsx-release-") as folder:
        work = Path(folder)
        run(sys.executable, "-m", "venv", work / "tools")
        python = work / "tools/bin/python"
        run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "build")
        wheel, sdist = sorted(build(python, work, "once"), key=lambda path: path.suffix != ".whl")
        for one in build(python, work, "again"):
            first = wheel if one.suffix == ".whl" else sdist
            same = hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(first.read_bytes()).digest()
            check(same, f"the same bytes twice: {one.name}")
        contents(sdist, wheel, work / "once")
        claimed = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text())
        for version in claimed:
            name = f"python{version}"
            there = (
                subprocess.run([name, "-c", ""], capture_output=True).returncode == 0 if shutil.which(name) else False
            )
            if there:
                tested(name, sdist, wheel, work, sys.argv[1:])
            else:
                print(f"skipped {name}: not at hand", flush=True)


if __name__ == "__main__":
    main()
