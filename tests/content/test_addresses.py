"""Which addresses lead to one article."""

import pytest

from generator.content.addresses import article_address, likely_address

ARTICLE = "https://gazette.example/2031/night-trains"


@pytest.mark.parametrize(
    "url",
    [
        "http://gazette.example/2031/night-trains",
        "https://www.gazette.example/2031/night-trains",
        "https://GAZETTE.example/2031/night-trains",
        "https://gazette.example:443/2031/night-trains",
        "http://gazette.example:80/2031/night-trains",
        "https://gazette.example/2031/night-trains/",
        "https://gazette.example/2031/night-trains#prices",
        "https://gazette.example/2031/night-trains?",
        "https://gazette.example/2031/night-trains?utm_source=feed&utm_medium=rss",
        "https://gazette.example/2031/night-trains?fbclid=abc&gclid=def&mc_cid=1",
        "https://gazette.example/2031/night-trains/?UTM_Source=feed#top",
        "https://gazette.example./2031/night-trains",
        "https://gazette.example/2031/night-trains/index.html",
        "https://gazette.example/2031/%6eight%2dtrains",
        "https://gazette.example/2031/night-trains?itm_source=home&mtm_campaign=1&pk_kwd=2",
        "https://gazette.example/2031/night-trains?wbraid=a&gbraid=b&ttclid=c&twclid=d&_gl=1*e",
        "https://gazette.example/2031/night-trains?srsltid=a&li_fat_id=b&igsh=c&smid=d&xtor=RSS-1",
        "https://gazette.example/2031/night-trains?utm_source=feed&amp;utm_medium=rss",
        "https://gazette.example/2031/night-trains;jsessionid=0A1B?PHPSESSID=7",
        "https://gazette.example/2031/night-trains#:~:text=prices",
        "https://web.archive.org/web/20310514120000/https://gazette.example/2031/night-trains",
        "http://web.archive.org/web/2031id_/http://www.gazette.example/2031/night-trains/",
        "https://web.archive.org/web/20310514120000/gazette.example/2031/night-trains",
        "https://web.archive.org/web/20310514120000/http:/gazette.example/2031/night-trains",
        "https://web.archive.org/web/2031*/https://gazette.example/2031/night-trains",
        "https://web.archive.org/web/https://gazette.example/2031/night-trains",
        "https://archive.ph/20310514/https://gazette.example/2031/night-trains",
    ],
)
def test_same_article(url: str) -> None:
    assert article_address(url) == article_address(ARTICLE)


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/2031/Night-trains",
        "https://gazette.example/2031/night-trains?page=2",
        "https://gazette.example/2031/night-trains?id=7&utm_source=feed",
        "https://gazette.example:8443/2031/night-trains",
        "https://other.example/2031/night-trains",
        "https://news.gazette.example/2031/night-trains",
        "https://gazette.example/2031",
        "https://gazette.example/2031%2Fnight-trains",
        "https://gazette.example/2031/night-trains/index.html/2",
        "https://gazette.example/2031/night-trains?reference=7",
        "https://gazette.example/2031/night-trains?trackid=7",
        "https://gazette.example/2031/night-trains#/prices",
        "https://gazette.example/2031/night-trains#!/prices",
        "https://gazette.example/2031/night-trains?m=2",
        "https://gazette.example/2031/night-trains;part=2",
        "https://web.archive.org/web/20310514120000/https://other.example/2031/night-trains",
        "https://archive.ph/2031/night-trains",
        "https://web.archive.org/web/2031/https://gazette.example:99999/2031/night-trains",
        "https://web.archive.org/web/2031/http://[gazette.example/2031/night-trains",
        "https://web.archive.org/web/2031/gazette.example:port/2031/night-trains",
        "https://www.google.com/amp/s/gazette.example:99999/2031/night-trains",
        "https://archive.ph/aBc12",
    ],
)
def test_another_article(url: str) -> None:
    assert article_address(url) != article_address(ARTICLE)
    assert likely_address(url) != likely_address(ARTICLE)


@pytest.mark.parametrize(
    "url",
    [
        "https://m.gazette.example/2031/night-trains",
        "https://mobile.gazette.example/2031/night-trains",
        "https://amp.gazette.example/2031/night-trains",
        "https://gazette.example/amp/2031/night-trains",
        "https://gazette.example/2031/night-trains/amp",
        "https://gazette.example/2031/night-trains.amp",
        "https://gazette.example/2031/night-trains?amp=1",
        "https://gazette.example/2031/night-trains?amp",
        "https://gazette.example/2031/night-trains?print=1&ref=letter",
        "https://gazette.example/2031/night-trains?source=letter&share=mail&CMP=feed",
        "https://gazette.example/2031/night-trains?outputType=amp",
        "https://gazette.example/2031/night-trains?m=1",
        "https://gazette.example/2031/night-trains/amp.html",
        "https://gazette.example/2031/night-trains.amp.html",
        "https://touch.gazette.example/2031/night-trains",
        "https://www2.gazette.example/2031/night-trains",
        "https://www.google.com/amp/s/gazette.example/2031/night-trains",
        "https://gazette-example.cdn.ampproject.org/c/s/gazette.example/2031/night-trains",
    ],
)
def test_likely_the_same_article(url: str) -> None:
    assert article_address(url) != article_address(ARTICLE)
    assert likely_address(url) == likely_address(ARTICLE)


def test_parameters_keep_their_order_and_empty_values() -> None:
    assert article_address("https://a.example/x?b=&a=1") == "a.example/x?b=&a=1"


def test_in_another_order_they_are_likely_the_same() -> None:
    one, other = "https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2"
    assert article_address(one) != article_address(other)
    assert likely_address(one) == likely_address(other)


def test_the_mobile_form_of_a_language_is_likely_that_language() -> None:
    mobile = likely_address("https://en.m.pedia.example/Ferry")
    assert mobile == likely_address("https://en.pedia.example/Ferry")
    assert mobile != likely_address("https://de.pedia.example/Ferry")


def test_a_host_with_other_letters_is_one_with_its_name_in_ascii() -> None:
    assert article_address("https://KÖLN.example/x") == "xn--kln-sna.example/x"
    assert article_address("https://xn--kln-sna.example/x") == "xn--kln-sna.example/x"


def test_an_escape_and_the_sign_that_it_stands_for_are_one() -> None:
    assert article_address("https://a.example/k%c3%b6ln") == article_address(
        "https://a.example/köln"
    )
