"""A Spark session for ``newsx spark``, or one line that says what it lacks."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsx.errors import SettingsError

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

JAVA = 17  # what Spark 4 needs at least

CONFIG = {
    "spark.app.name": "newsx",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    "spark.sql.files.openCostInBytes": str(64 << 10),  # to open a file costs little beside reading what stands in it
    "spark.sql.shuffle.partitions": "16",  # nothing is shuffled but a few counts
    "spark.ui.showConsoleProgress": "false",
}
LOCAL = {
    "spark.sql.files.maxPartitionBytes": str(16 << 20),  # some seconds a task, so that no core waits long at the end
    "spark.ui.enabled": "false",
}


@contextmanager
def session(master: str | None = None, verbose: bool = False) -> "Iterator[SparkSession]":
    """A session that ends with the block; one that is active already is used and left as it is.

    master: by default the one that the job was submitted to, else local[*]. verbose: Spark's log on standard error.
    raises: SettingsError when pyspark, pyarrow or Java is missing or too old, or Spark does not start.
    """
    try:
        import pandas  # noqa: F401
        import pyarrow  # noqa: F401
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SettingsError(f"{error.name} is not installed. Say pip install 'newsx[spark]'.") from None
    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    if not _submitted() and (problem := java_problem()):
        raise SettingsError(problem)
    conf = _configured(SparkConf(), master)
    try:
        if not _submitted() and SparkContext._gateway is None:
            from pyspark import java_gateway

            launch: Any = java_gateway.launch_gateway
            # Standard output is for records, and what Java, Spark and the workers say is for those who ask.
            voice = 2 if verbose else subprocess.DEVNULL
            SparkContext(conf=conf, gateway=launch(conf, {"stdout": voice, "stderr": voice}))
        spark = SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkException, OSError) as error:
        said = str(error).splitlines()[0]
        raise SettingsError(f"Spark does not start: {said} {'' if verbose else 'Say --verbose to see why.'}") from None
    try:
        yield spark
    finally:
        spark.stop()


def _configured(conf: "SparkConf", master: str | None) -> "SparkConf":
    """What is said on the command line of spark-submit or in Spark's own files wins, except for the master."""
    if master or not _submitted():
        conf.setMaster(master or "local[*]")
    local = (conf.get("spark.master") or "").startswith("local")
    if local:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # nobody else's business, and no name to look up
    for name, value in {**CONFIG, **(LOCAL if local else {})}.items():
        conf.setIfMissing(name, value)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers' Python has newsx, as this one has
    return conf


def _submitted() -> bool:
    """Whether spark-submit started this Python, and with it Java."""
    return "PYSPARK_GATEWAY_PORT" in os.environ


def java_problem() -> str:
    """What is wrong with the machine's Java, "" when nothing is."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not java or not os.access(java, os.X_OK):
        where = f"JAVA_HOME is {home}, which has no bin/java" if home else "there is none on the PATH"
        return f"Spark needs Java {JAVA} or newer: {where}. Install one, or set JAVA_HOME."
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    if not version or int(version[1]) < JAVA:
        found = f"is {version[1]}" if version else "does not say what it is"
        return f"Spark needs Java {JAVA} or newer: {java} {found}. Install a newer one, or set JAVA_HOME."
    return ""
