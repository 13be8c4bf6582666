"""Pages that are no articles; and what tells that one is not whole."""

import time

import pytest

from generator.drafting import NotAnArticleError, read_article_file
from generator.drafting.article.notices import find_notice

STORY = "\n\n".join(
    f"On day {day} the night market on Loom Street stood in mud, and nobody bought a lamp there."
    for day in range(1, 6)
)
OFFER = "the text ends in an offer to subscribe and may have been cut off"
NOT_FREE = "the page says that it is not free to read, and its text is short"


@pytest.mark.parametrize(
    "end",
    [
        "Subscribe now for full access",
        "Want to read more? Become a member.",
        "Lesen Sie weiter mit Abo",
        "La suite est réservée aux abonnés\n\nDéjà inscrit ?",
        "Sigue leyendo con tu suscripción",
        "Este conteúdo é exclusivo para assinantes",
        "Читать далее по подписке",
        "この記事は有料会員限定です。残り1200文字",
        "本文为付费内容，订阅后继续阅读",
    ],
)
def test_an_offer_to_read_on_is_told(end: str) -> None:
    assert read_article_file(f"{STORY}\n\n{end}".encode()).doubts == (OFFER,)


@pytest.mark.parametrize(
    "end",
    [
        "Subscribe to the market letter.",
        "“Only who subscribes may read it,” said the clerk.",
        f"Whoever subscribes to the gazette may read the list of stalls{', and of lamps' * 9}.",
    ],
)
def test_other_words_at_the_end_are_no_offer(end: str) -> None:
    assert read_article_file(f"{STORY}\n\n{end}".encode()).doubts == ()


@pytest.mark.parametrize(
    ("told", "doubts"),
    [
        ('"isAccessibleForFree": "False"', (NOT_FREE,)),
        ('"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false}', (NOT_FREE,)),
        ('"isAccessibleForFree": true, "hasPart": [{"isAccessibleForFree": "No"}]', (NOT_FREE,)),
        ('"isAccessibleForFree": "https://schema.org/True", "hasPart": "#part"', ()),
    ],
)
def test_a_page_may_say_that_a_part_of_it_is_not_free(told: str, doubts: tuple[str, ...]) -> None:
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", {told}}}</script>'
    body = "".join(f"<p>{one}</p>" for one in STORY.split("\n\n"))
    page = f"<html><head>{script}</head><body><article>{body}</article></body></html>"
    assert read_article_file(page.encode()).doubts == doubts


# What is no article

ERROR, ROBOTS = "an error page", "a page for robots"
LOGIN, CONSENT, PAYWALL = (
    "a page to log in",
    "a page that asks for consent",
    "a page behind a paywall",
)
PATIENCE = 10  # seconds; it takes two
BELOW = "Here is the way to the start, and there the way to all else that is shown by this house."
NOTICES = {
    "Page not found": ERROR,
    "Sorry, we couldn’t find that page": ERROR,
    "This content isn’t available right now": ERROR,
    "The page you asked for does not exist or has a new address": ERROR,
    "Error 404": ERROR,
    "503 Service Unavailable": ERROR,
    "403 Forbidden": ERROR,
    "Access denied": ERROR,
    "Zugriff verweigert": ERROR,
    "Доступ запрещён": ERROR,
    "Diese Seite gibt es nicht": ERROR,
    "Cette page n’existe plus": ERROR,
    "No se ha encontrado la página": ERROR,
    "Página não encontrada": ERROR,
    "La pagina richiesta non esiste": ERROR,
    "Deze pagina bestaat niet": ERROR,
    "Sidan hittades inte": ERROR,
    "Siden ble ikke funnet": ERROR,
    "Siden blev ikke fundet": ERROR,
    "Sivua ei löytynyt": ERROR,
    "Strona nie istnieje": ERROR,
    "Stránka nenalezena": ERROR,
    "Az oldal nem található": ERROR,
    "Sayfa bulunamadı": ERROR,
    "Страница не найдена": ERROR,
    "Η σελίδα δεν βρέθηκε": ERROR,
    "الصفحة غير موجودة": ERROR,
    "抱歉，您访问的页面不存在": ERROR,
    "お探しのページは見つかりませんでした": ERROR,
    "페이지를 찾을 수 없습니다": ERROR,
    "Không tìm thấy trang": ERROR,
    "Just a moment...": ROBOTS,
    "Verify that you are human by this box": ROBOTS,
    "Please enable JavaScript": ROBOTS,
    "Please complete the CAPTCHA below": ROBOTS,
    "Bitte bestätigen Sie, dass Sie kein Roboter sind": ROBOTS,
    "Confirmez que vous n’êtes pas un robot": ROBOTS,
    "Robot olmadığınızı doğrulayın": ROBOTS,
    "请确认您不是机器人": ROBOTS,
    "Before you continue": CONSENT,
    "We value your privacy": CONSENT,
    "Wir respektieren Ihre Privatsphäre": CONSENT,
    "Nous respectons votre vie privée": CONSENT,
    "Valoramos tu privacidad": CONSENT,
    "Vi värnar om din integritet": CONSENT,
    "Szanujemy Twoją prywatność": CONSENT,
    "Gizliliğinize önem veriyoruz": CONSENT,
    "我们重视您的隐私": CONSENT,
    "You need to log in to read on": LOGIN,
    "Subscribe to continue reading this article": PAYWALL,
    "Already a subscriber?": PAYWALL,
}


def page(title: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>"
    ).encode()


@pytest.mark.parametrize("words", NOTICES)
def test_a_page_that_is_a_notice_is_refused_by_its_title_or_its_words(words: str) -> None:
    for content in (page(f"{words} | The Gazette", BELOW), page("The Gazette", f"{words}.", BELOW)):
        with pytest.raises(NotAnArticleError) as refused:
            read_article_file(content)
        assert str(refused.value).startswith(
            f"this looks like {NOTICES[words]}, not like an article"
        )


@pytest.mark.parametrize(
    "words", ["404", "410 Gone", "Log in", "Anmelden", "Logga in", "CAPTCHA", "Cookie policy"]
)
def test_a_word_or_two_are_a_notice_as_a_title_only(words: str) -> None:
    with pytest.raises(NotAnArticleError, match="this looks like a"):
        read_article_file(page(f"{words} | The Gazette", BELOW))
    article = read_article_file(page("Lamps for sale", *STORY.split("\n\n"), words))
    assert (article.title, article.doubts) == ("Lamps for sale", ())


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "How captchas took over the web",
            "The mill asks all who buy flour to solve a captcha first. Bakers are not amused.",
        ),
        (
            "City fined for its cookie policy",
            "The court found that the city made readers accept all cookies, even those of shops.",
        ),
        (
            "A clerk collects pages that are not found",
            "“Page not found,” reads the first of them. The clerk of the mill has nine hundred.",
        ),
        (
            "Mill ends its subscriptions",
            "Whoever wants to keep reading its letters can do so for nothing, said the miller.",
        ),
        (
            "Savnet mann er siden ikke funnet",
            "Mannen gikk hjemmefra på mandag, og naboene har lett etter ham ved mølla siden.",
        ),
        (
            "找不到工作的年轻人",
            "镇上的年轻人说，他们找了三个月，仍然没有找到合适的工作，只好回到磨坊去帮忙。",
        ),
        (
            "Court lets access denied by clerk stand",
            "The clerk denied access to the mill, and the judges saw no reason to change that.",
        ),
    ],
)
def test_an_article_about_such_things_is_drafted(title: str, text: str) -> None:
    article = read_article_file(page(f"{title} | The Gazette", text))
    assert article.text == text


@pytest.mark.parametrize(
    "piece",
    ["page you ", "this page\n\n", "page you | ", "we use cookies ", "您的页面", "。", "to be "],
)
def test_a_page_of_a_megabyte_is_searched_in_a_moment(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    find_notice([text], "")
    find_notice([], text)
    assert time.process_time() - start < PATIENCE
