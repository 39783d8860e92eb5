"""newsx spark on a real Spark: what goes in, what comes out, what is said, and a worker that dies on the way."""

import gzip
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from newsx.articles import read
from newsx.errors import InputError, OutputError, SettingsError
from newsx.settings import Settings
from newsx.spark.session import java_problem
from newsx.writers import jsonl

ROOT = Path(__file__).parent.parent
STORY = "Alibaba rose 5% on Monday.\n"
FRUGAL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # jobs of seconds do not pay for more of the compiler
COMMAND = [sys.executable, "-m", "newsx"]


def nothing_to_run_on():
    """Why there can be no Spark here, "" when there can."""
    gone = [name for name in ("pandas", "pyarrow", "pyspark") if importlib.util.find_spec(name) is None]
    return java_problem() or (f"Spark needs {', '.join(gone)}: pip install 'newsx[spark]'" if gone else "")


needs_spark = pytest.mark.skipif(bool(nothing_to_run_on()), reason=nothing_to_run_on())


@pytest.fixture(scope="module")
def spark():
    """One session of two cores for all tests of this file."""
    from newsx.spark.session import session

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", FRUGAL)
        with session("local[2]") as here:
            yield here


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Generated articles in six files of JSON Lines, in a folder."""
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks/corpus.py")
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    folder = tmp_path_factory.mktemp("archive")
    for n, text in enumerate(corpus.articles(600_000, seed=8)):
        with (folder / f"day{n % 6}.jsonl").open("a") as file:
            file.write(json.dumps({"id": f"a{n}", "text": text, "wire": f"w{n % 3}"}) + "\n")
    return folder


@pytest.fixture(scope="module")
def expected(archive, pipeline):
    """What newsx extract writes for the archive, as sorted lines."""
    return sorted(line for article in read([str(archive)]) for line in records_of(pipeline.document(article)))


def records_of(document):
    """A document's records, as (id, number of the record, record)."""
    lines = jsonl.lines(document).splitlines()
    return [(document.id, n, json.dumps(json.loads(line, parse_float=Decimal, parse_int=Decimal), default=plain))
            for n, line in enumerate(lines)]  # fmt: skip


def plain(value):
    return f"{value.normalize():f}"


def rows_of(folder):
    """The records in a folder of JSON Lines, as (id, number of the record, record), sorted."""
    found, numbers = [], {}
    for file in sorted(folder.glob("part-*")):
        for line in file.read_text().splitlines():
            record = json.loads(line, parse_float=Decimal, parse_int=Decimal)
            numbers[record["doc"]] = number = numbers.get(record["doc"], -1) + 1
            found.append((record["doc"], number, json.dumps(record, default=plain)))
    return sorted(found)


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def rejects(folder):
    files = Path(f"{folder}.rejects").glob("part-*")
    return sorted((r["id"], r["error"]) for f in files for r in map(json.loads, f.read_text().splitlines()))


def block(name):
    """A block of Python in docs/cluster.md."""
    page = (ROOT / "docs/cluster.md").read_text()
    return re.search(rf"<!-- test: {name} -->\n```python\n(.*?)```", page, re.DOTALL)[1]


# -- the same as newsx extract


@needs_spark
def test_text_files_are_called_as_newsx_extract_calls_them(spark, newsx, tmp_path):
    put(tmp_path / "news/sub dir %41/é a.txt", STORY)
    put(tmp_path / "news/b.TXT", STORY.encode("utf-16"))
    put(tmp_path / "news/c.txt.gz", gzip.compress(STORY.encode()))
    put(tmp_path / "news/README.md", STORY)
    put(tmp_path / "news/.hidden.txt", STORY)
    for n, source in enumerate(["./news/", tmp_path / "news"]):
        plain = newsx("extract", source)
        assert len(plain.records) == 6
        assert newsx("spark", source, f"out{n}", "-f", "jsonl").code == 0
        found = sorted((doc, json.loads(record)["text"]) for doc, _, record in rows_of(tmp_path / f"out{n}"))
        assert found == sorted((r["doc"], r["text"]) for r in plain.records)
    assert newsx("spark", "news/*/*.txt", "glob", "-f", "jsonl").code == 0
    assert {row[0] for row in rows_of(tmp_path / "glob")} == {"news/sub dir %41/é a.txt"}
    assert newsx("spark", "news/b.TXT", "one", "-f", "jsonl").code == 0
    assert {row[0] for row in rows_of(tmp_path / "one")} == {"news/b.TXT"}


@needs_spark
def test_lines_without_an_id_are_called_by_their_number_in_the_file(spark, newsx, tmp_path):
    line = '{"text": "up 5%", "padding": "' + "x" * 1000 + '"}\n'
    put(tmp_path / "in/a.jsonl", (line + "\n") * 300)  # read in several parts
    put(tmp_path / "in/b.jsonl.gz", gzip.compress(line.encode() * 3))
    assert spark.read.text(str(tmp_path / "in")).select("_metadata.file_block_start").distinct().count() > 1
    assert newsx("spark", "in", "out", "-f", "jsonl").code == 0
    assert {row[0] for row in rows_of(tmp_path / "out")} == {r["doc"] for r in newsx("extract", "in").records}


# -- what goes in, what comes out


@needs_spark
def test_parquet_in_and_out_with_types(spark, newsx, tmp_path):
    rows = [(1, STORY, "2026-11-20"), (2, None, "2026-11-21"), (3, "nothing here", "2026-11-22")]
    spark.createDataFrame(rows, "key long, body string, day string").write.parquet(str(tmp_path / "in"))
    ran = newsx("spark", "in", "out", "--text-field", "body", "--id-field", "key", "--keep", "day")
    assert ran.code == 3
    assert ran.err == [
        "newsx: 2 articles: 1 COMPANY, 1 PERCENT; 1 bad rows.",
        "newsx: the bad rows are in out.rejects, each with its error.",
    ]
    assert rejects("out") == [("2", "no text here, the row has null.")]
    df = spark.read.parquet(str(tmp_path / "out"))
    types = dict(df.dtypes)
    assert (types["doc"], types["day"], types["start"], types["value"]) == (
        "string",
        "string",
        "bigint",
        "decimal(38,9)",
    )
    assert types["assumed"] == "boolean"
    found = [(r.doc, r.day, r.start, r.text, r.ticker, r.change) for r in df.orderBy("start").collect()]
    assert found == [
        ("1", "2026-11-20", 0, "Alibaba", "BABA", None),
        ("1", "2026-11-20", 13, "5%", None, Decimal(5)),
    ]


@needs_spark
def test_nested_one_row_an_article_also_without_a_find(spark, newsx, tmp_path):
    put(tmp_path / "in.jsonl", f'{{"id": "a", "text": {json.dumps(STORY)}}}\n{{"id": "b", "text": "nothing"}}\n')
    assert newsx("spark", "in.jsonl", "out", "--nested", "--label", "percent").code == 0
    df = spark.read.parquet(str(tmp_path / "out"))
    assert df.columns == ["id", "entities"]
    found = {row.id: [(e.label, e.text, e.value) for e in row.entities] for row in df.collect()}
    assert found == {"a": [("PERCENT", "5%", Decimal(5))], "b": []}
    assert newsx("spark", "in.jsonl", "lines", "--nested", "-f", "jsonl").code == 0
    (file,) = [f for f in (tmp_path / "lines").glob("part-*") if '"a"' in f.read_text()]
    assert [e["text"] for e in json.loads(file.read_text().splitlines()[0])["entities"]] == ["Alibaba", "5%"]


@needs_spark
def test_bad_rows_are_set_aside_and_the_others_read(spark, newsx, tmp_path):
    good = json.dumps({"id": "good", "text": STORY}).encode()
    put(tmp_path / "in.jsonl", b'\n{"id": "x", "text": 5}\nnonsense\n' + good + b'\r\n{"text": "Baidu\x92s 3%"}\n')
    ran = newsx("spark", "in.jsonl", "out", "-f", "jsonl")
    assert (ran.code, ran.out, ran.err[0]) == (3, b"", "newsx: 2 articles: 2 COMPANY, 2 PERCENT; 2 bad rows.")
    assert [row[0] for row in rows_of(tmp_path / "out")] == ["good", "good", "in.jsonl:5", "in.jsonl:5"]
    (one, why), (other, also) = rejects("out")
    assert (one, why) == ("in.jsonl:2", '"text" is a number, not a string.')
    assert (other, also[:8]) == ("in.jsonl:3", "not JSON")

    ran = newsx("spark", "in.jsonl", "out")
    assert (ran.code, ran.err) == (2, ["newsx: out: is there already. Name another place, or say --overwrite."])
    put(tmp_path / "in.jsonl", good + b"\n")
    assert newsx("spark", "in.jsonl", "out", "-f", "jsonl", "--overwrite").code == 0
    assert {row[0] for row in rows_of(tmp_path / "out")} == {"good"}
    assert not Path("out.rejects").exists()  # those were of the run before


@needs_spark
def test_own_companies_and_rules_travel(spark, newsx, tmp_path):
    put(tmp_path / "mine.csv", "name,ticker,mic\nQuorvex Zimt,QVZX,XNYS\n")
    put(tmp_path / "rules.jsonl", '{"label": "PRODUCT", "pattern": "Zimt One"}\n')
    put(tmp_path / "a.txt", "Quorvex Zimt showed the Zimt One.")
    options = ["--companies", "mine.csv", "--rules", "rules.jsonl", "-f", "jsonl"]
    assert newsx("spark", "a.txt", "out", *options).code == 0
    found = [json.loads(record) for _, _, record in rows_of(tmp_path / "out")]
    assert [(r["label"], r["text"], r.get("ticker")) for r in found] == [
        ("COMPANY", "Quorvex Zimt", "QVZX"),
        ("PRODUCT", "Zimt One", None),
    ]
    put(tmp_path / "rules.jsonl", "nonsense\n")
    ran = newsx("spark", "a.txt", "out2", *options)
    assert (ran.code, ran.err[0][:31]) == (2, "newsx: rules.jsonl:1: not JSON:")


@needs_spark
def test_a_frame_of_ones_own(spark):
    from newsx.spark import extract

    df = spark.createDataFrame(
        [(1, STORY, b"x", 2.5), (2, None, None, None)], "id int, text string, `a b` binary, n double"
    )
    scope = {"df": df.withColumnRenamed("n", "published")}
    exec(block("notebook"), scope)
    assert [(r.doc, r.text, r.published) for r in scope["entities"].collect()] == [
        ("1", "Alibaba", 2.5),
        ("1", "5%", 2.5),
    ]
    nested = extract(df, keep=["a b"], nested=True, settings=Settings(labels=("PERCENT",), changes=True)).collect()
    assert [(r.id, r["a b"], [e.text for e in r.entities], r.error) for r in nested] == [
        ("1", b"x", ["5%"], None),
        ("2", None, [], "no text here, the row has null."),
    ]
    for options, said in [
        ({"text": "body"}, "no column body here, only id, text, a b, n."),
        ({"text": "n"}, "the column n is double, not string or binary."),
        ({"keep": ["text"]}, "the column text cannot be kept"),
        ({"keep": ["a.b"]}, "the column a.b cannot be kept with a dot in its name."),
    ]:
        with pytest.raises(ValueError, match=re.escape(said)):
            extract(df.withColumn("a.b", df.id) if "keep" in options else df, **options)


# -- what is said


@needs_spark
@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["gone", "out"], 3, "gone: nothing there to read. Check the path."),
        (["gone/*.txt", "out", "-i", "text"], 3, "gone/*.txt: nothing there to read. Check the path."),
        (["mixed", "out"], 3, "mixed: holds "),
        (["odd.dat", "out"], 3, "odd.dat: found odd.dat, which is neither .txt, .jsonl nor .parquet. Say --input."),
        (["mixed", "mixed", "--overwrite"], 2, "mixed: is or holds the input. Name another place."),
        (["mixed/a.txt", "mixed", "--overwrite"], 2, "mixed: is or holds the input. Name another place."),
        (["mixed/a.txt", "odd.dat"], 2, "odd.dat: is there already. Name another place, or say --overwrite."),
        (["mixed/a.txt", "out", "--keep", "x"], 2, "mixed/a.txt: text files have no fields to keep."),
        (
            ["mixed/a.jsonl", "out", "--keep", "label"],
            2,
            "mixed/a.jsonl: the field label cannot be kept: the result has",
        ),
        (["fake.parquet", "out"], 3, "fake.parquet: cannot be read as parquet: "),
        (["mixed/a.txt", "nix:///x/y"], 2, "the Spark job failed: "),
        (["mixed/a.txt", "out", "--label", "PRIZE"], 2, 'no label is called "PRIZE". Did you mean "PRICE"?'),
        (["broken.jsonl.gz", "out"], 3, "broken.jsonl.gz: cannot be read as jsonl: "),
    ],
)
def test_one_line_says_what_is_wrong(spark, newsx, tmp_path, args, code, said):
    put(tmp_path / "mixed/a.txt", STORY)
    put(tmp_path / "mixed/a.jsonl", '{"text": "x"}\n')
    put(tmp_path / "odd.dat", STORY)
    put(tmp_path / "fake.parquet", "no parquet")
    put(tmp_path / "broken.jsonl.gz", gzip.compress(os.urandom(500))[:-60])
    ran = newsx("spark", *args)
    assert (ran.code, ran.out, len(ran.err), ran.err[0][: len(said) + 7]) == (code, b"", 1, f"newsx: {said}")
    assert (tmp_path / "mixed/a.txt").read_text() == STORY
    assert "Traceback" not in ran.err[0]


@needs_spark
def test_a_failing_job_gives_the_reason_and_leaves_what_was_there(spark, tmp_path, monkeypatch):
    from newsx.spark.job import JobError, run

    put(tmp_path / "a.txt", STORY)
    settings = Settings(model="xx_none")  # there may be another Python on the workers
    with pytest.raises(
        JobError, match=r'^the Spark job failed: no spaCy pipeline "xx_none" to be had: .* \(SettingsError\)$'
    ):
        run(spark, str(tmp_path / "a.txt"), str(tmp_path / "out"), settings=settings)
    with pytest.raises(SettingsError, match=r"no column text here, only id"):
        spark.range(3).write.parquet(str(tmp_path / "rows"))
        put(tmp_path / "out/part-0", "kept")
        run(spark, str(tmp_path / "rows"), str(tmp_path / "out"), overwrite=True)
    assert (tmp_path / "out/part-0").read_text() == "kept"
    with pytest.raises(OutputError):
        run(spark, str(tmp_path / "rows"), str(tmp_path / "out"))
    with pytest.raises(InputError):
        run(spark, str(tmp_path / "gone"), str(tmp_path / "out2"))


def without_java(tmp_path, **env):
    put(tmp_path / "a.txt", STORY)
    env = {k: v for k, v in os.environ.items() if k != "JAVA_HOME"} | env
    ran = subprocess.run([*COMMAND, "spark", "a.txt", "out"], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    return ran.stderr


def test_no_java(tmp_path):
    pytest.importorskip("pyspark", reason="Spark needs pyspark: pip install 'newsx[spark]'")
    said = without_java(tmp_path, PATH=str(tmp_path))
    assert said.startswith("newsx: Spark needs Java 17 or newer: there is none on the PATH.")


def script(path, says, code=0):
    put(path, f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n").chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("says", "problem"),
    [
        ('openjdk version "17.0.15" 2025-04-15', ""),
        ('java version "25" 2025-09-16', ""),
        ('openjdk version "11.0.2" 2019-01-15', "is 11. Install a newer one, or set JAVA_HOME."),
        ('java version "1.8.0_292"', "is 1. Install a newer one, or set JAVA_HOME."),
        ("Unable to locate a Java Runtime.", "does not say what it is. Install a newer one, or set JAVA_HOME."),
    ],
)
def test_java_has_to_be_new_enough(tmp_path, monkeypatch, says, problem):
    java = script(tmp_path / "home/bin/java", says)
    monkeypatch.setenv("PATH", str(java.parent))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    full = f"Spark needs Java 17 or newer: {java} {problem}" if problem else ""
    assert java_problem() == full
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    assert java_problem() == full
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java_problem() == f"Spark needs Java 17 or newer: JAVA_HOME is {tmp_path}, which has no bin/java. " + (
        "Install one, or set JAVA_HOME."
    )


@pytest.mark.parametrize("name", ["pandas", "pyarrow", "pyspark"])
def test_no_extra(newsx, monkeypatch, name):
    for module in [m for m in ("pandas", "pyarrow", "pyspark") if importlib.util.find_spec(m) is None or m == name]:
        monkeypatch.setitem(sys.modules, module, None)
    ran = newsx("spark", "a.txt", "out")
    assert ran.code == 2
    assert re.fullmatch(r"newsx: \w+ is not installed\. Say pip install 'newsx\[spark\]'\.", ran.err[0])


# -- processes of their own


def processes(session):
    """Ids and command lines of the processes of a session (in the sense of the system)."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                found[int(folder.name)] = (folder / "cmdline").read_bytes().decode(errors="replace")
        except (OSError, ValueError):
            continue
    return found


def gone(session, within=30):
    """Whether all processes of a session end in time."""
    until = time.monotonic() + within
    while processes(session) and time.monotonic() < until:
        time.sleep(0.05)
    return not processes(session)


@needs_spark
def test_an_archive_gives_what_newsx_extract_gives(spark, newsx, archive, expected, tmp_path):
    assert newsx("spark", archive, "out", "-f", "jsonl").code == 0
    assert len(expected) > 3_000
    assert rows_of(tmp_path / "out") == expected


@needs_spark
@pytest.mark.long
def test_a_cluster_gives_what_newsx_extract_gives(archive, expected, tmp_path):
    """On a worker that is a process of its own, as on a cluster; the command is quiet, and leaves nothing running."""
    ran = subprocess.Popen(
        [*COMMAND, "spark", archive, "out", "--master", "local-cluster[1,2,1024]", "-f", "jsonl"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "JAVA_TOOL_OPTIONS": FRUGAL},
    )  # fmt: skip
    out, err = ran.communicate(timeout=300)
    assert gone(ran.pid)
    labels = [json.loads(record)["label"] for _, _, record in expected]
    counts = ", ".join(f"{labels.count(label):,} {label}" for label in sorted(set(labels)))
    size = len(list(read([str(archive)])))
    assert (ran.returncode, out, err) == (0, "", f"newsx: {size:,} articles: {counts}; 0 bad rows.\n")
    assert len(expected) > 3_000
    assert rows_of(tmp_path / "out") == expected
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out"]  # no rejects


@needs_spark
@pytest.mark.long
def test_a_worker_killed_on_the_way_costs_nothing(archive, expected, tmp_path):
    """Two workers of a process each, the driver of docs/cluster.md; one of them is killed once a task is done."""
    submit = shutil.which("spark-submit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    driver, out = put(tmp_path / "newsx_job.py", block("driver")), tmp_path / "out"
    settings = {
        "spark.sql.files.maxPartitionBytes": "64k",  # a dozen tasks
        "spark.executor.memory": "512m",
        "spark.ui.enabled": "false",
    }
    confs = [word for pair in settings.items() for word in ("--conf", "=".join(pair))]
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "JAVA_TOOL_OPTIONS": FRUGAL}
    log = (tmp_path / "log").open("w+")
    ran = subprocess.Popen(
        [submit, "--master", "local-cluster[2,1,1024]", *confs, driver, archive, out, "--format", "jsonl"],
        cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        killed = done = 0
        while not killed and ran.poll() is None:
            done = len(list(out.glob("_temporary/0/task_*")))
            if done:
                (killed, *_) = [p for p, c in processes(ran.pid).items() if "CoarseGrainedExecutorBackend" in c]
                os.kill(killed, signal.SIGKILL)
            time.sleep(0.01)
        said, _ = ran.communicate(timeout=300)
        log.seek(0)
        err = log.read()
        assert ran.returncode == 0, err[-2000:]
        assert killed and 0 < done < len(list(out.glob("part-*")))
        assert re.search(r"Lost executor \d", err)
        assert re.fullmatch(r"newsx: [\d,]+ articles: .*; 0 bad rows\.\n", said)  # Spark makes one of both outputs
        assert rows_of(out) == expected
        assert gone(ran.pid)
    finally:
        for process in processes(ran.pid):
            os.kill(process, signal.SIGKILL)
        log.close()
