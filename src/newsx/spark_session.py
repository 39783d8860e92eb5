"""A Spark session for ``newsx spark``, or one line that says what it lacks."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsx.errors import NewsxError, SettingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17  # what Spark 4 needs at least

CONFIG = {
    "spark.sql.files.maxPartitionBytes": str(16 << 20),  # a task of a few seconds, so that small inputs spread, too
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


class SparkError(NewsxError):
    """A job that Spark gave up."""

    exit_code = 3


@contextmanager
def session(master: str | None = None) -> "Iterator[SparkSession]":
    """A session that ends with the block. Under spark-submit it is the one that was submitted.

    raises: SettingsError when pyspark, pyarrow or Java is missing or too old.
    """
    try:
        import pyarrow  # noqa: F401
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SettingsError(f"{error.name} is not installed. Say pip install 'newsx[spark]'.") from None
    problem = java_problem()
    if problem:
        raise SettingsError(problem)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers' Python has newsx, as this one has
    builder = SparkSession.builder.appName("newsx")
    if master or not os.environ.get("SPARK_ENV_LOADED"):  # spark-submit sets it
        builder = builder.master(master or "local[*]")
    for name, value in CONFIG.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        yield spark
    except (PySparkException, Py4JError) as error:
        said = [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
        raise SparkError(f"the Spark job failed: {said[0]} {said[-1] if len(said) > 1 else ''}".rstrip()) from None
    finally:
        spark.stop()


def java_problem() -> str:
    """What is wrong with the machine's Java, "" when nothing is."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not java or not Path(java).exists():
        return f"Spark needs Java {JAVA} or newer, and there is none: set JAVA_HOME or put java on the PATH."
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    if version and int(version[1]) < JAVA:
        return f"Spark needs Java {JAVA} or newer; {java} is {version[1]}. Set JAVA_HOME to a newer one."
    return ""
