"""Verbs by which Chinese and English say what somebody wants, and what turns them round."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["HAN_VERB", "LATIN_VERB", "Stance", "stance_of"]

Stance = Literal["support", "oppose", "conditional", "reserve"]

_HAN_SUPPORT = (
    "坚决支持|支持|主张|要求|坚持|同意|愿意|希望|呼吁|接受|赞成|欢迎|承诺|谋求|寻求|力主|力推|提议|建议|期待|倾向于|想要|致力于|"
    "主要关心的是|关心的是|敦促|推动|提出(?=不少|了|要)|只愿|愿(?=加|出|接|在)|强调(?=必须|应)|立场是|目标是|准备(?=签|接|讨|派|提)|予以延期"
)
_HAN_OPPOSE = (
    "(?:并|均|也|从)*(?:未|不)(?:被|予|曾)?承认|反对|拒绝|抵制|否决|无意|不愿|不肯|不会(?=交|放|接|同|让|签|撤|承|进|参|支|考|放弃)|绝不|决不|不准备|不打算|抗议|谴责|排除|"
    "退出(?=[^，。]{0,24}(?:条约|协定|协议|公约))|威胁退出|不得(?!不)|不容"
)
_HAN_RESERVE = "持?犹豫(?:态度)?|持?保留(?:态度|意见)|怀疑(?:态度)?|并?未表现出(?:特别的|多大)?兴趣|未置可否|态度(?:不一|暧昧)|观望|担忧|担心|尚未决定|未表态"
_LATIN_SUPPORT = (
    r"supports?|supported|backs|backed|favou?rs?|favou?red|wants?|wanted|demands?|demanded|insists? (?:on|that)|insisted (?:on|that)|"
    r"calls? for|called for|seeks?|sought|urges?|urged|proposes?|proposed|endorses?|endorsed|agrees? (?:to|with|on)|agreed (?:to|with)|"
    r"accepts?|accepted|welcomes?|welcomed|prefers?|preferred|pushe[sd]? for|would (?:like|rather|accept)|is (?:ready|willing|prepared) to|"
    r"are (?:ready|willing|prepared) to|was (?:ready|willing) to|were (?:ready|willing) to|will accept|hopes? (?:to|for|that)|could live with|"
    r"advocates?|advocated|presse[sd]? for|promised to|pledged to|aims? (?:to|at)"
)
_LATIN_OPPOSE = (
    r"opposes?|opposed|rejects?|rejected|refuse[sd]? to(?! (?:comment|say))|refuse[sd]?(?= (?:any|the|a|all|further)\b)|resists?|resisted|rule[sd]? out|"
    r"block(?:s|ed)|vetoe[sd]|would never|will never|will not|would not|won['’]t|cannot accept|condemn(?:s|ed)|denounce[sd]?|"
    r"object(?:s|ed) to|is against|are against|was against|were against|is unwilling to|are unwilling to|fights? against|"
    r"(?:has|have|had) refused to(?! (?:comment|say))|turned down|turns? down"
)
_LATIN_RESERVE = (
    r"hesitate[sd]?|is undecided|are undecided|has reservations|have reservations|has doubts|is reluctant|are reluctant|was reluctant|"
    r"were reluctant|is wary|are wary|fears?(?= that)|feared(?= that)|worr(?:y|ies|ied)(?= (?:that|about))|is sceptical|are sceptical|is skeptical"
)
_HAN_NOT = re.compile(
    r"(?:并?不|并?没有|并?未|从未|尚未|无法|不再|不能|不会|拒不|绝不|决不|不曾|从不)(?:会|能|再|完全|明确|轻易|准备)*$"
)
_LATIN_NOT = re.compile(
    r"\b(?:not|never|no longer|n['’]t|nor|hardly|neither)(?: \w+ly)?(?: have| has| had| be| been)?\s*$|n['’]t\s*$",
    re.IGNORECASE,
)

HAN_VERB = re.compile(rf"(?P<oppose>{_HAN_OPPOSE})|(?P<reserve>{_HAN_RESERVE})|(?P<support>{_HAN_SUPPORT})")
LATIN_VERB = re.compile(
    rf"\b(?:(?P<reserve>{_LATIN_RESERVE})|(?P<oppose>{_LATIN_OPPOSE})|(?P<support>{_LATIN_SUPPORT})|(?P<base>oppose|reject|support|accept|back|rule out|"
    rf"want|favou?r|give up|abandon|renounce|agree))\b",
    re.IGNORECASE,
)

_GIVE_UP = re.compile(
    r"^(?:放弃|剥夺|取消|偏离|排除|停止|结束|阻止|give up|abandon|drop|deny|exclude|renounce)", re.IGNORECASE
)
_TURNED: dict[str, Stance] = {"support": "oppose", "oppose": "support", "reserve": "reserve"}


def stance_of(match: re.Match[str], before: str, after: str, *, chinese: bool) -> Stance:
    """Return the stance that a verb says, with what negates it.

    Args:
        match: The verb.
        before: The words before it, from its subject on.
        after: Its object.
        chinese: Which language.

    Returns:
        `support`, `oppose` or `reserve`; "not ruled out" and "not reject" with a reservation in English are `reserve`.
    """
    kind = next(name for name, found in match.groupdict().items() if found)
    word = match.group().casefold()
    if kind == "base":
        kind = "oppose" if word in ("oppose", "reject", "rule out", "give up", "abandon", "renounce") else "support"
    turned = bool((_HAN_NOT if chinese else _LATIN_NOT).search(before))
    if turned and "rule" in word:
        return "reserve"
    stance: Stance = kind  # type: ignore[assignment]
    if turned:
        stance = _TURNED[kind]
    elif kind == "oppose" and word in (
        "不准备",
        "不打算",
        "不会",
        "无意",
        "不愿",
        "不肯",
        "绝不",
        "决不",
        "will not",
        "would not",
        "won't",
        "won’t",
    ):
        stance = "support" if _GIVE_UP.match(after.lstrip()) else "oppose"
    return stance
