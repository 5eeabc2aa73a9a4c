"""Names that no list knows, told by titles, first names, marks and endings; and surnames of those that are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.drafting.gazetteer import Entry, Gazetteer, gazetteer

__all__ = ["new_names"]

_TITLES = (
    "总统|总理|首相|主席|外长|外交部长|部长|防长|财长|特使|大使|(?:首席|贸易|谈判|全权|特别|常驻)代表|发言人|秘书长|总干事|总书记|书记|市长|州长|省长|行长|总裁|董事长|总经理|"
    "经理|首席执行官|司令|将军|上将|国王|王储|王子|亲王|议长|议员|参议员|领导人|领袖|党魁|教授|博士|专家|分析师|研究员|记者|撰稿人|评论员|编辑|作者|律师|法官|院长|"
    "主任|会长|校长|先生|女士|调解人|谈判代表"
)
_LAW_ENDS = "条约|协定|协议|公约|法|法案|宪章|备忘录|声明|议定书|决议|宣言|条例"
_MEDIA_ENDS = "报|日报|时报|邮报|晚报|周刊|杂志|新闻网"
_BODY_ENDS = (
    "大学|公司|集团|联盟|大会|论坛|研究所|研究中心|研究院|委员会|央行|银行|电视台|通讯社|基金会|协会|联合会|学院|智库|议会|法院|民主党|共和党|"
    "人民党|自由党|社会党|工会联合会|总工会"
)
_NOT_IN_BODY = "的在和与及据由对向从是了被把将让给为称于同意说拒等或到，。、"
_AFTER_HAN_NAME = frozenset(
    "说表呼称认指强拒要将在和与对不也则已的是会并向，。,、：:；;与及同宣坚警主承暗批提访抵出曾仍亦都就有就对以则率前今昨"
)
_EN_TITLES = (
    r"President|Prime Minister|Premier|Vice-President|Vice President|Foreign Minister|Foreign Secretary|Finance Minister|"
    r"Defence Minister|Defense Minister|Defence Secretary|Interior Minister|Minister|Secretary of State|Secretary-General|"
    r"Secretary|Chancellor|Ambassador|Governor|Senator|Congressman|Congresswoman|Representative|General|Admiral|Colonel|"
    r"Commissioner|King|Queen|Prince|Princess|Crown Prince|Supreme Leader|Sheikh|Ayatollah|Pope|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|"
    r"Professor|Prof\.|Sir|Lord|Lady|Judge|Justice|Mayor|By|[Ee]nvoy|[Ll]eader|[Cc]hairman|[Cc]hairwoman|[Dd]irector|"
    r"[Ss]pokesman|[Ss]pokeswoman|[Nn]egotiator|[Mm]ediator|[Aa]dviser|[Vv]ice-premier|[Pp]remier|[Mm]inister|[Pp]resident|"
    r"[Cc]hief executive|[Aa]mbassador|[Ss]ecretary"
)
_CAP = r"(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:[-'’][A-Za-zÀ-ÿ]+)*|[A-Z]\.)"
_PARTICLE = r"(?:(?:al|bin|ibn|de|da|del|van|von|der|den|el|la|le)[ -])?"
_FULL = rf"{_CAP}(?: {_PARTICLE}{_CAP}){{1,2}}"
_EN_BODY = (
    r"University|Institute|Council|Committee|Commission|Agency|Bank|Party|Union|Ministry|Department|Centre|Center|Group|Inc|"
    r"Corp|Corporation|Company|Parliament|Court|Association|Federation|Organization|Organisation|Authority|Forum|Bureau|"
    r"Foundation|Congress|Front|Army|Movement|Assembly|Alliance|League|Board|Fund|Times|Post|Journal|Television|News"
)
_EN_LAW = r"Treaty|Accords?|Agreement|Act|Convention|Protocol|Charter|Declaration|Resolution|Memorandum|Pact"
_NO_NAME = gazetteer().words["no-names"]


def new_names(text: str, known: Gazetteer) -> dict[str, Entry]:
    """Return names that stand in a text and in no list, with their bare surnames and bracketed short forms.

    Example:
        >>> from detente.drafting.gazetteer import gazetteer
        >>> new_names("外长阿卜杜勒阿提强调，市长陈立群呼吁", gazetteer()).keys()
        dict_keys(['阿卜杜勒阿提', '陈立群'])
    """
    found: dict[str, Entry] = {}
    for name, entry in (*_marked(text), *_foreign(text, known), *_chinese(text, known), *_bodies(text, known)):
        if name not in known.names:
            found.setdefault(name, entry)
    others = (
        *_places(text, known),
        *_english_bodies(text),
        *_english_people(text, known),
        *_lone_capitals(text, known),
    )
    for name, entry in others:
        if name not in known.names and not any(
            name in other and name != other for other in known.names if " " in other
        ):
            found.setdefault(name, entry)
    return {**found, **_surnames(found, text, known)}


def _marked(text: str) -> Iterator[tuple[str, Entry]]:
    """Names in book-title marks, and the short form in brackets after one."""
    for match in re.finditer(r"《([^《》\n]{2,40})》(?:[(（]([A-Z][A-Za-z ]{1,20})[)）])?", text):
        inner = match.group(1)
        if re.search(rf"(?:{_LAW_ENDS})$", inner):
            entity = match.group(2) or inner
            yield f"《{inner}》", Entry(entity.upper().replace(" ", "_"), "LAW")
            if match.group(2):
                yield match.group(2), Entry(entity.upper().replace(" ", "_"), "LAW")
        elif re.search(rf"(?:{_MEDIA_ENDS})$", inner):
            yield f"《{inner}》", Entry(inner, "ORG")


def _foreign(text: str, known: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Foreign names in Chinese: parts joined by dots, and what follows a title."""
    sound = "[" + "".join(known.words["foreign"]) + "]"
    for match in re.finditer(rf"{sound}{{1,6}}(?:[·•・]{sound}{{1,8}})+(?:\s?[(（]([A-Z][A-Za-z .-]+)[)）])?", text):
        name = re.sub(r"\s?[(（].*", "", match.group())
        title = re.search(rf"(?:{_TITLES})", text[max(0, match.start() - 3) : match.start() + 3])
        over = max(0, match.start() - 3) + title.end() - match.start() if title else 0
        name = name[over:] if 0 < over < len(name.split("·")[0]) else name
        entity = (match.group(1) or name).split("·")[-1].split()[-1].upper()
        yield name, Entry(entity, "PER")
        if match.group(1):
            yield match.group(1), Entry(entity, "PER")
    for match in re.finditer(rf"(?:{_TITLES})({sound}{{2,7}})", text):
        name = match.group(1)
        if not known.han.match(name) and not _starts_short(name, known) and _twice_or_long(name, text):
            yield name, Entry(name, "PER")


def _twice_or_long(name: str, text: str) -> bool:
    return len(name) >= 3 or text.count(name) > 1


def _starts_short(name: str, known: Gazetteer) -> bool:
    """Say whether a run of sounds is a Chinese name: a surname and one or two signs more."""
    return name[0] in known.words["surnames"] and len(name) <= 3 and name[0] not in "马巴"


def _chinese(text: str, known: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Chinese names: a title, a surname and one or two signs; a name alone on one of the first lines."""
    surnames = "[" + "".join(known.words["surnames"]) + "]"
    for match in re.finditer(rf"(?:{_TITLES})[\s：:]*({surnames}[\u4e00-\u9fff]{{1,2}})", text):
        name = match.group(1)
        if known.han.match(text, match.start(1)):
            continue
        if len(name) == 3 and name[2] in _AFTER_HAN_NAME:
            name = name[:2]
        if len(name) == 3 or text.count(name) > 1:
            yield name, Entry(name, "PER")
    for match in re.finditer(
        rf"^(?:作者[：:]|文[/／：:]|记者)?\s*({surnames}[\u4e00-\u9fff]{{1,2}})\s*$", text[:300], re.MULTILINE
    ):
        yield match.group(1), Entry(match.group(1), "PER")


def _bodies(text: str, known: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Bodies in Chinese: a place's name, what they are about, and an ending such as 委员会."""
    town = r"[\u4e00-\u9fff]{1,2}[城市省州县港]"
    inner = f"[^{_NOT_IN_BODY}\\W\\dA-Za-z]{{0,12}}?"
    pattern = re.compile(
        rf"(?:{known.han.pattern}|(?<![\u4e00-\u9fff])(?:据)?{town}){inner}(?:{_BODY_ENDS})+(?:(?:学术|执行|中央)委员会)?"
    )
    for match in pattern.finditer(text):
        name = match.group().removeprefix("据")
        if name not in known.names and len(name) > 3:
            yield name, Entry(name, "ORG")


def _places(text: str, known: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Places in Chinese: two or three signs and an ending such as 走廊, after a word that a name does not begin with."""
    states = "|".join(
        re.escape(name) for name, entry in known.names.items() if len(entry.entity) == 2 and not name.isascii()
    )
    sound = "[" + "".join(known.words["foreign"]) + "]"
    for match in re.finditer(rf"在(?:{states})({sound}{{2,4}})(?=举行|召开|重|会|签|开)", text):
        if not known.han.match(match.group(1)):
            yield match.group(1), Entry(match.group(1), "LOC")
    bodies = r"(?:(?<=[。，；、\n])|^)([\u4e00-\u9fff]{2,7}(?:联盟|协会|联合会|委员会|集团(?!军)))(?=[则也已将的在和与、呼要反支拒表认才])|“([\u4e00-\u9fff]{3,10}(?:基金|联盟|计划))”"
    for match in re.finditer(bodies, text):
        name = match.group(1) or match.group(2)
        if not re.search("[的在和了是该这]", name[:-2]) or match.group(2):
            yield name, Entry(name, "ORG")
    pattern = r"(?<=[对的在从于向至与和、，。开到往就占据])([\u4e00-\u9fff]{2,3}(?:走廊|海峡|半岛|高地|群岛|大坝|运河|水库|口岸))"
    for match in re.finditer(pattern, text):
        if not known.han.match(match.group(1)) and not re.search("[的在从于和与这该座条]", match.group(1)):
            yield match.group(1), Entry(match.group(1), "LOC")


def _english_bodies(text: str) -> Iterator[tuple[str, Entry]]:
    """Bodies and laws in English: capitalised words that end in University, Treaty and the like."""
    words = rf"(?:{_CAP}(?:-{_CAP})?|of|for|and|the|on|International)"
    for kind, ends in (("ORG", _EN_BODY), ("LAW", _EN_LAW)):
        for match in re.finditer(rf"\b{_CAP}(?: {words}){{0,5}}? (?:{ends})\b(?: of \d{{4}})?", text):
            name = _without_article(match.group())
            if " " in name:
                yield name, Entry(_identifier(name), kind)  # type: ignore[arg-type]
    for match in re.finditer(
        rf"\b(?:University|Ministry|Department|Bank|Court|Institute) (?:of|for) {_CAP}(?: {_CAP}){{0,2}}", text
    ):
        yield match.group(), Entry(_identifier(match.group()), "ORG")


def _without_article(name: str) -> str:
    words = name.split(" ")
    while words and (words[0] in _NO_NAME or words[0] in ("of", "for", "and", "the", "on")):
        words = words[1:]
    return " ".join(words)


def _english_people(text: str, known: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """People in English: a title or a known first name, and capitalised words."""
    for match in re.finditer(rf"\b(?:{_EN_TITLES}),? ({_CAP}(?: {_PARTICLE}{_CAP}){{0,2}})", text):
        name = _without_article(match.group(1))
        if (
            name
            and name.split(" ")[0] not in _NO_NAME
            and name not in known.names
            and not re.fullmatch(_EN_TITLES, name)
        ):
            yield name, Entry(_surname(name, known), "PER")
    for match in re.finditer(rf"\b{_FULL}", text):
        words = _without_article(match.group()).split(" ")
        while len(words) > 1 and (re.fullmatch(_EN_TITLES, words[0]) or words[0] in known.names):
            words = words[1:]
        first_known = words[0] in known.words["first-names"] or (
            words[0] in known.words["pinyin-surnames"]
            and len(words) == 2
            and re.fullmatch("[A-Z][a-z]{1,11}", words[1])
        )
        if len(words) > 1 and first_known:
            name = " ".join(words)
            yield name, Entry(_surname(name, known), "PER")


def _surname(name: str, known: Gazetteer) -> str:
    words = name.split(" ")
    if len(words) == 2 and words[0] in known.words["pinyin-surnames"]:
        return words[0].upper()
    return words[-1].upper()


def _lone_capitals(text: str, known: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Capitalised words inside sentences: places after a preposition, bodies otherwise."""
    counts: dict[str, int] = {}
    for match in re.finditer(
        rf"(?<=[a-z,;] )(?:[Tt]he )?({_CAP}(?: {_CAP}){{0,2}}|[A-Z]{{3,6}})(?![\w’'-]*\.\w)", text
    ):
        name = _without_article(re.sub(r"^.*['’]s (?=[A-Z])", "", re.sub(r"['’]s$", "", match.group(1))))
        words = name.split(" ")
        if not name or name in known.names or any(word in _NO_NAME for word in words):
            continue
        inner = known.latin.search(name)
        if inner and (len(words) == 1 or known.names[inner.group()].type != "ORG" or inner.end() < len(name)):
            continue
        if re.fullmatch(rf"(?:{_EN_TITLES})(?: .*)?", name):
            continue
        counts[name] = counts.get(name, 0) + 1
        before = text[max(0, match.start() - 8) : match.start()]
        place: object = re.search(r"\b(?:in|at|from|near|outside|to)\s+$", before) and not re.search(
            r"\bthe\b", match.group()
        )
        acts = rf"['’]s {re.escape(name)}\b|\b{re.escape(name)}(?:,[^,.]{{2,60}},)? (?:says?|said|paid|has|offer|rais|told|will|would|want|sold|bought|plans?|reject|support)"
        place = bool(place) and not re.search(acts, text)
        place = place or (
            not re.search(acts, text)
            and len(words) == 1
            and name[-1] != "s"
            and re.search(rf"\b{re.escape(name)}['’]s\b", text)
        )
        yield name, Entry(_identifier(name), "LOC" if place else "ORG")


def _surnames(found: dict[str, Entry], text: str, known: Gazetteer) -> dict[str, Entry]:
    """Return the bare family names of people named in full."""
    bare: dict[str, Entry] = {}
    for name, entry in found.items():
        if entry.type != "PER":
            continue
        parts = re.split(r"[·•・ ]", name)
        last = parts[0] if entry.entity == parts[0].upper() and len(parts) == 2 else parts[-1]
        if len(parts) > 1 and last not in known.names and last not in _NO_NAME and len(last) > 1 and last in text:
            bare[last] = entry
    return bare


def _identifier(name: str) -> str:
    return re.sub(r"\W+", "_", name).strip("_").upper()
