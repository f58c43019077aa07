import pytest

from tests.object_storage.server import ObjectServer, files_in_buckets


@pytest.fixture(scope="session")
def object_server():
    """It takes two seconds to start: one for all tests of a process."""
    with ObjectServer() as server:
        yield server


@pytest.fixture
def buckets(object_server):
    with files_in_buckets(object_server) as buckets:
        yield buckets
