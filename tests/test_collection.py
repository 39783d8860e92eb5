"""The tests themselves: every process that runs some of them has to collect the same ones, under the same names."""

import os
import subprocess
import sys


def test_names_of_tests_hold_no_time_and_no_order_of_a_set(request):
    """Collected here some time ago, and now in a process with other hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:xdist", "-o", "addopts=", "-q"]
    ran = subprocess.run(command, cwd=request.config.rootpath, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-2000:]
    here = {item.nodeid for item in request.session.items}
    assert here - {*ran.stdout.splitlines()} == set()
