"""Pages that are no articles but tell of one: errors, requests for consent, paywalls; and ads.

Title and text come in; what kind of page it is goes out, or nothing. Only a short text can be one,
as an article may speak of cookies and subscriptions itself.
"""

import regex

MOST_WORDS = 200
"""Up to so many words a page may be no more than a notice."""
_SURELY_SHORT = 60

PAYWALL = regex.compile(
    r"subscribe (?:now )?to (?:continue|read|keep|unlock|access)|to (?:continue"
    r"|keep) reading|already a (?:subscriber|member)|(?:for|to) subscribers only"
    r"|exclusive(?:ly)? (?:to|for) subscribers|(?:sign|log) ?in to (?:continue|read)"
    r"|unlock this (?:article|story)|create (?:a|your) free account"
    r"|start your (?:free )?trial|this (?:article|content"
    r"|story) is (?:reserved )?for (?:paying )?(?:subscribers|members)"
    r"|jetzt (?:weiterlesen|abonnieren)|(?:nur )?für abonnenten|réservé aux abonnés"
    r"|exclusivo para suscriptores|riservato agli abbonati",
    regex.I,
)
_LAST = 600
_LAST_PARAGRAPHS = 2
_MOST_LETTERS = 160
_MARK = regex.compile('["“”„«»「」]')
_SUBSCRIBER = regex.compile(
    r"\bsubscri|\bbecome a member|\bmembers only|\babonn|\babo\b|\bsuscri|\babbona|\bassinant"
    r"|\bprenumer|подпис|会員|會員|订阅|訂閱|付费|付費|구독",
    regex.I,
)
_READING = regex.compile(
    r"\bread|\bcontinu|\baccess|\bunlimited|\bonly|\bexclu|\bsuite|\blire\b|\bréserv|\bweiter|\blesen"
    r"|\bleyendo|\bleer\b|\bsolo\b|\blegger|\briserva|\bverder|читать|続き|残り|限定|阅读|閱讀|继续|繼續|읽",
    regex.I,
)
LABEL_OF_ADVERTISEMENT = regex.compile(
    r"\W*(?:advertisement|advertorial|sponsored|anzeige|werbung|publicité|publicidad|publicidade"
    r"|pubblicità|advertentie|annons|annonse|annonce|reklam[ea]?|реклама|広告|广告)\W*"
    r"(?:scroll (?:down )?to continue|(?:story|article) continues below|continue reading below)?"
    r"\W*",
    regex.I,
)
"""A paragraph that is nothing else is none of the article's."""
NOTICES = (
    (
        "an error page",
        regex.compile(
            r"\b(?:404|403|410|50[0-4])\b.{0,20}\b(?:not found|error|forbidden|gone)"
            r"|page (?:not found|cannot be found|doesn['’]t exist|does not exist)|(?:not found"
            r"|error) 40\d|access (?:to this page )?(?:has been )?denied|service unavailable"
            r"|bad gateway|internal server error|seite (?:wurde )?nicht gefunden"
            r"|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata",
            regex.I,
        ),
    ),
    (
        "a page for robots",
        regex.compile(
            r"just a moment|are you (?:a )?(?:robot|human)|verify (?:that )?you are (?:a )?human"
            r"|captcha|enable javascript|checking your browser|unusual traffic"
            r"|attention required|ray id",
            regex.I,
        ),
    ),
    (
        "a page that asks for consent",
        regex.compile(
            r"before you continue|we value your privacy|(?:accept|manage"
            r"|use of) (?:all )?cookies|consent to the use|cookies? (?:policy|settings"
            r"|preferences)|wir (?:schätzen|respektieren) ihre privatsphäre"
            r"|mit werbung (?:und tracking )?(?:weiterlesen|nutzen)|alle(?:n)? (?:akzeptieren"
            r"|zustimmen)|accepter (?:et fermer|les cookies|tout)|aceptar (?:todas|cookies)",
            regex.I,
        ),
    ),
    (
        "a page behind a paywall",
        PAYWALL,
    ),
)


def ends_in_offer(text: str) -> bool:
    """Whether a last short paragraph offers to read on to whoever subscribes."""
    return bool(PAYWALL.search(text[-_LAST:])) or any(
        _SUBSCRIBER.search(one) and _READING.search(one)
        for one in text.split("\n\n")[-_LAST_PARAGRAPHS:]
        if len(one) <= _MOST_LETTERS and not _MARK.search(one)
    )


def find_notice(title: str, text: str, words: int) -> str:
    """What the page is, where it is no article; `words` is how long the text is."""
    looked_at = f"{title}\n{text}" if words < _SURELY_SHORT else title
    return next((what for what, pattern in NOTICES if pattern.search(looked_at)), "")
