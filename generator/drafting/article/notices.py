"""What a page says that stands in an article's place: titles and a short text in, a Notice out.

Such a page tells of an error, wants a reader to do something first, or shows the article to
subscribers only. An article may speak of all this too: so a notice's words count only where they
make up most of a sentence, or of a part of a title, and nobody is quoted with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import regex

Kind = Literal["missing", "trouble", "robots", "login", "consent", "paywall"]
"""Of which trouble is the host's: it refuses to show the page, or cannot now."""

_SHARE = 0.5
"""How much of a sentence a notice's words are, at least."""
_LONGEST = 300
"""A sentence or a title of more letters is no notice."""
_PARTS = regex.compile(r"\s*[|·•»]\s*|\s+[-–—]\s+|(?<=[.!?…])\s+|(?<=[。！？])")
_SENTENCES = regex.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_STOPS = " \t.…!?¡¿:;,。！？"
_QUOTED = frozenset("\"'“”„«»‹‚‘「『")
_NO_LETTERS = regex.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in an article's place."""

    what: str
    """What kind of page that is, in words."""
    words: str
    """The words that say so."""


@dataclass(frozen=True)
class _Phrases:
    what: str
    title: regex.Pattern[str]
    """What says so only where it is the whole of a title, or of a part of it."""
    sentence: regex.Pattern[str]
    """What says so in a title and in the text."""


def _any_of(*phrases: str) -> regex.Pattern[str]:
    return regex.compile("|".join(phrases), regex.I)


def _gap(letters: int = 40) -> str:
    """What may stand behind the page's name; with a number it is one of a book."""
    return rf"(?!,? \d).{{0,{letters}}}?"


_OTHER_THING = "(?:story|document|content|site|address|link|resource)"
_THING = (
    r"(?:\b(?:the|this|that|your) )?"
    rf"\b(?:page|article|url|(?:this|that|requested) {_OTHER_THING}|{_OTHER_THING} (?:that )?you)\b"
)
_NOT = r"(?:not|n['’]?t)"
_ELSE = r"(?:,? (?:or|and|any ?more|any longer|on (?:this|our)|at this|right now)\b.*)?"
_MISSING = _Phrases(
    "an error page",
    _any_of(
        r"(?:error |http )?4(?:04|10)(?::.*| \(?(?:error|page|not found|gone).*)?",
        r"(?:not found|gone|nicht gefunden|introuvable)(?: \(?4(?:04|10)\)?)?",
    ),
    _any_of(
        rf"{_THING}{_gap()}\b(?:can?|could|was|is)? ?{_NOT} (?:be )?found\b{_ELSE}",
        rf"{_THING}{_gap()}\b(?:no longer|not|isn['’]t) (?:available|exists?)\b{_ELSE}",
        rf"{_THING}{_gap()}\b(?:unavailable|do(?:es)? ?{_NOT} exist)\b{_ELSE}",
        rf"{_THING}{_gap()}\b(?:has been|was) (?:removed|deleted|unpublished)\b{_ELSE}",
        rf"\bcan(?:not|['’]t) find\b{_gap(20)}{_THING}",
        rf"\bcould ?{_NOT} find\b{_gap(20)}{_THING}",
        r"\berror:? 4(?:04|10)\b|\b404:? (?:error|page|not found)\b",
        r"\bdomain(?: name)?(?: \S+)? (?:is for sale|has expired|is parked)\b|\bbuy this domain\b",
        rf"\b(?:(?:die|diese|der|dieser) )?(?:\w+ )?(?:seite|artikel|beitrag)\b{_gap()}"
        r"(?:nicht (?:mehr )?(?:gefunden|verfügbar)|(?:existiert|gibt es) (?:leider )?nicht)",
        rf"\b(?:(?:la|cette) )?page\b{_gap()}"
        r"(?:introuvable|non trouvée|n['’]existe (?:pas|plus)|n['’]a pas été trouvée)",
        rf"\b(?:(?:la|esta|a) )?página\b{_gap()}(?:no (?:ha sido |fue |pudo ser )?encontrad[ao]"
        r"|no (?:está|se encuentra) disponible"
        r"|no existe|não (?:foi )?encontrad[ao]|não existe)",
        r"\bno se (?:ha )?encontr(?:ó|ado) la página",
        rf"\b(?:(?:la|questa|de|deze) )?pagina\b{_gap()}(?:non (?:è stata )?trovata|non esiste"
        r"|niet (?:worden )?gevonden|bestaat niet|nu (?:a fost găsită|există))",
        rf"\b(?:den här )?sidan\b{_gap()}(?:hittades inte|inte hittas|finns inte)"
        r"|\b(?:hittar inte|inte hitta) sidan\b",
        # Alone, the Danish and Norwegian for "the page" is "since" as well.
        rf"(?:^|\b(?:denne|beklager|desværre|dessverre|oops),? )siden\b{_gap(20)}"
        r"(?:ikke (?:findes|finnes|fundet|funnet)|(?:findes|finnes) (?:desværre |dessverre )?ikke)",
        r"\b(?:fant|finner|fandt|finder) ikke siden\b(?: du .*)?",
        r"\bsivua ei (?:löytynyt|löydy)",
        rf"\bstron[ay]\b{_gap()}nie (?:została znaleziona|istnieje)|\bnie znaleziono strony",
        rf"\bstránka\b{_gap()}(?:nenalezena|nebyla nalezena|neexistuje|nenájdená)",
        r"\boldal nem (?:található|létezik)",
        rf"\bsayfa(?:ya)?\b{_gap()}(?:bulunamad[ıi]|bulunamıyor|ulaşılamıyor|mevcut değil)",
        rf"\bстраниц[аыу]\b{_gap()}не (?:найдена|существует)",
        rf"\bсторінк[аиу]\b{_gap()}не (?:знайдено|існує)",
        rf"\bσελίδα\b{_gap()}δεν (?:βρέθηκε|υπάρχει)",
        r"الصفحة.{0,20}?غير موجودة|הדף.{0,20}?לא נמצא|صفحه.{0,20}?یافت نشد|पृष्ठ नहीं मिला",
        r"(?:您.{0,10})?(?:页面|頁面|网页|網頁|文章|内容|內容).{0,10}?"
        r"(?:不存在|找不到|未找到|没有找到|沒有找到|已(?:被|经)?删除|已(?:被|經)?刪除)",
        r"(?:找不到|未找到|没有找到|沒有找到).{0,10}?(?:页面|頁面|网页|網頁|文章|内容|內容)",
        r"(?:(?:お探し|ご指定|指定|リクエスト).{0,6})?(?:ページ|記事|URL|コンテンツ).{0,20}?"
        r"(?:見つかりません|存在しません|削除され)",
        r"페이지.{0,10}?(?:찾을 수 없|존재하지 않)\w*",
        rf"ไม่พบหน้า.*|không tìm thấy trang|\btrang\b{_gap(20)}không tồn tại",
        rf"\bhalaman\b{_gap(20)}tidak ditemukan",
    ),
)
_TROUBLE = _Phrases(
    "an error page",
    _any_of(r"(?:error |http )?(?:403|50[0-4])(?: error)?"),
    _any_of(
        r"\b(?:50[0-4]:? )?(?:service (?:is )?(?:temporarily )?unavailable|bad gateway"
        r"|internal server error|gateway time-?out)\b",
        r"\b(?:error:? )?(?:403:? )?(?:error|forbidden)(?: 403)?$",
        r"\baccess (?:to this page )?(?:has been |is )?denied\b",
        r"\bzugriff (?:wurde )?verweigert|\baccès refusé|\bacceso denegado|\baccesso negato",
        r"\bacesso negado|\btoegang geweigerd|\båtkomst nekad|\bingen (?:adgang|tilgang)$",
        r"\bodmowa dostępu|\berişim engellendi|\bдоступ (?:запрещ[её]н|ограничен)",
        r"(?:访问|訪問|存取)(?:被拒绝|被拒絕|受限)|アクセスが拒否されました|접근이 거부",
    ),
)
_ASKED = r"(?<=^|\bplease |\byou (?:need|have) to |\byou must )"
_ROBOTS = _Phrases(
    "a page for robots",
    _any_of(
        r"(?:re)?captcha|security (?:check|verification)|robot check",
        r"(?:nur )?einen moment(?: bitte)?|un instant|un momento|um momento|só um momento",
        r"ci siamo quasi|even geduld(?: a\.?u\.?b\.?)?|jeszcze chwila|bir dakika lütfen",
        r"один момент|请稍候|請稍候|しばらくお待ちください|잠시만 기다리십시오",
    ),
    _any_of(
        r"\bjust a moment\b(?:, please)?",
        r"\bchecking (?:your browser|if the site connection is secure)\b(?: before.*)?",
        r"\battention required\b|\byou have been blocked\b|\bpress (?:and|&) hold\b.*",
        r"\bare you (?:a )?(?:robot|human)\b",
        rf"{_ASKED}(?:complete|solve|enter|pass) (?:\w+ ){{0,2}}(?:captcha|security check)\b.*",
        r"\b(?:verify|verifying|confirm|prove) (?:that )?you(?: are|['’]re) (?:(?:a )?human"
        r"|(?:not a|no) robot)\b",
        rf"{_ASKED}(?:enable (?:javascript|js)|turn (?:on javascript|javascript on))\b"
        r"(?: (?:and|to)\b.*)?",
        rf"{_ASKED}click\b.*\bnot a robot\b",
        r"\bjavascript is (?:disabled|required)\b",
        r"\b(?:detected )?unusual traffic\b(?: from your\b.*)?|^(?:\w+ )?ray id\b",
        r"\bdass sie (?:ein mensch|kein(?:e)? (?:roboter|maschine)) sind",
        r"\bsind sie ein (?:mensch|roboter)|\b(?:aktivieren sie (?:bitte )?|bitte )javascript\b.*",
        r"\bque vous (?:êtes (?:un )?humain|n['’]êtes pas un robot)|\bactive[rz] javascript\b.*",
        r"\bque (?:usted )?(?:eres|es) (?:un )?humano|\bque no (?:eres|es) un robot",
        r"\b(?:active|habilite|activa|habilita) (?:el )?javascript\b.*",
        r"\b(?:di essere (?:un )?uman[oa]|di non essere un robot|che non sei un robot)\b",
        r"\bque (?:você )?(?:é (?:um )?humano|não é um robô)",
        r"\bdat (?:u|je) (?:een mens bent|geen robot bent)",
        r"\batt du (?:är (?:en )?människa|inte är en robot)",
        r"\bat du (?:er et menneske|ikke er en robot)",
        r"\bże (?:jesteś człowiekiem|nie jesteś robotem)|\b(?:robot|insan) olmadığınızı\b.*",
        r"\binsan olduğunuzu\b.*|\bчто вы (?:человек|не робот)",
        r"(?:验证|驗證|确认|確認)(?:您|你)(?:是(?:真人|人类|人類)|不是(?:机器人|機器人))",
        r"あなたが(?:人間|ロボットでは?ない).{0,20}|ロボットではありません|로봇이 아닙니다",
    ),
)
_LOGIN = _Phrases(
    "a page to log in",
    _any_of(
        r"(?:please )?(?:log|sign) ?in(?: required| to(?: \w+){1,3}| or register)?",
        r"anmelden|einloggen|connexion|se connecter",
        r"iniciar sesión|accedi|iniciar sessão|inloggen|logga in|log ind|logg inn|zaloguj się",
        r"giriş yap|вход|войти|увійти|登录|登錄|登入|ログイン|로그인",
    ),
    _any_of(
        r"\byou (?:must|need to|have to) (?:be logged in|log in|sign in)\b(?: (?:to|before)\b.*)?"
    ),
)
_CONSENT = _Phrases(
    "a page that asks for consent",
    _any_of(
        r"(?:cookies?|privacy) (?:policy|settings|preferences|consent|notice)",
        r"bevor sie fortfahren|avant de continuer|antes de continuar|prima di continuare",
        r"voordat (?:je|u) verdergaat|innan du fortsätter|før du fortsætter|før du fortsetter",
        r"(?:manage|accept|use of) (?:all )?cookies|cookie-einstellungen|gestion des cookies",
        r"(?:configuración|política) de cookies|cookie-instellingen|cookieinställningar",
    ),
    _any_of(
        r"\bbefore you continue\b(?: to(?: \w+){1,2}$)?",
        r"\bwe (?:value|respect|care about) your privacy\b",
        r"^your privacy (?:matters|is important)\b",
        r"^we(?: and our (?:\d+ )?partners)? (?:use|store)\b.{0,60}\bcookies?\b.*",
        r"^(?:this|our) (?:web ?)?site uses cookies\b.*",
        r"^by (?:clicking|continuing)\b.{0,80}\bcookies\b.*",
        r"^(?:you can )?(?:accept|agree to|allow) (?:all|the use of)(?: cookies)?\b(?: or .*)?",
        r"\bwir (?:schätzen|respektieren) ihre privatsphäre|^ihre privatsphäre ist uns wichtig",
        r"\bmit werbung (?:und tracking )?(?:weiterlesen|nutzen|lesen)",
        r"^allen? (?:cookies )?(?:akzeptieren|zustimmen)",
        r"^wir(?: und unsere (?:\d+ )?partner)? (?:verwenden|nutzen|setzen)\b.{0,60}\bcookies?\b.*",
        r"^diese (?:web)?(?:seite|site) (?:verwendet|nutzt) cookies\b.*",
        r"^(?:accepter (?:et fermer|les cookies|tout)|tout accepter|continuer sans accepter)",
        r"\bnous (?:respectons|protégeons) votre vie privée|\bvotre vie privée est notre priorité",
        r"^nous(?: et nos (?:\d+ )?partenaires)? (?:utilis|stock)ons\b.{0,60}\bcookies?\b.*",
        r"^aceptar (?:todas|todo|cookies)(?: las cookies)?",
        r"\b(?:valoramos|respetamos) (?:su|tu) privacidad|^(?:tu|su) privacidad es importante",
        r"^(?:nosotros )?(?:usamos|utilizamos)\b.{0,60}\bcookies\b.*",
        r"^accetta (?:tutti|tutto|e chiudi|i cookie)(?: i cookie)?",
        r"^utilizziamo\b.{0,60}\bcookie\b.*",
        r"\b(?:rispettiamo|teniamo al)(?:la| la) (?:tua|vostra) privacy",
        r"^aceitar (?:todos|tudo|cookies)(?: os cookies)?|\bvalorizamos a sua privacidade",
        r"^(?:alles? (?:cookies )?(?:accepteren|toestaan)|accepteer alles?)",
        r"\b(?:wij|we) (?:respecteren|waarderen|geven om) (?:je|jouw|uw) privacy",
        r"^(?:wij|we) (?:gebruiken|plaatsen)\b.{0,60}\bcookies\b.*",
        r"^(?:godkänn|acceptera) alla(?: cookies| kakor)?",
        r"\bvi (?:värnar om|värdesätter|respekterar) din (?:integritet|personliga integritet)",
        r"^vi (?:använder|bruger|bruker)\b.{0,60}\b(?:cookies|kakor|informasjonskapsler)\b.*",
        r"^(?:godta|godkjenn|aksepter|accepter|tillad) alle(?: cookies)?",
        r"\bvi (?:respekterer|værdsætter|bryr oss om) (?:dit|ditt) (?:privatliv|personvern)",
        r"^hyväksy kaikki(?: evästeet)?|^käytämme (?:\w+ )?evästeitä\b.*",
        r"^(?:za)?akceptuj wszystk\w+|\b(?:szanujemy|cenimy|dbamy o) (?:twoj\w+ )?prywatność",
        r"^(?:używamy|wykorzystujemy|ta strona (?:używa|korzysta z)) (?:plików )?cookies?\b.*",
        r"^přijmout vše|\bvážíme si vašeho soukromí|^používáme (?:soubory )?cookies?\b.*",
        r"^tümünü kabul et|\bgizliliğinize (?:önem|değer) veriyoruz",
        r"^(?:bu (?:web )?site\w* )?çerez\w* kullan(?:ıyoruz|ır|maktadır|ılmaktadır)",
        r"^(?:принять|прийняти) вс[еёі]",
        r"\bмы (?:ценим|уважаем) вашу (?:конфиденциальность|приватность)",
        r"^(?:мы используем|ми використовуємо|сайт использует) (?:файлы |файли )?cookies?\b.*",
        r"^(?:接受|同意)(?:所有|全部) ?(?:cookies?)?|^全部接受",
        r"(?:我们|我們)(?:重视|重視|尊重)您的(?:隐私|隱私)",
        r"^(?:我们|我們|本网站|本網站|此网站)(?:会|會)?使用 ?cookies?.*",
        r"^すべて(?:の ?(?:cookie|クッキー))?を?(?:受け入れる|同意する|許可する|許可)",
        r"お客様のプライバシーを(?:尊重|大切に).*",
        r"^(?:当|この)(?:ウェブ)?サイトでは.{0,30}(?:cookie|クッキー).{0,10}(?:使用|利用).*",
        r"^모두 (?:수락|동의|허용)|.{0,20}쿠키를 사용합니다",
    ),
)
PAYWALL = _any_of(
    r"subscribe (?:now )?to (?:continue|read|keep|unlock|access)",
    r"to (?:continue|keep) reading(?: this (?:article|story))?",
    r"already a (?:subscriber|member)|(?:for|to) subscribers only",
    r"exclusive(?:ly)? (?:to|for) subscribers|(?:sign|log) ?in to (?:continue|read)",
    r"unlock this (?:article|story)|create (?:a|your) free account|start your (?:free )?trial",
    r"this (?:article|content|story) is (?:reserved )?for (?:paying )?(?:subscribers|members)",
    r"jetzt (?:weiterlesen|abonnieren)|(?:nur )?für abonnenten|réservé aux abonnés",
    r"exclusivo para suscriptores|riservato agli abbonati",
)
"""What is said before the rest of an article is shown to subscribers only."""
_KINDS: dict[Kind, _Phrases] = {
    "missing": _MISSING,
    "trouble": _TROUBLE,
    "robots": _ROBOTS,
    "login": _LOGIN,
    "consent": _CONSENT,
    "paywall": _Phrases(
        "a page behind a paywall",
        _any_of(r"subscribe(?: now)?|(?:for )?subscribers only|abonnieren|s['’]abonner"),
        PAYWALL,
    ),
}


def find_notice(
    titles: Iterable[str], text: str, kinds: Iterable[Kind] = tuple(_KINDS)
) -> Notice | None:
    """The first of these kinds of notice that a page with the titles and the text is.

    The text should be so short, or empty, that a sentence may say what the whole page is.
    """
    short = [title for title in titles if len(title) <= _LONGEST]
    parts = [part for title in short for part in _split(_PARTS, title)]
    sentences = [*parts, *_split(_SENTENCES, text)]
    for kind in kinds:
        phrases = _KINDS[kind]
        wholes = (part for part in parts if phrases.title.fullmatch(part))
        said = (_most_of(sentence, phrases.sentence) for sentence in sentences)
        if words := next(filter(None, chain(wholes, said)), ""):
            return Notice(phrases.what, words)
    return None


def _split(between: regex.Pattern[str], text: str) -> list[str]:
    """The parts that are not long, less the stops around them."""
    parts = (part.strip(_STOPS) for part in between.split(text))
    return [part for part in parts if part and len(part) <= _LONGEST]


def _most_of(sentence: str, pattern: regex.Pattern[str]) -> str:
    """The notice's words, where they make up most of the sentence, or nothing."""
    found = [
        one for one in pattern.finditer(sentence) if sentence[: one.start()][-1:] not in _QUOTED
    ]
    share = sum(_letters(one[0]) for one in found)
    return str(found[0][0]) if found and share >= _letters(sentence) * _SHARE else ""


def _letters(text: str) -> int:
    return len(_NO_LETTERS.sub("", text))
