"""What a page says that stands in the place of an article: a Page in, the words that say so out.

Either that there is no such article, or that the reader has to do something first: to log in, or to
prove to be no program.
"""

import re
from collections.abc import Iterator

from generator.auditing.pagetext import Page

_SHORT_WORDS = 200
"""A longer page is no notice, whatever is said in it."""


def _gap(letters: int = 40) -> str:
    return rf".{{0,{letters}}}?"


_THING = r"\b(?:page|article|story|document|content|site|url|address|resource|link)\b"
_MISSING_PHRASES = (
    rf"{_THING}{_gap()}\b(?:not|can(?:not|'t|’t) be|could(?: not|n't|n’t) be) found\b",
    rf"\b(?:can(?:not|'t|’t)|could(?: not|n't|n’t)) find\b{_gap(20)}{_THING}",
    (
        rf"{_THING}{_gap()}\b(?:(?:no longer|not|isn['’]t) (?:available|exists?)|unavailable|"
        r"do(?:es)?(?: not|n't|n’t) exist|has been (?:removed|deleted|unpublished))"
    ),
    r"\berror:? 404\b|\b404:? (?:error|page|not found)\b",
    rf"\bdomain\b{_gap(20)}\b(?:for sale|has expired|is parked)\b|\bbuy this domain\b",
    (
        rf"(?:seite|artikel|beitrag){_gap()}(?:nicht gefunden|nicht mehr verfügbar|existiert nicht|"
        r"gibt es nicht)"
    ),
    rf"page{_gap()}(?:introuvable|n['’]existe (?:pas|plus))",
    (
        rf"página{_gap()}(?:no (?:se )?(?:ha sido |pudo ser )?encontrad[ao]|no existe|"
        r"não (?:foi )?encontrad[ao]|não existe)|no se (?:ha )?encontr(?:ó|ado) la página"
    ),
    (
        rf"pagina{_gap()}(?:non (?:è stata )?trovata|non esiste|niet gevonden|bestaat niet|"
        r"nu (?:a fost găsită|există))"
    ),
    rf"sidan{_gap()}(?:hittades inte|inte hittas|finns inte)",
    rf"siden{_gap()}ikke (?:fundet|funnet)|siden (?:findes|finnes) ikke|fant ikke siden",
    r"sivua ei (?:löytynyt|löydy)",
    rf"stron[ay]{_gap()}nie (?:została znaleziona|istnieje)|nie znaleziono strony",
    rf"stránka{_gap()}(?:nenalezena|neexistuje|nenájdená)|oldal nem (?:található|létezik)",
    rf"sayfa{_gap()}bulunamadı",
    rf"страниц[аыу]{_gap()}не (?:найдена|существует)|сторінк[аиу]{_gap()}не (?:знайдено|існує)",
    r"δεν βρέθηκε|الصفحة.{0,20}?غير موجودة|הדף.{0,20}?לא נמצא|صفحه.{0,20}?یافت نشد|पृष्ठ नहीं मिला",
    r"页面不存在|頁面不存在|找不到|未找到|見つかりません|ページ.{0,10}?存在しません",
    r"찾을 수 없습니다",
    r"ไม่พบหน้า|không tìm thấy trang|halaman tidak ditemukan",
)
_MISSING = re.compile("|".join(_MISSING_PHRASES), re.IGNORECASE)
_MISSING_TITLE = re.compile(
    r"^\W*(?:404(?=\W*(?:$|[|–—:-]|error|page|not))|not found|nicht gefunden|introuvable)\b|"
    rf"{_MISSING.pattern}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"just a moment|checking your browser|access (?:to this page )?(?:has been |is )?denied|"
    r"attention required|are you (?:a robot|(?:a )?human)|robot check|captcha|security check|"
    r"(?:verify|confirm|prove) (?:that )?you(?: are|['’]re) (?:(?:a )?human|not a robot)|"
    r"before you continue|enable javascript|javascript is (?:disabled|required)",
    re.IGNORECASE,
)
_FIRST_TITLE = re.compile(
    rf"^\W*(?:log ?in|sign ?in|anmelden|connexion)\b|{_FIRST.pattern}", re.IGNORECASE
)


def words_of_miss(page: Page) -> str:
    """The words by which the page says that there is no such article, or nothing."""
    return _found(page, _MISSING_TITLE, _MISSING)


def words_of_hurdle(page: Page) -> str:
    """The words by which the page says that something has to be done first, or nothing."""
    return _found(page, _FIRST_TITLE, _FIRST) if _is_short(page) else ""


def _found(page: Page, title: re.Pattern[str], text: re.Pattern[str]) -> str:
    def searched() -> Iterator[re.Match[str] | None]:
        yield from map(title.search, (page.title, *page.headings))
        if _is_short(page):
            yield text.search(page.text)

    return next((found[0] for found in searched() if found), "")


def _is_short(page: Page) -> bool:
    return len(page.text.split()) < _SHORT_WORDS
