"""What the environment says of buckets, and what is refused; and the real settings, against a real server."""

from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.object_storage import faults_of_media, media_url, object_storage, storages
from tests.object_storage.server import ACCESS_KEY, SECRET_KEY, files_in_buckets
from tests.test_settings import GOOD, run

KEYS = {"S3_ACCESS_KEY": ACCESS_KEY, "S3_SECRET_KEY": SECRET_KEY}
NAMES = {"MEDIA_BUCKET": "campaign-public", "PRIVATE_BUCKET": "campaign-private"}
BUCKETS = {**NAMES, **KEYS, "S3_ENDPOINT_URL": "https://s3.provider.example"}
WRONG = {
    "no private bucket": ({"PRIVATE_BUCKET": ""}, "set both, or neither"),
    "no public bucket": ({"MEDIA_BUCKET": ""}, "set both, or neither"),
    "one bucket for both": ({"PRIVATE_BUCKET": "campaign-public"}, "must be two:"),
    "no buckets but a key": ({"MEDIA_BUCKET": "", "PRIVATE_BUCKET": ""}, "are not set, but S3_"),
    "an address for a bucket": ({"MEDIA_BUCKET": "https://campaign.example"}, "the names of buckets"),
    "no access key": ({"S3_ACCESS_KEY": ""}, "Set S3_ACCESS_KEY"),
    "no secret key": ({"S3_SECRET_KEY": ""}, "Set S3_SECRET_KEY"),
    "a secret key and a file of one": ({"S3_SECRET_KEY_FILE": "/nowhere"}, "not both"),
    "a file of a key that is not there": ({"S3_SECRET_KEY": "", "S3_SECRET_KEY_FILE": "/nowhere"}, "cannot be read"),
    "neither address nor region": ({"S3_ENDPOINT_URL": ""}, "Set S3_ENDPOINT_URL"),
    "address without https": ({"S3_ENDPOINT_URL": "http://s3.provider.example"}, "must be an https:// address"),
    "address without https that begins like this machine's": (
        {"S3_ENDPOINT_URL": "http://127.0.0.1.provider.example"},
        "must be an https:// address",
    ),
    "address with a password": ({"S3_ENDPOINT_URL": f"https://me:{SECRET_KEY}@s3.example"}, "cannot be read"),
    "address that is none": ({"S3_ENDPOINT_URL": "s3.provider.example"}, "cannot be read"),
    "address with a port of no number": ({"S3_ENDPOINT_URL": "https://s3.example:port"}, "cannot be read"),
    "region that is none": ({"S3_REGION": "London & Dublin"}, "short name of a region"),
    "public to write": ({"MEDIA_ACL": "public-read-write"}, "MEDIA_ACL is public-read"),
}


@pytest.mark.parametrize(("wrong", "told"), WRONG.values(), ids=WRONG)
def test_what_is_insecure_is_found_and_told_without_its_value(wrong, told):
    found = []
    object_storage(found, {**BUCKETS, **wrong})
    assert any(told in one for one in found), found
    assert not any(SECRET_KEY in one or ACCESS_KEY in one for one in found)


GOOD_ONES = [
    {},
    {"S3_ENDPOINT_URL": "", "S3_REGION": "eu-west-2"},
    {"S3_ENDPOINT_URL": "http://127.0.0.1:9000"},
    {"S3_ENDPOINT_URL": "http://[::1]:9000"},
    {"S3_ENDPOINT_URL": "https://provider.example/storage/v1/s3", "S3_REGION": "garage"},
    {"MEDIA_ACL": "public-read"},
]


@pytest.mark.parametrize("more", GOOD_ONES, ids=str)
def test_what_is_good_is_not_found_and_the_private_bucket_is_public_in_no_way(more):
    found = []
    made = storages(object_storage(found, {**BUCKETS, **more}))
    assert found == []
    assert made["default"]["OPTIONS"]["default_acl"] == more.get("MEDIA_ACL")
    assert made["private"]["OPTIONS"] == {"bucket_name": "campaign-private"}


def test_without_buckets_files_lie_on_this_machine():
    found = []
    assert object_storage(found, {}) == {}
    assert found == []


@pytest.mark.parametrize("url", ["", "/media/", "/files/of/ours/", "https://pictures.campaign.example/media/"])
def test_pictures_are_asked_for_where_it_is_said(url):
    found = []
    assert media_url(found, {"MEDIA_URL": url}) == (url or "/media/")
    assert found + faults_of_media(url) == []


@pytest.mark.parametrize(
    "url",
    [
        *("/", "media/", "/media", "//other.example/", "/static/", "/media/../", "/me dia/", "/media/?a/", "/a;b/"),
        *("http://other.example/", "https://me:word@other.example/", "https://other.example", "https://a.example/x"),
        *("https://a.example/;script-src *;/", "https://*/", "https://a.example;x/", "javascript:alert(1)/", "/a//b/"),
    ],
)
def test_other_addresses_of_pictures_are_refused(url):
    found = []
    assert media_url(found, {"MEDIA_URL": url}) == "/media/"
    assert "MEDIA_URL" in found[0]


def test_pictures_without_https_are_for_ones_own_machine():
    url = "http://127.0.0.1:9000/campaign-public/"
    assert media_url([], {"MEDIA_URL": url}) == url
    assert faults_of_media(url) != []


def test_production_refuses_to_start_and_says_which(tmp_path):
    wrong = {
        "MEDIA_BUCKET": "one",
        "PRIVATE_BUCKET": "one",
        "S3_ENDPOINT_URL": "http://s3.example",
        "MEDIA_URL": "//x/",
    }
    result = run("-c", "import config.settings.production", **GOOD, **wrong, DATA_DIR=str(tmp_path))
    assert result.returncode != 0
    for name in (*wrong, *KEYS):
        assert name in result.stderr, name


def test_on_a_disk_nothing_of_amazons_is_loaded_and_there_is_nothing_to_try(tmp_path):
    script = (
        "import sys, django; django.setup(); from django.core.files.storage import storages;"
        "from django.core.management import call_command; storages['private'], storages['default'];"
        "call_command('check_storage'); print([one for one in sys.modules if one.startswith('boto')])"
    )
    result = run("-c", script, **GOOD, DATA_DIR=str(tmp_path))
    assert result.stdout.splitlines()[-1] == "[]", result.stderr
    assert "Files lie on this machine" in result.stdout


def test_settings_of_production_reach_real_buckets_by_a_key_in_a_file(object_server, tmp_path):
    key = tmp_path / "key"
    key.write_text(SECRET_KEY, encoding="utf-8")
    key.chmod(0o600)
    with files_in_buckets(object_server) as buckets:
        named = object_server.environment(buckets.public, buckets.private)
        named |= {"S3_SECRET_KEY": "", "S3_SECRET_KEY_FILE": str(key), "DATA_DIR": str(tmp_path)}
        result = run("-W", "error", "manage.py", "check_storage", **GOOD, **named)
        assert result.returncode == 1
        # There is nobody at https://campaign.example.
        assert [line for line in result.stdout.splitlines() if not line.startswith("yes: ")] == [
            "NO: Readers get the sizes of pictures at /media/."
        ], result.stdout
        assert SECRET_KEY not in result.stdout + result.stderr
        assert buckets.names(buckets.public) == buckets.names(buckets.private) == []


def tried() -> list[str]:
    """What check_storage says of the buckets."""
    out = StringIO()
    with suppress(CommandError):
        call_command("check_storage", stdout=out)
    return out.getvalue().splitlines()


def test_good_buckets_are_found_good(buckets, settings):
    # Read where the bucket stands, as there is no proxy here.
    settings.MEDIA_URL = f"{buckets.server.url}/{buckets.public}/"
    said = tried()
    assert len(said) == 12
    assert [line for line in said if not line.startswith("yes: ")] == []


def test_buckets_that_are_open_or_remember_are_found(buckets, settings):
    settings.MEDIA_URL = f"{buckets.server.url}/{buckets.public}/"
    buckets.let_everybody_read(buckets.private)
    for bucket in (buckets.private, buckets.public):
        buckets.client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    assert [line for line in tried() if not line.startswith("yes: ")] == [
        "NO: Nobody gets a file of the private bucket without our key.",
        "NO: The private bucket keeps no old versions of what was deleted.",
        "NO: The public bucket keeps no old versions of what was deleted.",
    ]


def test_provider_that_cannot_be_reached_is_no_good_and_no_fault_of_ours(buckets):
    buckets.server.is_away = True
    said = tried()
    assert "NO: The private bucket takes a file and gives it back to us." in said
    assert "not known: Nobody gets a list of the private bucket without our key." in said
