"""In which encoding bytes are read, and what is said of those that were read wrongly."""

import codecs

import pytest

from generator.drafting import NotAnArticleError, read_article_file
from generator.drafting.article.encoding import decode

TEXT = (
    "Der Lotse Björn Grün blieb dabei, auch nach dem Gespräch mit der Reederei: "
    "„Wir hören zu – mehr nicht.“"
)
RUSSIAN = "Начальник порта сказал вечером на собрании: «Мы не откроем шлюз до весны, и точка»."

JAPANESE = "港長は火曜日の夕方、春まで水門を開けないと述べた。「以上です」と言って、帰った。"

CHINESE = "镇书记星期四晚上在会上说：“没有人问过我们泥的事，也没有人问过水的事，就是这样。”"
HEBREW = "מזכירת העיר אמרה ביום חמישי בערב ליד הבאר: איש לא שאל אותנו על הבוץ."
THAI = "เสมียนเมืองกล่าวเมื่อวันพฤหัสบดี “ไม่มีใครถามเราเรื่องโคลน”"
POLISH = "Młyn na Tkackiej stanie w maju, powiedziała w czwartek wieczorem burmistrzyni."
GREEK = "Ο μύλος στην οδό Υφαντών θα σταματήσει τον Μάιο, είπε την Πέμπτη η γραμματέας."
KOREAN = "직조 거리의 방앗간은 오월에 멈출 것이라고 읍 서기가 목요일에 말했다."


def page(text: str, declared: str, encoding: str) -> bytes:
    head = f'<html><head><meta charset="{declared}"><title>T</title></head><body><article><p>'
    return f"{head}{text}</p></article></body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        (page(TEXT, "windows-1252", "cp1252"), "text/html", TEXT),
        (page(TEXT, "iso-8859-1", "cp1252"), None, TEXT),
        (page(RUSSIAN, "windows-1251", "cp1251"), "text/html", RUSSIAN),
        (page(RUSSIAN, "utf-8", "cp1251"), "text/html; charset=windows-1251", RUSSIAN),
        (page(TEXT, "iso-8859-1", "utf-8"), "text/html; charset=ISO-8859-1", TEXT),
        (page(TEXT, "", "utf-8"), None, TEXT),
        (page(TEXT, "utf-8", "utf-16"), None, TEXT),
        (page(TEXT, "utf-8", "cp1252"), None, TEXT),
        (page(JAPANESE, "x-sjis", "cp932"), None, JAPANESE),
        (page(JAPANESE, "Windows-31J", "cp932"), None, JAPANESE),
        (page(JAPANESE, "x-euc-jp", "euc-jp"), None, JAPANESE),
        (page(CHINESE, "x-gbk", "gbk"), None, CHINESE),
        (page(CHINESE, "gb_2312-80", "gbk"), None, CHINESE),
        (page(HEBREW, "iso-8859-8-i", "iso-8859-8"), None, HEBREW),
        (page(THAI, "windows-874", "cp874"), None, THAI),
        (page(TEXT, "x-mac-roman", "mac-roman"), None, TEXT),
        (page(RUSSIAN, "windows-1251", "utf-8"), None, RUSSIAN),
        (RUSSIAN.encode(), "text/plain; charset=windows-1251", RUSSIAN),
        (JAPANESE.encode("iso-2022-jp"), "text/plain; charset=iso-2022-jp", JAPANESE),
        (TEXT.encode("utf-8-sig"), "text/plain", TEXT),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), None, TEXT),
        (TEXT.encode("cp1252"), None, TEXT),
        (TEXT.encode("utf-16-le"), None, TEXT),
        (RUSSIAN.encode("utf-16-be"), "text/plain", RUSSIAN),
        (JAPANESE.encode("utf-16-le"), None, JAPANESE),
        (JAPANESE.encode("utf-16-be"), None, JAPANESE),
        (page(TEXT, "", "utf-16-le"), None, TEXT),
        (TEXT.replace("–", "&ndash;").replace("“", "&#8220;").encode(), None, TEXT),
        (TEXT.replace("“", "&#x201c;").encode(), None, TEXT),
        (f"{TEXT} a=1&copy=2 &ndash;".encode(), None, f"{TEXT} a=1&copy=2 –"),
    ],
)
def test_the_declared_encoding_is_used_unless_the_bytes_contradict_it(
    content: bytes, content_type: str | None, text: str
) -> None:
    article = read_article_file(content, content_type=content_type, address=None)
    assert article.text == text
    assert not any("encoding" in doubt for doubt in article.doubts)


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        ("Größe".encode(), None, "Größe"),
        ("Größe".encode(), "text/html; charset=iso-8859-1", "Größe"),
        ("Größe".encode("latin-1"), "text/html; charset=iso-8859-1", "Größe"),
        ("Größe".encode("latin-1"), "text/html; charset=utf-8", "Größe"),
        ("Größe".encode("latin-1"), None, "Größe"),
        ("Größe".encode("utf-16"), None, "Größe"),
        ("Größe".encode("utf-8-sig"), None, "Größe"),
        ("Größe".encode("latin-1"), "text/html; charset=punycode", "Größe"),
        (b"abc", "text/html; charset=idna", "abc"),
        (b"abc", "text/html; charset=zip", "abc"),
        ("東京".encode("shift_jis"), 'text/html; charset="Shift_JIS"', "東京"),
        ("東京".encode("iso-2022-jp"), "text/html; charset=iso-2022-jp", "東京"),
        (
            b'<meta charset="windows-1251">' + "Москва".encode("cp1251"),
            None,
            '<meta charset="windows-1251">Москва',
        ),
    ],
)
def test_the_encoding_of_a_few_words_is_found(
    content: bytes, content_type: str | None, text: str
) -> None:
    assert decode(content, content_type) == text


@pytest.mark.parametrize("wrong", ["„Wir hören zuÓ", "und wie gehtÕs"])
def test_a_text_of_an_old_macintosh_is_told(wrong: str) -> None:
    content = f"Der Lotse blieb auch nach dem langen Gespräch dabei: {wrong}.".encode("cp1252")
    article = read_article_file(content, content_type=None, address=None)
    assert article.doubts[0].startswith("the text looks as if it was read in a wrong encoding")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (GREEK, "cp1253"),
        (HEBREW, "iso-8859-8"),
        (KOREAN, "cp949"),
        (POLISH, "cp1250"),
        (POLISH, "iso-8859-2"),
    ],
)
def test_letters_of_an_encoding_that_nothing_declares_are_told(text: str, encoding: str) -> None:
    for content in (text.encode(encoding), page(text, "", encoding)):
        article = read_article_file(content, content_type=None, address=None)
        assert article.doubts[0].startswith("the text looks as if it was read in a wrong encoding")


def test_what_was_read_wrongly_before_is_told() -> None:
    twice = TEXT.encode().decode("cp1252").encode()
    article = read_article_file(twice, content_type=None, address=None)
    assert article.doubts[0].startswith("the text looks as if it was read in a wrong encoding")
    lost = TEXT.replace("ö", "\ufffd").encode()
    article = read_article_file(lost, content_type=None, address=None)
    assert article.doubts[0] == (
        "the text holds 2 replacement characters (U+FFFD): it was read in a wrong encoding"
    )


@pytest.mark.parametrize(
    ("content", "content_type", "reason"),
    [
        (
            b"%PDF-1.7 ...",
            None,
            "this is a PDF, not a page or a text: save its text as a .txt file",
        ),
        (b"{}", "application/json", "this is application/json, not a page or a text"),
        (b"", None, "no article was found in it: no text"),
        (b"Two words.", None, "no article was found in it: only 2 words"),
        (b"<html></html>", "text/html", "no article was found in it: no text"),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(
    content: bytes, content_type: str | None, reason: str
) -> None:
    with pytest.raises(NotAnArticleError) as refused:
        read_article_file(content, content_type=content_type, address=None)
    assert str(refused.value) == reason
