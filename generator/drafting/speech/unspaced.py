"""Who speaks in Chinese, Japanese and Korean, where no capitals and few spaces mark a name.

The text beside a passage comes in, a Mention goes out. Rules: a clause runs from mark to mark of
punctuation; the speaker stands before the verb of speech (Chinese), before は or が (Japanese, in
front of the passage, or between と and the verb behind it), before
은, 는, 이 or 가 (Korean). A noun
for what somebody is parts the name from the role; without one, a Chinese name begins with a common
surname. A name of one character keeps its title (林工程师).
"""

from dataclasses import replace

import regex

from generator.drafting.speech.names import Mention

UNSPACED = frozenset({"zh", "ja", "ko"})

_ZH_VERBS = (
    "(?:補充說|补充说|回應說|回应说|解釋說|解释说|强调说|表示|指出|問道|问道|說道|说道|強調|强调|認為|认为|回答|補充|补充"
    "|解釋|解释|寫道|写道|坦言|透露|介绍说|介绍|呼吁|呼籲|警告|承認|承认|宣布|回應|回应|質疑|质疑|反駁|反驳|反問|反问"
    "|告訴[^，：:]{0,8}|告诉[^，：:]{0,8}|直言|稱|称|說|说|問|问|喊|批評|批评|寫|写)[道說说]?|道"
)
_ZH_ROLES = (
    "總經理|总经理|副總裁|副总裁|董事長|董事长|發言人|发言人|負責人|负责人|經理|经理|議員|议员|工程師|工程师|主席|總裁"
    "|总裁|教授|部長|部长|主任|市長|市长|記者|记者|校長|校长|局長|局长|院長|院长|總理|总理|總統|总统|律師|律师|醫生"
    "|医生|專家|专家|秘書長|秘书长|會長|会长|先生|女士|老師|老师|船長|船长|所長|所长|司機|司机|居民|員工|员工|分析師"
    "|分析师|研究員|研究员|博士|創始人|创始人|代表|村民|學者|学者|作家|導演|导演|處長|处长|縣長|县长|司令|大使|院士"
    "|社長|社长|店主|漁民|渔民|委員|委员|隊長|队长|組長|组长|秘書|秘书|主管|顧問|顾问|法官|檢察官|检察官|警官"
)
_SURNAMES = (
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何高林羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓曹彭曾蕭萧田董袁潘"
    "蔡蔣蒋余于杜葉叶程魏蘇苏呂吕丁任盧卢姚沈鍾钟姜崔譚谭陸陆范汪廖石金韋韦賈贾夏傅方鄒邹熊白孟秦邱侯江尹薛閻阎段雷"
    "龍龙黎史陶賀贺毛郝顧顾龔龚邵萬万覃武錢钱戴嚴严莫孔向湯汤康施洪喬乔溫温俞柯游葛"
)
_ZH_PRONOUNS = {"他": "m", "她": "f", "他們": "", "他们": "", "她们": "f", "她們": "f"}
_BETWEEN = regex.compile(r"[^.。；！？\n]{0,40}[.。；！？\s]*[^.。，、；！？\n]{0,12}[，,：:]?\s*")
_ZH_MANNER = regex.compile(
    "^(?:隨後|随后|對此|对此|今天|昨天)|(?:隨後|随后|還|还|也|則|则|並|并|又|再次|接著|接着|今天|昨天|對此|对此|進一步|进一步"
    "|[微苦大]?笑[著着]?)+$"
)
"""What stands between the speaker and the verb, or before both: when, and in what manner."""
_ZH_OCCASION = regex.compile(r"(?<=..)(?:在|向|對|对|就|接受)\p{Han}+$")
_CLAUSE = regex.compile(r"[，。；！？、\n」』”》]")
_JA_TITLES = (
    "市長|知事|社長|部長|教授|大臣|首相|議員|会長|所長|担当者|広報担当|課長|局長|理事長|船長|院長|校長|監督|選手|技師"
    "|弁護士|記者|代表|研究員|准教授|委員長|長官|大統領|組合長|館長|店長|専務|常務|副社長|園長|隊長|理事|博士|医師"
)
_JA_VERBS = (
    r"(?:と|って)(?P<inner>[^。、「」]{0,24}?)[はが]?(?:、)?(?:述べ|話し|話す|語っ|語る|言っ|言う|説明し|強調し|指摘し|答え|尋ね"
    r"|訴え|主張し|コメントし|書い|批判し|明かし|振り返|明らかにし|呼びかけ|反論し)"
)
_KO_TITLES = (
    "장관|대표|의원|교수|시장|대변인|사장|회장|국장|씨|위원장|총리|대통령|감독|변호사|연구원|소장|센터장|팀장|이사|박사"
    "|원장|총장|본부장|차관|판사|검사|기자|선장|부장|과장|조합장|청장|지사"
)


_KO_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남"
    "심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설"
)


def is_of_one_speaker(between: str) -> bool:
    """Whether no sentence stands between two passages but the words on who speaks them.

    No capitals tell of the people whom another sentence names.
    """
    return _BETWEEN.fullmatch(between) is not None


def find_speaker(before: str, behind: str, language: str) -> Mention | None:
    """The speaker that the text before or behind a passage names."""
    before, behind = before[-120:], behind[:120]
    if language == "ja":
        return _japanese(before, behind)
    if language == "ko":
        return _korean(before, behind)
    return _chinese(before, behind)


def _chinese(before: str, behind: str) -> Mention | None:
    opening = regex.match(
        rf"[，,]?(?P<who>[^，。；：！？「“]{{1,24}}?)(?:{_ZH_VERBS})(?:[。，：！]|$|\s)", behind
    )
    if opening and (found := _chinese_person(opening["who"])):
        return found
    lead = before.rstrip("，,：: ")
    verb = regex.search(rf"(?:{_ZH_VERBS})$", lead)
    if verb is None:
        match = regex.search(r"(?:^|[。；\n])([^，。；！？：]{2,16})[：:]$", before.strip())
        return _chinese_person(match[1]) if match else None
    clause = _CLAUSE.split(lead[: verb.start()])[-1]
    return _chinese_person(clause)


def _chinese_person(phrase: str) -> Mention | None:
    phrase = phrase.strip(" \u3000")
    bracket = regex.search(r"[（(]([^（()）]+)[）)]$", phrase)
    if bracket and (found := _chinese_person(phrase[: bracket.start()])):
        return replace(found, role=found.role or bracket[1])
    phrase = _ZH_MANNER.sub("", phrase)
    # `陳惠婉在記者會上`: the name of a man may hold such a sign, too
    whole, rest = _chinese_name(phrase), _chinese_name(_ZH_OCCASION.sub("", phrase))
    return whole if rest is None or (whole and whole.name) else rest


def _chinese_name(phrase: str) -> Mention | None:
    if phrase in _ZH_PRONOUNS:
        return Mention(pronoun=_ZH_PRONOUNS[phrase])
    roles = list(regex.finditer(_ZH_ROLES, phrase))
    if not roles:
        return Mention(phrase) if _is_chinese_name(phrase) else None
    last = roles[-1]
    behind, ahead = phrase[last.end() :], phrase[: last.start()]
    if behind:
        return Mention(behind, phrase[: last.end()]) if _is_chinese_name(behind) else None
    if not _is_chinese_name(ahead) and len(ahead) != 1:
        return Mention(role=phrase)
    if len(ahead) == 1:
        return Mention(phrase) if ahead in _SURNAMES else None
    role = None if last[0] in {"先生", "女士"} else last[0]
    return Mention(ahead, role)


def _is_chinese_name(text: str) -> bool:
    if "·" in text or "•" in text:
        return bool(regex.fullmatch(r"[\u4e00-\u9fff·•]{3,16}", text))
    return (
        bool(regex.fullmatch(r"[\u4e00-\u9fff]{2,4}", text))
        and text[0] in _SURNAMES
        and (len(text) <= 3 or text[:2] in {"歐陽", "欧阳", "司馬", "司马", "諸葛", "诸葛", "上官"})
    )


def _japanese(before: str, behind: str) -> Mention | None:
    lead = regex.search(
        r"(?:^|[。\n」])?(?P<who>[^。\n「」]{1,40}?)[はが](?:、)?(?:[^。\n「」はが]{0,20}?、)?$",
        before,
    )
    if lead and (found := _japanese_person(regex.split("[、]", lead["who"])[-1])):
        return found
    said = regex.match(_JA_VERBS, behind)
    if said and said["inner"] and (found := _japanese_person(said["inner"].rstrip("はがも"))):
        return found
    after = regex.match(
        r"(?:と|って|。?そう)(?:話す|語る|言う|述べる|説明する|訴える)のは、?(?P<who>[^。、「」]{2,20}?)(?:だ|です|である)?(?:[。、]|$)",
        behind,
    )
    after = after or regex.match(
        r"(?:と|って)(?:話す|語る|言う|述べる|説明する|訴える)(?P<who>[^。、「」]{2,20}?)(?:[。は]|$)",
        behind,
    )
    return _japanese_person(after["who"]) if after else None


def _japanese_person(phrase: str) -> Mention | None:
    phrase = phrase.strip(" \u3000")
    if phrase in {"彼", "彼女"}:
        return Mention(pronoun="m" if phrase == "彼" else "f")
    phrase = regex.sub(r"[（(][^）)]*[）)]$", "", phrase)
    role, _, last = phrase.rpartition("の")
    if named := regex.fullmatch(r"(?P<name>[\p{Han}ァ-ヶー・々]{2,14}?)(?:氏|さん|様)", last):
        inner = regex.search(
            rf"^(?P<role>.*(?:{_JA_TITLES}))(?P<name>[\p{{Han}}]{{2,6}})$", named["name"]
        )
        if inner:
            return Mention(inner["name"], _joined(role, inner["role"]))
        return Mention(named["name"], role or None)
    titled = regex.fullmatch(
        rf"(?P<name>[\p{{Han}}ァ-ヶー・々]{{1,12}}?)(?P<title>(?:{_JA_TITLES}))", last
    )
    if titled and 2 <= len(titled["name"]) <= 10:
        return Mention(titled["name"], _joined(role, titled["title"]))
    if titled:
        return Mention(last, role or None)
    before = regex.fullmatch(rf"(?P<title>.*(?:{_JA_TITLES}))(?P<name>[\p{{Han}}]{{2,6}})", last)
    return Mention(before["name"], _joined(role, before["title"])) if before else None


def _joined(role: str, title: str) -> str:
    return f"{role}の{title}" if role else title


def _korean(before: str, behind: str) -> Mention | None:
    lead = regex.search(
        r"(?P<who>(?:[\p{Hangul}\w]+ ){0,4}[\p{Hangul}]+)(?:은|는|이|가)(?: [^.。\n“\"]{0,40})? ?$",
        before,
    )
    after = regex.match(
        r"(?:이?라고|이?라며|고|며|면서)[, ]+(?P<who>(?:\p{Hangul}+ ){0,3}\p{Hangul}+)"
        r"(?:은|는|이|가) ",
        behind,
    )
    for found in (lead, after):
        if found and (mention := _korean_person(found["who"])):
            return mention
    return None


def _korean_person(phrase: str) -> Mention | None:
    """`ROLE NAME TITLE`, the name by its surname and its two to four syllables."""
    tokens = phrase.split()
    title = regex.fullmatch(rf"(?P<lead>[\p{{Hangul}}]*?)(?P<title>{_KO_TITLES})", tokens[-1])
    if title is None:
        return None
    if len(tokens) > 1 and _is_korean_name(tokens[-2]):
        name, role, kind = tokens[-2], tokens[:-2], tokens[-1]
    elif _is_korean_name(title["lead"]):
        name, role, kind = title["lead"], tokens[:-1], title["title"]
    else:
        return None
    return Mention(name, " ".join([*role, *([] if kind == "씨" else [kind])]) or None)


def _is_korean_name(text: str) -> bool:
    return 2 <= len(text) <= 4 and text[0] in _KO_SURNAMES
