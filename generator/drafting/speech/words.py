"""The words by which a text says who speaks, in the languages that are read.

Verbs of speech as a journalist sets them beside a quotation; nouns for what somebody is; pronouns;
what is capitalised and yet no name. A word that is missing costs a speaker, which a person adds; a
word too many names a wrong one. So the lists hold what is unmistakable.
"""

from functools import cache

import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPEECH = {
    "en": """
        said says saying say told tells added adds wrote writes stated states noted notes explained
        explains argued argues claimed claims warned warns remarked observed observes commented
        comments replied replies answered answers asked asks insisted insists stressed stresses
        emphasized emphasised emphasizes emphasises continued continues recalled recalls concluded
        concludes announced announces declared declares admitted admits conceded concedes
        acknowledged acknowledges confirmed confirms denied predicted predicts suggested suggests
        joked jokes quipped shouted whispered cried tweeted posted testified cautioned cautions
        urged urges called calls described describes highlighted highlights underscored responded
        responds countered counters retorted complained complains recounted repeated reiterated
        maintained maintains asserted asserts contended contends lamented pledged promised vowed
        objected agreed protested mused exclaimed proclaimed revealed reveals opined
        reasoned clarified remembered interjected thundered boasted accused accuses blamed dismissed
        branded praised hailed likened denounced
        condemned welcomed went_on goes_on put_it puts_it
        made_clear pointed points offered noticed advised assured assures
    """,
    "de": """
        sagt sagte sagten erklärt erklärte erklärten betont betonte meint meinte ergänzt ergänzte
        schreibt schrieb warnt warnte kritisiert kritisierte fordert forderte antwortet antwortete
        fragt fragte widerspricht widersprach entgegnet entgegnete erwidert erwiderte berichtet
        berichtete erzählt erzählte behauptet behauptete bestätigt bestätigte äußert äußerte
        bekräftigt bekräftigte kommentiert kommentierte lobt lobte versichert versicherte rief ruft
        bemerkt bemerkte unterstreicht unterstrich so fügte klagt klagte mahnt mahnte räumt räumte
        stellt stellte teilt teilte urteilt urteilte verspricht versprach gibt gab fuhr_fort
    """,
    "fr": """
        dit déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait estime
        estimé souligne souligné ajoute ajouté ajoutait assure assuré précise précisé indique
        indiqué raconte raconté répond répondu répondait demande demandé confie confié regrette
        regretté rappelle rappelé insiste insisté poursuit conclut conclu lance lancé prévient
        prévenu écrit note noté martèle reconnaît reconnu promet promis s'inquiète s'exclame
        tranche tranché témoigne témoigné commente commenté avertit averti
    """,
    "es": """
        dijo dice dicho afirmó afirma afirmado señaló señala señalado explicó explica explicado
        aseguró asegura asegurado declaró declara declarado añadió añade agregó agrega comentó
        comenta indicó indica manifestó manifiesta expresó expresa sostuvo sostiene advirtió
        advierte respondió responde preguntó pregunta contó cuenta escribió escribe apuntó apunta
        subrayó subraya recordó recuerda concluyó concluye insistió insiste lamentó admitió
    """,
    "it": """
        detto disse dice dichiarato dichiara affermato afferma spiegato spiega aggiunto aggiunge
        sottolineato sottolinea racconta raccontato commentato commenta scritto scrive risposto
        risponde rispose concluso conclude osserva osservato avverte avvertito chiede chiesto
    """,
    "pt": """
        disse diz afirmou afirma explicou explica declarou declara acrescentou acrescenta comentou
        comenta contou conta destacou destaca ressaltou ressalta respondeu responde perguntou
        pergunta escreveu escreve alertou alerta garantiu garante lamentou concluiu
    """,
    "nl": """
        zei zegt zeiden vertelde vertelt verklaarde verklaart stelde stelt antwoordde antwoordt
        vroeg vraagt schreef schrijft meldde meldt benadrukte benadrukt reageerde reageert
        waarschuwde waarschuwt aldus voegde legt vindt
    """,
    "sv": """
        sade säger sa berättade berättar skrev skriver menade menar tillade tillägger svarade svarar
        förklarade förklarar uppgav uppger konstaterade konstaterar frågade
    """,
    "da": """
        sagde siger fortalte fortæller skrev skriver mente mener tilføjede tilføjer svarede svarer
        forklarede forklarer udtalte udtaler spurgte
    """,
    "no": """
        sa sier fortalte forteller skrev skriver mente mener svarte svarer forklarte uttalte
    """,
    "fi": """
        sanoi sanoo kertoi kertoo kirjoitti totesi toteaa vastasi vastaa lisäsi kysyi
    """,
    "pl": """
        powiedział powiedziała mówi mówił mówiła dodał dodała dodaje stwierdził stwierdziła zapytał
        zapytała napisał napisała podkreślił podkreśliła wyjaśnił wyjaśniła oświadczył oświadczyła
        zaznaczył zaznaczyła odpowiedział odpowiedziała
    """,
    "cs": """
        řekl řekla uvedl uvedla dodal dodala prohlásil prohlásila říká sdělil sdělila napsal
    """,
    "ru": """
        сказал сказала говорит заявил заявила отметил отметила добавил добавила пояснил пояснила
        объяснил объяснила подчеркнул подчеркнула сообщил сообщила написал написала рассказал
        рассказала считает спросил спросила ответил ответила предупредил предупредила
    """,
    "uk": """
        сказав сказала заявив заявила зазначив зазначила додав додала пояснив розповів каже
    """,
    "el": """
        είπε δήλωσε ανέφερε τόνισε πρόσθεσε εξήγησε λέει υποστήριξε απάντησε ρώτησε σημείωσε
    """,
    "tr": """
        dedi diyor söyledi belirtti ekledi açıkladı sordu vurguladı
    """,
}
"""Verbs of speech by language, `_` for a space; German `so` and Dutch `aldus` do their work."""


@cache
def verbs(language: str) -> "regex.Pattern[str]":
    """The verbs of speech of the language, or of all where it is not known."""
    listed = SPEECH.get(language) or " ".join(SPEECH.values())
    longest_first = sorted(listed.split(), key=len, reverse=True)
    pattern = "|".join(regex.escape(one).replace("_", r"\s+") for one in longest_first)
    return regex.compile(
        rf"(?<![\p{{L}}\-’'])(?:{pattern})(?![\p{{L}}]|-(?!(?:t-)?(?:il|elle|on|ils|elles)\b)"
        rf"|['’]\p{{L}})(?<!(?-i:\p{{Lu}}\p{{L}}*\s\p{{Lu}}\p{{L}}*))",  # `United States`
        regex.IGNORECASE,
    )


PRONOUNS = {
    "en": {"he": "m", "she": "f", "they": ""},
    "de": {"er": "m", "sie": "f"},
    "fr": {"il": "m", "elle": "f", "ils": "", "elles": ""},
    "es": {"él": "m", "ella": "f"},
    "it": {"lui": "m", "egli": "m", "lei": "f"},
    "pt": {"ele": "m", "ela": "f"},
    "nl": {"hij": "m", "zij": "f", "ze": "f"},
    "sv": {"han": "m", "hon": "f"},
    "da": {"han": "m", "hun": "f"},
    "no": {"han": "m", "hun": "f"},
    "fi": {"hän": ""},
    "pl": {"on": "m", "ona": "f"},
    "cs": {"on": "m", "ona": "f"},
    "ru": {"он": "m", "она": "f"},
    "uk": {"він": "m", "вона": "f"},
    "el": {"αυτός": "m", "αυτή": "f"},
}
"""Pronouns, and whether they mean a man or a woman; others (`I`, `one`) refer to nobody."""

NO_SUBJECT = _words("""
    cs el es fi it pl pt ru tr uk
""")
"""Languages in which a verb without a subject means the one who spoke before."""

_MEN = "mr sir lord herr don signor hr pan monsieur señor"
_WOMEN = "mrs ms miss dame lady frau mme mlle sra srta doña signora fru pani madame señora"
_EITHER = "m mm cllr mx dr prof rev hon dott"
HONORIFICS = {
    title: gender
    for titles, gender in ((_MEN, "m"), (_WOMEN, "f"), (_EITHER, ""))
    for title in titles.split()
}
"""What stands before a surname as part of the name, and whether it tells a man or a woman."""

PARTICLES = _words("""
    abu af al av ben bin d' da das de del dell' della den der di do dos du e el ibn la le te ten ter
    van von y zu zur
""")
"""Small words within a surname."""

ROLES = _words("""
    abogada abogado activist administrator admiral adviser advisor advogada advogado alcalde
    alcaldesa ambassador analyst anwalt anwältin archbishop architect architekt artist attorney
    author avocat avocate avvocato baron biologist bischof bishop boss brigadier bundeskanzler
    bundeskanzlerin burgemeester campaigner captain ceo cfo chair chairman chairperson chairwoman
    chancellor chef chemist chief clerk co-chair co-founder coach cofounder colonel columnist
    commander commissioner composer conductor congressman congresswoman constable consultant coo
    coordinator correspondent councillor councilman councilor councilwoman counsel count countess
    cto curator czar dean deputada deputado deputy detective diputada diputado directeur director
    directrice diretor diretora direttore direttrice doctor doktor driver duchess duke député
    députée earl economist editor emir emperor engineer envoy executive expert farmer ferryman
    firefighter fisherman founder general geologist gov governor harbourmaster head historian
    hoogleraar imam ingegnere ingeniera ingeniero ingénieur ingénieure inspector intendant
    journalist judge justice kanzler kanzlerin kapitän king lawyer lead leader lieutenant maire
    major manager marshal master mayor member mep minister minister-president ministra ministre
    ministro mp nurse officer ombudsman organiser organizer owner pastor pfarrer physician physicist
    pilot pope portavoce portavoz porte-parole prefeita prefeito premier president presidenta
    presidente presidentessa prince princess principal profesor profesora professeur professeure
    professor professora professoressa professorin prosecutor provost préfet préfète président
    présidente queen rabbi reeder registrar rep reporter representative researcher resident
    scientist secretary sen senador senadora senator sergeant sheikh sheriff sindaco skipper
    spokesman spokesperson spokeswoman sprecher strategist student sultan superintendent surgeon
    sénateur sénatrice teacher treasurer trustee tsar undersecretary vice vice-president voorzitter
    warden wethouder woordvoerder writer δήμαρχος διευθυντής καθηγητής πρόεδρος υπουργός глава
    губернатор депутат директор инженер министр мэр председатель президент профессор
""")
"""Nouns for what somebody is, as they also stand capitalised before a name."""

_GERMAN_ROLE_ENDINGS = """
    aktivist anwalt anwältin arzt bauer beauftragte beauftragter chef chefin dekan direktor experte
    expertin fischer forscher frau führer gründer händler ingenieur inhaber kanzler kapitän
    kommissar lehrer leiter loge login lotse lotsin manager mann meister minister politiker
    präsident rat richter rätin schüler sekretär senator sprecher vertreter vorsitzende vorsitzender
    wirt wissenschaftler wächter ärztin ökonom
"""
GERMAN_ROLE_ENDINGS = tuple(_GERMAN_ROLE_ENDINGS.split())
"""Endings of German nouns for what somebody is; each may be followed by -in."""

SURNAMES = {
    "en": _words("""
        baron bishop constable count dean duke earl farmer head judge justice king major marshal
        master pope prince warden
    """),
    "de": _words("bauer fischer lehrer meister richter wirt"),
}
"""Nouns for what somebody is that many a person is called by: `John Bishop`."""
TITLE_WORDS = _words("""
    air american anglican appeals army assistant associate auxiliary belgian british catholic chief
    circuit county court crown danish deputy district drum dutch family federal field former french
    german grand greek harbor harbour high immigration jordanian lay lutheran marine methodist
    metropolitan moroccan norwegian orthodox port quiz retired saudi senior spanish state station
    supreme swedish thai trial
""")
"""English words that may stand before such a noun in a title: `Federal Judge`."""

ARTICLES = _words("""
    as das de dem den der des det die el gli het il l' la las le les lo los o os the
""")
"""Definite articles, which are left out of a role."""

GENITIVES = _words("der des dem den die das du la della dell' del dos da do das")
"""What follows a noun and shows that the next one belongs to it: `Chef der Werft`."""

GENDERED_ARTICLES = {
    "de": {"der": "m", "die": "f", "ein": "m", "eine": "f"},
    "fr": {"le": "m", "la": "f", "un": "m", "une": "f"},
    "es": {"el": "m", "la": "f", "un": "m", "una": "f"},
    "it": {"il": "m", "lo": "m", "la": "f", "un": "m", "una": "f"},
    "pt": {"o": "m", "a": "f", "um": "m", "uma": "f"},
}
"""Articles by language, and whether they tell of a man or a woman."""

INDEFINITE = _words("""
    a an another een ein eine einem einen einer en et ett fellow her his ihr ihre ihrer its leur one
    our sa sein seine seiner son su sua suo sus their um uma un una une uno
""")
"""What else a phrase for a person begins with; it stays part of the role."""

NO_ROLE_STARTS = _words("""
    aber about according adding after als also although am and après as at auf aujourd'hui aus avant
    ayer because before bei beim bis but by calling citing cuando dann dans dass der-die desde
    dienstag dimanche dinsdag domingo donderdag donnerstag dopo durante during earlier em en et
    explaining for freitag friday from für gestern hasta he here heute hier hoje hoy i ieri if im in
    including it ja jeudi jueves last later lors lundi lunes maandag mardi martes mercredi mit
    mittwoch miércoles monday montag morgen nach nel next nor noting now não och oder og oggi ohne
    on ontem op or over pendant pointing quand referring said samedi samstag saturday saying says
    seit she since so sonntag speaking später still sunday sábado that then there these they this
    those though through thursday tijdens to today tomorrow tras tuesday und under until urging
    using vendredi via viernes vor vrijdag warning we wednesday weil wenn when which while who whom
    whose wie with without woensdag während y yesterday yet you zaterdag zondag zu zum zur и
""")
"""Words with which no role begins: what follows a name so is when, where or how."""

NO_ROLE_ENDS = _words("""
    about am an and at au auf aus avec bei beim by chez con da dans de di for from für gegen im in
    ins med met mit nach nel ni noch nor né oder of om on or par per por pour sur to unter van vom
    von vor with zu zum zur über över
""")
"""Words with which what stands before a name cannot end if it is the role."""

TOWARDS = _words("""
    a aan al alla ao au aux do gegenüber gegen tegen till til to zu zum zur à к
""")
"""What stands behind a name and before the one to whom words are said: `Ann Lee to Tom Fry`."""

NOT_NAMES = {
    "en": _words("""
        the a an and but or nor yet so as in on at by for from to of with without this that these
        those it he she they we you i his her its their our my your if when while where why how what
        who which there here then now today yesterday tomorrow later earlier meanwhile however
        additionally moreover furthermore still also even though although because since after before
        during until over under about all many most some any no not one two three four five six
        seven eight nine ten first second third last next another other others each every both few
        several such only just monday tuesday wednesday thursday friday saturday sunday january
        february march july september october november december spring summer autumn winter q yes
        according asked speaking citing looking responding writing once again perhaps maybe instead
        officials analysts experts critics residents people police workers lawmakers sources
        reporters scientists researchers supporters opponents observers investors neighbours
        neighbors
    """),
    "de": _words("""
        der die das ein eine und aber oder doch auch nicht er sie es wir ihr ich man im am zum zur
        bei mit nach von aus auf für über unter seit als wie wenn dass weil dazu dabei darum jedoch
        heute gestern laut in an montag dienstag mittwoch donnerstag freitag samstag sonntag januar
        februar märz april mai juni juli august september oktober november dezember
    """),
    "fr": _words("""
        le la les un une des du de et mais ou donc il elle ils elles nous vous je on ce cette ces
        dans pour sur avec sans selon après avant à lundi mardi mercredi jeudi vendredi samedi
        dimanche
    """),
    "es": _words("""
        el la los las un una unos y pero o según en con sin para por de él ella ellos lunes martes
        miércoles jueves viernes sábado domingo
    """),
    "it": _words("""
        il lo la gli le un una e ma o secondo nel con per di lui lei
    """),
    "pt": _words("""
        o a os as um uma e mas ou não em com para por de ele ela segundo
    """),
    "nl": _words("""
        de het een en maar of hij zij ze wij volgens in op met van
    """),
    "sv": _words("""
        den det en ett och men eller han hon de vi enligt i på med av
    """),
    "da": _words("""
        den det en et og men eller han hun de vi ifølge i på med af
    """),
    "no": _words("""
        den det en et og men eller han hun de vi ifølge i på med av
    """),
    "pl": _words("""
        i w na z do o a ale według on ona
    """),
    "ru": _words("""
        и но а в на по с он она они мы вы я это из за
    """),
    "uk": _words("""
        і але а в на за з він вона вони ми
    """),
    "el": _words("""
        ο η το οι τα και αλλά σε με από
    """),
}
"""By language, what stands capitalised at the start of a sentence, or always, and is no name."""

BODIES = _words("""
    act administration africa ag age agency agreement airlines airport america amt asia asociación
    assembly assemblée association authority avenue ayuntamiento bank bay beach behörde bill board
    bridge britain bundesrat bundestag cape center centre china church city club college commission
    committee company conference congreso congress conseil corp corporation council county court
    department district east europe federation ferries forum foundation france fund gate gazette
    gericht germany gmbh gobierno gouvernement government group hall head herald hill hospital house
    inc industries institute institution international island islands journal kingdom lab
    laboratories laboratory labs lake league lines llc ltd mairie ministerio ministerium ministry
    ministère mount mountain museum nations network new news north office order organisation
    organization park parliament partei party plan plc point police port ports post press race
    railway railways rat republic river road russia school sea senate service society société south
    square stadt state states street summit systems team technologies technology times tower
    treasury treaty trust union universidad university universität université valley verband verein
    war west
""")
"""Words that show a capitalised phrase to be a body, a place or a thing, and no person."""

PLACE_SURNAMES = _words("bay bridge church court hall hill lake north park post west")
"""Those by which many a person is called too: `Amy Hall`."""

ACCORDING = (
    "according to",
    "laut",
    "nach angaben von",
    "nach ansicht von",
    "nach den worten von",
    "selon",
    "d'après",
    "d’après",
    "pour",
    "según",
    "secondo",
    "segundo",
    "de acordo com",
    "volgens",
    "enligt",
    "ifølge",
    "według",
    "по словам",
    "за словами",
    "σύμφωνα με",
    "in the words of",
    "quoting",
)
"""What stands before the one to whom the words are credited."""

CREDITED = ("from", "by", "von", "de", "par", "di", "da", "av", "fra", "van", "от")
"""What stands before the speaker in a line that introduces a quotation."""

TITLED = _words("""
    album begriff book buch called chamada chamado cosiddetta cosiddetto denominada denominado dit
    dite documentary dubbed entitled essay film genaamd getiteld headline headlined intitolata
    intitolato intitulado intitulé intitulée intitulés known label labeled labelled libro livre
    livro llamada llamado meaning means motto movie named namens nicknamed novel phrase play poem
    roman series slogan so-called sogenannte sogenannten sogenannter sogenanntes soi-disant song
    term termed terms titel title titled titulada titulado unter-dem-titel word words wort zogeheten
    zogenaamde называемый так
""")
"""What stands directly before a title, a term or words in irony."""
