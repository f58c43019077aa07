"""Files with a provider that speaks S3: what the environment says of it, and what is wrong with that. As in
``config/environment.py``, a message names the variable and never its value."""

import ipaddress
import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from config.environment import secret

BUCKETS = ("MEDIA_BUCKET", "PRIVATE_BUCKET")
KEYS = ("S3_ACCESS_KEY", "S3_SECRET_KEY")
#: What means nothing without buckets.
OF_BUCKETS = (*KEYS, *(f"{key}_FILE" for key in KEYS), "S3_ENDPOINT_URL", "S3_REGION", "MEDIA_ACL")
#: How a bucket may be called wherever it is (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
REGION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What a provider with an address of its own asks for where it knows no regions.
NO_REGION = "us-east-1"
#: The folders of an address, each of letters and digits: it stands in a Content-Security-Policy.
FOLDERS = re.compile(r"(/[A-Za-z0-9_][A-Za-z0-9._-]*)*/")


def object_storage(faults: list[str], environment: Mapping[str, str] = os.environ) -> dict:
    """Where files lie with a provider, and how one gets at them; empty where they lie on this machine."""
    public, private = (environment.get(name, "") for name in BUCKETS)
    if not public and not private:
        if any(environment.get(name) for name in OF_BUCKETS):
            # Whoever sets them believes that files lie elsewhere.
            faults.append("MEDIA_BUCKET and PRIVATE_BUCKET are not set, but S3_… or MEDIA_ACL is: set both, or none.")
        return {}
    found = []
    if not public or not private:
        found.append("MEDIA_BUCKET and PRIVATE_BUCKET go together: set both, or neither.")
    elif public == private:
        found.append("MEDIA_BUCKET and PRIVATE_BUCKET must be two: everybody reads the first, nobody the other.")
    if not all(NAME.fullmatch(name) for name in (public, private) if name):
        found.append("MEDIA_BUCKET and PRIVATE_BUCKET take the names of buckets: small letters, digits and hyphens.")
    access_key, secret_key = (_key(name, found, environment) for name in KEYS)
    endpoint, region = environment.get("S3_ENDPOINT_URL", ""), environment.get("S3_REGION", "")
    found += _faults_of_endpoint(endpoint) if endpoint else []
    if not endpoint and not region:
        found.append("Set S3_ENDPOINT_URL to the provider's https:// address, or S3_REGION for Amazon: eu-west-2.")
    if region and not REGION.fullmatch(region):
        found.append("S3_REGION takes the short name of a region: eu-west-2.")
    acl = environment.get("MEDIA_ACL", "")
    if acl not in ("", "public-read"):
        found.append("MEDIA_ACL is public-read, where the provider has no policies of buckets, or not set.")
    faults += found
    return {
        "public_bucket": public,
        "private_bucket": private,
        "public_acl": acl or None,
        "connection": {
            "access_key": access_key,
            "secret_key": secret_key,
            "endpoint_url": endpoint or None,
            "region_name": region or NO_REGION,
        },
    }


def storages(found: dict) -> dict:
    """Django's settings of the two storages. No key stands in them: Wagtail writes them down for its tasks."""
    public = {"bucket_name": found["public_bucket"], "default_acl": found["public_acl"]}
    return {
        "default": {"BACKEND": "timeline.object_storage.PublicObjectStorage", "OPTIONS": public},
        "private": {
            "BACKEND": "timeline.object_storage.PrivateObjectStorage",
            "OPTIONS": {"bucket_name": found["private_bucket"]},
        },
    }


def media_url(faults: list[str], environment: Mapping[str, str] = os.environ) -> str:
    """Where readers' browsers ask for the sizes of pictures: below the address of the site, unless it is said
    otherwise."""
    url = environment.get("MEDIA_URL", "") or "/media/"
    parts = _parts(url)
    if url.startswith("/") and not url.startswith("//"):
        # Not the front page, nor what the theme's files have.
        good = FOLDERS.fullmatch(url) and url != "/" and not url.startswith("/static/")
    else:
        good = parts and _is_safe(parts) and FOLDERS.fullmatch(parts.path) and not parts.query and not parts.fragment
    if not good:
        faults.append("MEDIA_URL is a folder of this site, /media/, or an https:// address that ends with /.")
        return "/media/"
    return url


def faults_of_media(url: str) -> list[str]:
    """What is good on one's own machine alone."""
    if url.startswith("http://"):
        return ["MEDIA_URL must be a folder of this site, or an https:// address."]
    return []


def _key(name: str, faults: list[str], environment: Mapping[str, str]) -> str:
    before = len(faults)
    value = secret(name, faults, environment)
    if not value and len(faults) == before:
        faults.append(f"Set {name}, or {name}_FILE: the buckets are read and written with a key.")
    return value


def _faults_of_endpoint(url: str) -> list[str]:
    parts = _parts(url)
    if not parts or parts.query or parts.fragment or "@" in parts.netloc or parts.scheme not in ("http", "https"):
        return ["S3_ENDPOINT_URL cannot be read: https://s3.provider.example."]
    if not _is_safe(parts):
        return ["S3_ENDPOINT_URL must be an https:// address: http:// is for this machine alone."]
    return []


def _parts(url: str):
    try:
        parts = urlsplit(url)
        return parts if parts.hostname and (parts.port is None or parts.port) else None
    except ValueError:
        return None


def _is_safe(parts) -> bool:
    """Whether nobody on the way can read along."""
    if "@" in parts.netloc or not re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", parts.netloc):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(parts.hostname))


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
