"""Who may hold a position: names, roles and pronouns, and which of them is the subject of a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.drafting.names import Mention
from detente.drafting.sentences import Stretch

__all__ = ["Holder", "holders_of", "subject_of", "with_title"]

_ROLES_HAN = re.compile(
    r"工会(?!主席|代表)|资方|劳方|公司(?!总|经|代)|市政府|政府军|反对派|反对党|执政党|政府(?!军)|军方|叛军|议会|欧洲方面|商会|债权人|"
    r"央行|财政部|外交部|国防部|专家界|学生|市民|居民|农民|雇主|管理层|股东"
)

_ROLES_LATIN = re.compile(
    r"\b[Tt]he (?:unions?|banks?|lenders|bondholders|teachers|nurses|drivers|pilots|ministers|company|government|opposition|management|rebels|army|employers|workers|board|city|mayor|parliament|creditors|"
    r"ministry|students|farmers|insurgents|junta|coalition)\b"
)

_OF_STATE = frozenset(["政府", "政府军", "军方", "外交部", "国防部", "财政部", "议会", "央行"])

_ROLE_ID = {
    "专家界": "EXPERTS",
    "工会": "UNION",
    "公司": "COMPANY",
    "资方": "COMPANY",
    "市政府": "CITY",
    "政府": "GOVERNMENT",
    "反对派": "OPPOSITION",
    "军方": "ARMY",
}

_BETWEEN_HAN = re.compile(
    r"(?:领导层|领导人|领导|方面|当局|政府|官员|军方|专家界|总统|总理|外长|民众|人民|各国|国家|代表|公众|一方|的立场|等国|等)?"
    r"(?:[（(][^）)]{1,20}[）)])?(?:则|也|都|均|已|已经|曾|仍|仍然|一直|始终|明确|公开|自然|主要|多次|再次|正在|或许|可能|将|会|不久前|随后|此前|昨天|今天|"
    r"同样|坚决|强烈|更|最|表示|说|称|强调|认为|宣布|决定|最终|分别|均|并|只|就|希望|可以|能|可|至多|最多|只能|才|才会|(?:今年|去年|上个?月)(?:\d+月)?|\d+月(?:\d+日)?|对[^，。]{1,40}?|在[^，。]{2,20}|并?不|并?未|并?没有|从未|尚未|不会|\s){0,6}"
)

_BETWEEN_LATIN = re.compile(
    r"(?:['’]s [a-z]+(?: [a-z]+)?|, (?!and\b|but\b)(?:[^,;.]|\.(?=\d)){2,80},|\s+under [A-Z]\w+(?: [A-Z]\w+)?|\s+\([^)]{2,40}\))?"
    r"(?:\s+(?:also|still|now|has|have|had|would|will|could|may|might|clearly|strongly|firmly|openly|always|both|is|are|was|were|does|do|did|not|never|"
    r"said|says|has said|that|it|he|she|they|again|repeatedly|long|too|then|no longer|, for (?:its|his|her|their) part,|rather)){0,7}\s*"
)

_MEDIA_TYPES = ("LOC", "PER", "ORG", "ABBR", "DEM")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who may hold a position, where it is named.

    Attributes:
        start: First sign of the words.
        end: One past their last.
        id: Identifier of the name, or of the role.
    """

    start: int
    end: int
    id: str


def holders_of(text: str, names: list[Mention]) -> list[Holder]:
    """Return the names, roles and pronouns of a text that may hold positions, in order."""
    found = [Holder(one.start, one.end, one.entity) for one in names if one.type in _MEDIA_TYPES]
    spans = [(one.start, one.end) for one in names]
    for pattern in (_ROLES_HAN, _ROLES_LATIN):
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in spans):
                word = re.sub(r"^[Tt]he ", "", match.group())
                found.append(Holder(match.start(), match.end(), _ROLE_ID.get(word, word.upper().replace(" ", "_"))))
    return _pronouns(text, sorted(_of_states(text, found, names), key=lambda one: one.start), names)


def _of_states(text: str, found: list[Holder], names: list[Mention]) -> list[Holder]:
    """Take a state's experts, army or government with the name of the state before it."""
    ends = {one.end: one for one in names if one.type in ("LOC", "ABBR", "DEM")}
    merged = []
    for one in found:
        state = ends.get(one.start)
        if state is None or one.start == state.start:
            merged.append(one)
            continue
        role = text[one.start : one.end]
        merged = [other for other in merged if other.start != state.start]
        merged.append(Holder(state.start, one.end, state.entity if role in _OF_STATE else f"{state.entity}_{one.id}"))
    return merged


def _pronouns(text: str, holders: list[Holder], names: list[Mention]) -> list[Holder]:
    """Add pronouns that begin a clause, with whom they most likely stand for: the last subject before them."""
    people = {one.start for one in names if one.type == "PER"}
    found = list(holders)
    for match in re.finditer(
        r"(?:(?<=[，,；;。：:！？\n])|(?<=[.;,] ))(?:他们|他|她|[Hh]e|[Ss]he|[Tt]hey)(?![\u4e00-\u9fff]?国|方)(?=[\u4e00-\u9fff ])",
        text,
    ):
        many = match.group().casefold() in ("他们", "they")
        line = text.rfind("\n", 0, match.start()) + 1
        before = [
            one for one in holders if line <= one.start and one.end <= match.start() and (one.start in people) != many
        ]
        subjects = [one for one in before if one.start == 0 or text[one.start - 1] in "，,；;。：:！？\n 是"]
        if subjects:
            found.append(Holder(match.start(), match.end(), subjects[-1].id))
    return sorted(found, key=lambda one: one.start)


def subject_of(text: str, holders: list[Holder], place: int, sentence: Stretch, chinese: bool) -> Holder | None:
    """Return who stands right before a verb, joined ones as one, but for words between that say nothing."""
    before = [one for one in holders if one.end <= place]
    if not before:
        return None
    last = before[-1]
    between = text[last.end : place]
    pattern = _BETWEEN_HAN if chinese else _BETWEEN_LATIN
    if not pattern.fullmatch(between):
        earlier = _through_person(text, before, between, chinese)
        if earlier is None:
            return None
        last = earlier
    if not chinese and re.search(r"\bunder $", text[sentence.start : last.start]) and len(before) > 1:
        last = before[-2]
    if chinese and text[last.start - 1] == "由" and text.startswith("予以", place):
        return last
    if chinese and re.search(
        r"(?:对|向|与|和|跟|由|被|让|使|令|给|把|比|从|以|在|于|反|问)$", text[sentence.start : last.start]
    ):
        return (
            _joined(text, before, last, "和与及、")
            if re.search(r"(?:与|和)$", text[sentence.start : last.start])
            else None
        )
    if not chinese and re.search(
        r"\b(?:of|to|with|by|from|against|for|on|in|at|that of)\s+(?:the\s+)?$", text[sentence.start : last.start], re.I
    ):
        return None
    return _joined(text, before, last, "和与及、" if chinese else "and,")


def _through_person(text: str, before: list[Holder], between: str, chinese: bool) -> Holder | None:
    """Return a holder of which a part is the subject: "Brandt's team has said", "欧洲国家"."""
    if chinese:
        match = re.match(r"(?:特使|外长|总理|总统|国防部|外交部|发言人|政府|主席|总经理|的?领导人)", between)
        return before[-1] if match and _BETWEEN_HAN.fullmatch(between[match.end() :]) else None
    match = re.match(
        r"['’]s (?:\w+ ){0,2}?(?:team|government|side|party|ministry|leaders?|minister|president|negotiators?|envoy)",
        between,
    )
    return before[-1] if match and _BETWEEN_LATIN.fullmatch(between[match.end() :]) else None


def with_title(text: str, holder: Holder, here: list[Holder], chinese: bool) -> int:
    """Return where a holder begins with the state and title before it: 乌克兰总统X, U.S. envoy X."""
    before = [one for one in here if one.end <= holder.start]
    if before:
        between = text[before[-1].end : holder.start]
        title = (
            r"(?:前|时任|新任)?(?:总统|总理|首相|外长|特使|国防部长|外交部长)"
            if chinese
            else r"(?:['’]s)? (?:[A-Za-z-]+ ){1,3}"
        )
        if re.fullmatch(title, between) and not re.search(r"\b(?:and|or|but)\b", between):
            return before[-1].start
    return holder.start


def _joined(text: str, before: list[Holder], last: Holder, links: str) -> Holder:
    """Take names joined by "and" as one holder."""
    names = [last]
    for one in reversed(before[: before.index(last)]):
        between = text[one.end : names[0].start].strip()
        if not re.fullmatch(r"[和与及、]|and|,|, and", between):
            break
        names.insert(0, one)
    ids = list(dict.fromkeys(one.id for one in names))
    return Holder(names[0].start, last.end, "+".join(ids))
