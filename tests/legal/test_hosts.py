"""Addresses that an editor should look at twice, and those that are what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.hosts import HONEST_HOSTS, OFFICIAL_HOSTS, is_official, warn_of_mirror

SUSPECT = [
    "https://284350.2xuld1c9j.asia/ew/cases/EWHC/Admin/2018/920.html",
    "284350.2xuld1c9j.asia/ew/cases/EWHC/Admin/2018/920.html",
    "//242575.15huv.group/scot/cases/ScotCS/2018/[2018]_CSIH_21.html",
    "https://247215.ittrading-hk.tech/nie/cases/NIHC/QB/2017/40.html",
    "https://evil.example/uk/cases/UKSC/2020/5.html",
    "https://evil.example/ie/cases/IEHC/2008/49.html",
    "https://evil.example/EW/CASES/EWHC/Admin/2018/920.html",
    "https://evil.example/%65w/cases/EWHC/Admin/2018/920.html",
    "https://evil.example/copy/ew/cases/EWCA/Civ/2019/1.html",
    "https://evil.example/cgi-bin/markup.cgi?doc=/ew/cases/EWHC/Admin/2018/920.html",
    "https://evil.example/cgi-bin/markup.cgi?doc=ew/cases/EWHC/Admin/2018/920.html",
    "https://evil.example/ewhc/admin/2018/920",
    "https://evil.example/ukftt/grc/2023/880?x=1",
    "https://evil.example/uksc/2020/5",
    "https://evil.example/ewcop/t2/2024/17/",
    "https://bailii.org.evil.example/",
    "https://www-bailii-org.evil.example/",
    "https://notbailii.org/",
    "https://caselaw-nationalarchives.gov.uk.evil.example/",
    "https://caselaw.national-archives.example/",
    "https://www.bailii.org@evil.example/",
    "https://www.bailii.org:443@evil.example/",
    "https://www%2ebailii.org%40evil.example/",
    "https://evil.example:8443/ew/cases/EWHC/Admin/2018/920.html",
    "HTTPS://EVIL.EXAMPLE/ew/cases/EWHC/Admin/2018/920.html",
    "https:\\\\evil.example\\ew\\cases\\EWHC\\Admin\\2018\\920.html",
    "https:evil.example/ew/cases/EWHC/Admin/2018/920.html",
    "https://b\u0430ilii.org/",
    "https://xn--bilii-4ve.org/",
    "https://baílíí.org/",
    "https://192.0.2.1/ew/cases/EWHC/Admin/2018/920.html",
    "https://[2001:db8::1]/ew/cases/EWHC/Admin/2018/920.html",
    "  https://evil.example/ew/cases/\nEWHC/Admin/2018/920.html ",
]

UNSUSPECTED = [
    "https://www.bailii.org/ew/cases/EWHC/Admin/2018/920.html",
    "http://www.bailii.org/ew/cases/EWHC/Admin/2018/920.html",
    "bailii.org/ew/cases/EWHC/Admin/2018/920.html",
    "https://beta.bailii.org/nie/cases/NIHC/KB/2024/29.html",
    "HTTPS://WWW.BAILII.ORG:443/ew/cases/EWHC/Admin/2018/920.html",
    "https://www.bailii.org./ew/cases/EWHC/Admin/2018/920.html",
    "https://someone@www.bailii.org/ew/cases/EWHC/Admin/2018/920.html",
    "https://caselaw.nationalarchives.gov.uk/ewhc/admin/2018/920",
    "http://caselaw.nationalarchives.gov.uk/ewhc/admin/2018/920",
    "https://webarchive.nationalarchives.gov.uk/ukgwa/2013/https://www.justice.gov.uk/",
    "https://www.judiciary.uk/judgments/some-case/",
    "https://supremecourt.uk/cases/uksc-2021-0213",
    "https://www.legislation.gov.uk/uksi/2016/808/made",
    "https://www.scotcourts.gov.uk/search-judgments/",
    "https://ico.org.uk/action-weve-taken/decision-notices/ic-82675-k0j4/",
    "https://informationrights.decisions.tribunals.gov.uk/Public/search.aspx",
    "https://vlex.co.uk/vid/dunnes-stores-bangor-ltd-805644813",
    "https://uk.westlaw.com/Document/x",
    "https://www.lexisnexis.co.uk/caselaw/",
    "https://caselaw.findlaw.com/",
    "https://web.archive.org/web/20180423000000/https://www.bailii.org/ew/cases/EWHC/Admin/2018/920.html",
    "https://www.theguardian.com/education/2016/dec/01/some-cases/",
    "https://example.org/2018/04/920.html",
    "https://example.org/cases/2018",
    "mailto:someone@bailii.org",
    "javascript:alert(1)",
    "",
    "   ",
    "//",
    "https://",
    "https://[::1",
    "not an address",
    "https://xn--99999999999999.example/",
]


@pytest.mark.parametrize("url", SUSPECT)
def test_a_copy_on_another_host_gets_a_warning(url):
    assert "Link to caselaw.nationalarchives.gov.uk or www.bailii.org instead." in warn_of_mirror(url)
    assert not is_official(url)


@pytest.mark.parametrize("url", UNSUSPECTED)
def test_an_official_or_an_honest_address_gets_no_warning(url):
    assert warn_of_mirror(url) == ""


def test_the_warning_names_the_host_that_the_address_leads_to():
    assert "“evil.example”" in warn_of_mirror("https://www.bailii.org@evil.example:444/x")


@pytest.mark.parametrize("host", sorted(OFFICIAL_HOSTS))
def test_every_official_host_is_official_in_any_spelling(host):
    path = "/ew/cases/EWHC/Admin/2018/920.html"
    for url in (
        f"https://{host}{path}",
        f"http://{host.upper()}:80{path}",
        f"{host}.{path}",
        f"https://sub.{host}{path}",
    ):
        assert is_official(url)
        assert warn_of_mirror(url) == ""
    assert not is_official(f"https://{host}.evil.example{path}")
    assert not is_official(f"https://x{host}{path}") or host.count(".") > 1
    assert warn_of_mirror(f"https://{host}.evil.example{path}")


def test_no_host_is_both_official_and_merely_honest():
    assert not OFFICIAL_HOSTS & HONEST_HOSTS


@given(st.text())
def test_rubbish_is_never_refused(text):
    assert isinstance(warn_of_mirror(text), str)
    assert isinstance(warn_of_mirror(f"https://{text}"), str)
    assert isinstance(warn_of_mirror(f"https://xn--{text}/ew/cases/E"), str)


@given(st.from_regex(r"\A[a-z0-9]{1,12}\.(asia|group|tech|example)\Z"))
def test_a_copy_of_bailii_is_noticed_on_any_host(host):
    assert warn_of_mirror(f"https://{host}/ew/cases/EWHC/Admin/2018/920.html")


def test_a_very_long_address_is_read_in_part():
    assert warn_of_mirror("https://evil.example/ew/cases/EWHC/" + "a/" * 100_000)
    assert warn_of_mirror("." * 100_000) == ""
