"""newsx show as a shell runs it: in a pipe, on a terminal, through a pager; pages; slips."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time

import pytest

STORY = "Nokia (HEL: NOKIA) fell 4% to €71.30.\n"


@pytest.fixture
def story(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path / "story.txt"


def test_in_a_pipe(newsx, story):
    ran = newsx("show", "story.txt")
    text = ran.out.decode()
    assert (ran.code, ran.err) == (0, [])
    assert "[Nokia]¹ ([HEL: NOKIA]¹) fell [4%] to [€71.30]." in text
    assert "▼ −4 %" in text
    assert "1 Nokia Corporation  NOKIA · XHEL" in text
    assert "\x1b" not in text
    assert "Turned down" not in text


def test_standard_input(newsx):
    assert "[Nokia]¹" in newsx("show", "-", stdin=STORY.encode()).out.decode()


def test_json_records_and_several_articles(newsx, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "one", "text": "Rain."}\n{"id": "two", "text": "Nokia rose 5%."}\n')
    text = newsx("show", "a.jsonl").out.decode()
    assert text.index("one") < text.index("Rain.") < text.index("two") < text.index("[Nokia]")


def test_explain_says_why_and_why_not(newsx, story):
    story.write_text(f"{STORY}Mary Okafor left Nokia.\n")
    text = newsx("show", "--explain", story).out.decode()
    found, down = text.split("Turned down")
    assert re.search(r"COMPANY  Nokia ×2  company\.listed.*\n +listed \+9", found)
    assert "COMPANY  Mary Okafor  adds up to −" in down


def test_only_some_labels(newsx, story):
    assert "Nokia (HEL: NOKIA) fell [4%] to €71.30." in newsx("show", "-l", "PERCENT", story).out.decode()


def test_a_page_in_a_file_and_on_standard_output(newsx, story, tmp_path):
    ran = newsx("show", story, "--html", "page.html")
    assert (ran.code, ran.out) == (0, b"")
    written = (tmp_path / "page.html").read_bytes()
    assert written.startswith(b"<!doctype html>")
    assert b">Nokia</mark>" in written
    assert newsx("show", story, "--html", "-").out == written
    assert b"Turned down" in newsx("show", "--explain", "-t", "The Fed cut rates.", "--html", "-").out


NO_PAGES = [  # arguments, what is said; nothing is written
    (["--html", "story.txt"], "story.txt: --html takes the file to write, and this is no page."),
    (["story.txt", "--html", "story.txt"], "story.txt: --html takes the file to write, and this is no page."),
    (["story.txt", "--html", "page.html.gz"], "page.html.gz: --html takes the file to write, and this is no page."),
    (["story.txt", "--html", "page"], "page: --html takes the file to write, and this is no page."),
    (["story.txt", "--html", "."], ".: --html takes the file to write, and this is no page."),
    (["saved.html", "--html", "saved.html"], "saved.html: is read and cannot be written as well."),
    (["story.txt", "--html", "link.HTM"], "link.HTM: is read and cannot be written as well: it is story.txt."),
    (["-t", "Rain.", "--companies", "own.html", "--html", "own.html"], "own.html: is read and cannot be written"),
]


@pytest.mark.parametrize(("args", "says"), NO_PAGES, ids=[" ".join(row[0]) for row in NO_PAGES])
def test_a_page_takes_the_place_of_no_article(newsx, story, tmp_path, args, says):
    (tmp_path / "saved.html").write_text("<p>Nokia rose 5%.")
    (tmp_path / "own.html").write_text("name\n")
    (tmp_path / "link.HTM").symlink_to("story.txt")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    ran = newsx("show", *args, stdin=b"Rain.")
    assert (ran.code, ran.out, len(ran.err)) == (2, b"", 1)
    assert ran.err[0].startswith(f"newsx: {says}")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_page_for_a_device(newsx, story):
    assert newsx("show", story, "--html", "/dev/null").code == 0


def test_what_cannot_be_read_is_said_and_the_rest_is_shown(newsx, story):
    ran = newsx("show", "gone.txt", story)
    assert ran.code == 3
    assert ran.err == ["newsx: gone.txt: no such file or folder. Check the path."]
    assert b"Nokia" in ran.out
    assert newsx("show", story, "--html", "no/such/page.html").code == 2
    assert newsx("show", "-l", "COMPANIES", story).code == 2


def terminal(story, *args, keys=b"", **env):
    """What ``newsx show`` writes on a terminal, and its exit code. keys: pressed once something is shown."""
    main, side = pty.openpty()
    base = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "PAGER", "LESS", "NEWSX_PAGER")}
    run = subprocess.Popen(
        [sys.executable, "-m", "newsx", "show", story, *args],
        stdin=side,
        stdout=side,
        stderr=side,
        start_new_session=True,
        env={**base, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **env},
    )
    os.close(side)
    seen, until = b"", time.monotonic() + 30
    while time.monotonic() < until:
        if select.select([main], [], [], 0.2)[0]:
            try:
                seen += os.read(main, 65536)
            except OSError:
                break
            if keys and b"\n" in seen:
                os.write(main, keys)
                keys = b""
    run.kill() if run.poll() is None else None
    os.close(main)
    return seen.decode().replace("\r\n", "\n"), run.wait()


def test_on_a_terminal_in_colours(story):
    text, code = terminal(story, "--no-pager")
    assert code == 0
    assert re.search(r"\x1b\[1;36mNokia\x1b\[0m", text)


def test_no_color(story):
    text, _ = terminal(story, "--no-pager", NO_COLOR="1")
    assert "[Nokia]" in re.sub(r"\x1b\[[\d;]*m", "", text)
    assert not re.search(r"\x1b\[[\d;]*3\d", text)


def test_a_long_article_goes_through_the_pager(story):
    story.write_text(STORY * 60)
    text, code = terminal(
        story, NEWSX_PAGER=f"{sys.executable} -c \"import sys; print('paged', len(sys.stdin.readlines()))\""
    )
    assert code == 0
    assert int(re.search(r"paged (\d+)", text)[1]) > 60
    assert "paged" not in terminal(story, NEWSX_PAGER="cat")[0]


def test_a_pager_that_is_not_there_is_none(story):
    text, code = terminal(story, PAGER="no-such-pager")
    assert code == 0
    assert "Nokia" in text


@pytest.mark.skipif(not shutil.which("less"), reason="no less here")
def test_less_shows_the_first_screen_and_ends_when_told(story):
    story.write_text(STORY * 400)
    text, code = terminal(story, keys=b"q")
    assert code == 0
    assert 0 < text.count("Nokia") < 60


def test_whoever_leaves_the_pager_has_seen_enough(story):
    story.write_text(STORY * 3000)
    text, code = terminal(story, NEWSX_PAGER="head -1")
    assert (code, "Traceback" in text) == (0, False)
