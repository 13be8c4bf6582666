"""What tells that an article is not whole: an offer at its end, or what its page says of itself."""

import pytest

from generator.drafting import read_article_file

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
