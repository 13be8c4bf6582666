"""Invented words of several languages, as rare and as common as those of real texts.

Each language has a few hundred real words of its grammar, which are the commonest, and then
invented ones that can be pronounced, in endings that its words have. The n-th word occurs as often
as 1/(n + 1), and from the 4,000th on as 1/n², as it was found in large collections of real texts
(Zipf's law with Mandelbrot's correction, without which every eleventh word were "the"): so half of
the words are rare even in thousands of briefings. The same language gives the same words.
"""

import functools
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 20_000
_COMMON = 4_000
"""Beyond this rank words are rarer than 1/n."""

_GRAMMAR = {
    "en": "the of and to in a that is was for it on as with he be by at his had not are but "
    "from or have an they which one you were all her she there would their we him been "
    "has when who will no more if out so up said what its about than into them can only "
    "other time new some could these two may first then do any like my now over such our "
    "man me even most made after also did many before must through years where much your "
    "way well down should because each just those people too how little state good very "
    "make world still see own work men day get here between both under last never another "
    "while might us great old year off against go come since right used take three states "
    "himself few house use during without again place around however home small found "
    "part once general high upon school every does until number always away something "
    "fact less though put think almost enough far head yet government system better set "
    "told nothing night end why called didn't eyes find going look asked later knew point "
    "next program city business give group toward days young let room president side "
    "social given present several order national second possible rather per face among "
    "form important often things large early until white case john become big need four "
    "within felt along children saw best church ever least power development light thing "
    "family seemed interest want members mind country area others although turned done "
    "open god service certain kind problem began",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als "
    "auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem "
    "über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei "
    "hatte kann gegen vom können schon wenn habe seine ihre dann unter wir soll ich eines "
    "es jahr zwei jahren diese dieser wieder keine seiner worden will zwischen immer was "
    "sagte gibt alle denn beim nun müssen ohne sollte uns neue ihr dieses beiden seit "
    "jetzt heute damit etwa selbst drei ihrer allem gut einmal hier erst sehr doch wegen "
    "weil viele ganz anderen während seinen sowie ab ja da ersten teil machen sondern "
    "lassen wo etwas ihm ihren rund wurden weiter zeit jedoch allerdings wollen weniger "
    "kein dabei steht kommt sollen würde jeder diesem letzten bisher stehen zwar nichts "
    "dazu bereits könnte wäre hatten vier deutlich gerade neben kommen lange geht darauf "
    "darüber",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se "
    "le ce il sont la avec son ils aux cette ou ses mais comme on tout nous sa fait été "
    "aussi leur bien peut ces y deux ainsi encore très entre sans même après si elle "
    "leurs dont être avant où faire autres lui contre était ont depuis sous lors trois "
    "moins toujours toute tous mois ans premier selon autre année non jusque donc alors "
    "déjà peu notre votre chaque quelques quand grand beaucoup doit car afin plusieurs "
    "pendant nouveau avoir dire vers temps part jour cela hier point monde fois fin rien "
    "près personne pays pourrait cours place seul compte cas vie dernier partir avait "
    "aujourd'hui celui vont faut sera quatre notamment peuvent serait parce",
}
_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
)
_ONSETS = {
    "en": "b br c ch cl cr d dr f fl g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th "
    "tr v w",
    "de": "b bl br d dr f fl fr g gr h j k kl kn kr l m n pf pr r s sch schl schw st str t tr v "
    "w z zw",
    "fr": "b bl br c ch cl cr d dr f fl fr g gl gr j l m n p pl pr qu r s t tr v",
}
_VOWELS = {
    "en": "a a e e e i i o o u ea ee oo ou ai y",
    "de": "a a e e e i i o u ei ie au ä ö ü eu",
    "fr": "a a e e i i o u é é è ai au eu ou oi",
}
_CODAS = {
    "en": " d l ll m n n nd ng nt ck r r rd rk rm s ss st t t x",
    "de": " ch cht f g l ld ll lt m n n nd ng nk r r rk rt s ss st t tz",
    "fr": " c l l m n n r r rd s t",
}
_ENDINGS = {
    "en": ["", "", "", "", "s", "s", "ed", "ing", "er", "ly", "tion", "ment", "ness", "al", "ity"],
    "de": ["", "", "", "e", "en", "en", "er", "t", "te", "ung", "ungen", "lich", "heit", "isch"],
    "fr": ["", "", "", "e", "es", "er", "é", "ée", "ent", "tion", "tions", "ment", "eur", "ité"],
}


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language, the commonest first, and how often each occurs, added up."""

    words: Sequence[str]
    weights: Sequence[float]

    def some(self, chance: random.Random, count: int) -> list[str]:
        """So many words, as they occur in a text."""
        return chance.choices(self.words, cum_weights=self.weights, k=count)


@functools.cache
def vocabulary(language: str) -> Vocabulary:
    """The words of en, de, fr or zh."""
    chance = random.Random(language)  # noqa: S311 - for words, not for secrets
    known = _HAN if language == "zh" else _GRAMMAR[language].split()
    words = dict.fromkeys(known)
    while len(words) < SIZE:
        if language == "zh":
            word = "".join(chance.choices(_HAN, k=chance.choice((2, 2, 2, 3))))
        else:
            word = _word(chance, language, len(words))
        words[word] = None
    ranks = range(1, SIZE + 1)
    often = (1 / (rank + 1) if rank <= _COMMON else _COMMON / rank**2 for rank in ranks)
    return Vocabulary(list(words), list(itertools.accumulate(often)))


def _word(chance: random.Random, language: str, rank: int) -> str:
    """A new word: the commoner, the shorter."""
    syllables = chance.choice((1, 2) if rank < 2000 else (2, 2, 3) if rank < 8000 else (2, 3, 3, 4))
    word = "".join(syllable(chance, language) for _ in range(syllables))
    word += _closed(chance, language) + chance.choice(_ENDINGS[language])
    return word.capitalize() if language == "de" and chance.random() < 0.4 else word


def syllable(chance: random.Random, language: str) -> str:
    """A syllable that ends in its vowel."""
    return chance.choice(_ONSETS[language].split()) + chance.choice(_VOWELS[language].split())


def _closed(chance: random.Random, language: str) -> str:
    return chance.choice(_CODAS[language].split(" "))


@functools.cache
def names(seed: str, count: int) -> list[str]:
    """So many names, no two alike, in capitals where names have them."""
    chance = random.Random(seed)  # noqa: S311 - for names, not for secrets
    found: dict[str, None] = {}
    while len(found) < count:
        language = chance.choice(("en", "en", "de", "fr"))
        word = syllable(chance, language) + syllable(chance, language) + _closed(chance, language)
        found[word.capitalize()] = None
    return list(found)
