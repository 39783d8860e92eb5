"""What all tests share: one pipeline, built once."""

import pytest

from newsx.pipeline import Pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()
