"""Names in a text: known ones, and new ones told by their titles, first names, marks and endings."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from detente.drafting.gazetteer import Entry, gazetteer
from detente.drafting.gazetteer.load import NameType
from detente.drafting.homes import home_of
from detente.drafting.new_names import new_names

__all__ = ["Mention", "names"]

_PLACE_BEFORE = re.compile(
    r"(?:在|于|抵达|前往|赴|从|飞往|到访|首都|市中心的?)$|\b(?:in|at|to|from|near|outside|of)\s+(?:the\s+)?$"
)
_HOST = re.compile(r"^(?:举行|会面|会晤|会谈|开会|重启|签署|市|机场|郊外|的?(?:会谈|峰会|谈判)|重开)")
_VETO = re.compile(
    r"海地(?=区|图|带|域|位)|(?<=以)中东|李强(?=调)|卡特(?=尔|彼勒)|里根(?=本|据)|多哥(?=哥)|印度(?=洋|尼)"
)
_GOVERNMENT = re.compile(r"政府|当局|\s+(?:administration|Administration|government|Government)\b")
_LONE_BEFORE = "反对亲援驻访赴抗侵联"
_LONE_AFTER = re.compile(
    r"方(?!面|法|式|向|案|便)|军(?!事|备|控|工)|媒|外长|总统|总理|特别军事|国防部|外交部|央行|代表团|境内|领土"
)
_NOT_ALONE = re.compile(
    r"美[元好国洲术学化丽观味妙金联]|法[律院规案国定庭治官人]|乌[克鲁干兹黑云合有]|英[雄语才里镑寸俊明]|欧[元洲盟佩几]|德[行性国]|以[上下内外前后及来色]|"
    r"埃[及塞博]|伊[拉朗斯]|菲[律尔]|缅[甸怀]|柬[埔]|中[国东方央立心间期断止]"
)
_PAIR_ALONE = re.compile(r"以(?=制裁|军|方|总理)|[中日印韩巴加澳越土](?=方(?!法|式|向|案))|[日韩朝](?=军|媒)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands.

    Attributes:
        start: Its first sign.
        end: One past its last.
        text: The name as written.
        type: What it is.
        entity: What it stands for; several at once joined by `+`.
        metonym: Whether the seat of a government is meant as its state.
    """

    start: int
    end: int
    text: str
    type: NameType
    entity: str
    metonym: bool = False


def names(text: str) -> list[Mention]:
    """Return all names of a text, in order and without overlap.

    Example:
        >>> [(m.text, m.entity) for m in names("美俄乌三方未谈。莫斯科反对。")]
        [('美俄乌', 'US+RU+UA'), ('莫斯科', 'RU')]
    """
    known = gazetteer()
    found = {**known.names, **new_names(text, known)}
    taken: list[Mention] = []
    free = [True] * (len(text) + 1)
    for mention in sorted(_candidates(text, found), key=lambda one: (one.start - one.end, one.start)):
        if all(free[mention.start : mention.end]):
            taken.append(mention)
            free[mention.start : mention.end] = [False] * (mention.end - mention.start)
    taken = [*taken, *_short_names(text, free)]
    return _with_governments(sorted(taken, key=lambda one: one.start), text)


def _candidates(text: str, found: dict[str, Entry]) -> list[Mention]:
    """Return every place where a known or new name stands, overlaps included."""
    known = gazetteer()
    extra = sorted((name for name in found if name not in known.names), key=len, reverse=True)
    vetoed = {place for match in _VETO.finditer(text) for place in range(match.start(), match.end())}
    mentions = []
    patterns = [known.han, known.latin]
    if extra:
        patterns += [re.compile("|".join(r"(?<![A-Za-z])" + re.escape(name) + r"(?![A-Za-z])" for name in extra))]
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = match.group()
            start = match.start() + (4 if name.startswith("the ") else 0)
            if match.start() in vetoed and len(name) < 4 and pattern is known.han:
                continue
            entry = found.get(name) or found[name.removeprefix("the ")]
            mentions.append(_as_mention(text, start, match.end(), entry))
    return mentions


def _as_mention(text: str, start: int, end: int, entry: Entry) -> Mention:
    mention = Mention(start, end, text[start:end], entry.type, entry.entity, entry.metonym)
    if entry.metonym and (_PLACE_BEFORE.search(text[max(0, start - 12) : start]) or _HOST.match(text[end : end + 4])):
        if "首都" in text[max(0, start - 2) : start] or _HOST.match(text[end : end + 4]):
            return replace(mention, metonym=False, entity=_as_place(mention.text))
        if re.search(r"\b(?:in|at|to|from|near)\s+$|(?:在|于)$", text[max(0, start - 8) : start]):
            return replace(mention, metonym=False, entity=_as_place(mention.text))
    return mention


def _as_place(name: str) -> str:
    """Return the identifier of a capital as a place: its English name in capitals where one is known."""
    known = gazetteer().names
    if name.isascii():
        return name.removeprefix("the ").replace(" ", "_").upper()
    same = [other for other, entry in known.items() if entry == known.get(name) and other.isascii()]
    place = [one for one, entry in known.items() if entry == known.get(name) and not one.isascii()].index(name)
    return same[min(place, len(same) - 1)].replace(" ", "_").upper() if same else name


def _short_names(text: str, free: list[bool]) -> list[Mention]:
    """Return one-character names of states and their compounds where nothing longer stands."""
    short = gazetteer().short
    signs = "".join(short)
    found = []
    for match in re.finditer(f"[{signs}]+", text):
        for start, end in _runs(match.start(), match.end(), free):
            run = text[start:end]
            while run and run[0] == "以" and len(run) > 2:
                start, run = start + 1, run[1:]
            if len(run) > 1 and len(set(run)) == len(run) <= 4 and _is_compound(run, text[start - 1 : start]):
                found.append(Mention(start, end, run, "ABBR", "+".join(short[sign][0] for sign in run)))
            elif len(run) == 1 and _stands_alone(text, start, short):
                found.append(Mention(start, end, run, "ABBR", short[run][0]))
    return found


def _runs(start: int, end: int, free: list[bool]) -> list[tuple[int, int]]:
    runs, first = [], None
    for place in range(start, end + 1):
        inside = place < end and free[place]
        if inside and first is None:
            first = place
        elif not inside and first is not None:
            runs.append((first, place))
            first = None
    return runs


_PAIRS = re.compile(
    r"^(?:中日韩?|日韩|日中|韩日|印巴|巴以|以巴|中印|印中|中韩|中澳|中加|加中|中越|中日|两韩|朝韩|韩朝|日朝|朝日|意法|德意|以叙|土叙|中以)$"
)


def _is_compound(run: str, before: str) -> bool:
    short = gazetteer().short
    if run[0] == "中" and before and before in "其当集途高空心期之":
        return False
    alone = sum(short[sign][1] for sign in run)
    return (
        bool(_PAIRS.match(run))
        or alone == len(run)
        or (alone >= 1 and not set(run) & set("以加土意巴") and len(run) <= 3)
    )


def _stands_alone(text: str, place: int, short: dict[str, tuple[str, bool]]) -> bool:
    if _PAIR_ALONE.match(text, place):
        return place == 0 or text[place - 1] not in "可得予足用难"
    sign = text[place]
    if not short[sign][1] or _NOT_ALONE.match(text, place):
        return False
    if _LONE_AFTER.match(text, place + 1):
        return not (place and text[place - 1] in "南北" and sign in "美欧")
    return (
        place > 0
        and text[place - 1] in _LONE_BEFORE
        and bool(re.match(r"[\u4e00-\u9fff]", text[place + 1 : place + 2]))
    )


def _with_governments(mentions: list[Mention], text: str) -> list[Mention]:
    """Take a person's government as the state that it governed."""
    homes = _homes(mentions, text)
    found = []
    for mention in mentions:
        match = _GOVERNMENT.match(text, mention.end)
        if mention.type == "PER" and match:
            entity = homes.get(mention.entity) or home_of(mention.entity)
            end = match.end()
            mention = Mention(mention.start, end, text[mention.start : end], "ORG", entity)
        found.append(mention)
    return found


_ROLE = re.compile(r"(?:前|现任|时任|新任)?(?:总统|总理|首相|外长|外交部长|国家主席|国王|特使)$")


def _homes(mentions: list[Mention], text: str) -> dict[str, str]:
    """Return the state of each person that stands right before a title and the name: 乌克兰总统X, Iran's minister X."""
    homes: dict[str, str] = {}
    for before, after in itertools.pairwise(mentions):
        between = text[before.end : after.start]
        if after.type == "PER" and before.type in ("LOC", "DEM", "ABBR") and "+" not in before.entity:
            title = re.fullmatch(r"(?:'s|’s)?\s*(?:[A-Z]?[a-z-]+\s+){1,3},?\s*", between)
            if _ROLE.search(between) or title:
                homes.setdefault(after.entity, before.entity)
    return homes
