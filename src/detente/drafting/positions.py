"""Who wants what: a holder, a verb of stance and what it is about, in one clause or the clauses after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from detente.drafting.conditions import Condition
from detente.drafting.holders import Holder, holders_of, subject_of, with_title
from detente.drafting.issues import IssueMention
from detente.drafting.names import Mention
from detente.drafting.sentences import Stretch, heading, is_han, sentences, trimmed
from detente.drafting.stances import HAN_VERB, LATIN_VERB, Stance, stance_of

__all__ = ["Position", "positions"]

_PRONOUN = re.compile(r"^(?:他们?|她们?|它们?|其|双方)(?!国|方)|^(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey)\b")
_ELIDED_HAN = re.compile(r"^(?:，|,)?(?:并|并且|但|则|也|还|同时|又|而且|且|只|更)*(?:仍|都|将|已|明确|坚决|不|表示)*")
_NO_POSITION = re.compile(
    r"要求(?:的|之)|希望(?:是|的|被)|支持(?:率|者|的)|反对(?:者|派|党)|接受(?:采访|调查)|建议的|主张的|要求是|拒绝(?:的|者)|欢迎(?:仪式)|希望。|同意(?:的|书)"
)
_CONSEQUENCE = re.compile(r"(?:将|会)受到$")


@dataclass(frozen=True, slots=True)
class Position:
    """What a holder wants.

    Attributes:
        start: First sign of the quotation.
        end: One past its last.
        text: The quotation: holder, stance and what it is about.
        holder: Who: an identifier of a name, or of a role such as `UNION`.
        issue: The issue it is about, of those known; empty where none is.
        about: The words it is about.
        stance: `support`, `oppose`, `conditional` or `reserve`.
        inherited: Whether the holder stands in an earlier clause.
        hypothetical: Whether it is told of what may come, not of what is.
    """

    start: int
    end: int
    text: str
    holder: str
    issue: str
    about: Stretch
    stance: Stance
    inherited: bool = False
    hypothetical: bool = False


def positions(
    text: str, names: list[Mention], issues: list[IssueMention], conditions: list[Condition]
) -> list[Position]:
    """Return the positions of a text in order.

    Args:
        text: The text.
        names: Its names.
        issues: Its mentions of issues.
        conditions: Its conditions: a position inside one is conditional.
    """
    holders = holders_of(text, names)
    found: list[Position] = []
    for sentence in sentences(text):
        if sentence.text[-1] in "？?":
            continue
        chinese = is_han(sentence.text)
        found += _headed(sentence, text, holders, issues) if chinese else []
        aims = _aims(sentence, text, holders, issues) or _acceptable(sentence, text, holders, issues)
        found += aims
        if aims:
            continue
        found += _in_sentence(sentence, text, holders, issues, chinese)
    kept = [_qualified(one, conditions) for one in _repeated(found)]
    return sorted((one for one in kept if one is not None), key=lambda one: one.start)


def _headed(sentence: Stretch, text: str, holders: list[Holder], issues: list[IssueMention]) -> list[Position]:
    """Read headings such as "Kyiv: a full ceasefire; Moscow: a settlement first"."""
    found: list[Position] = []
    line_start = text.rfind("\n", 0, sentence.start) + 1
    line_end = text.find("\n", sentence.start)
    if not heading(text[line_start : line_end if line_end >= 0 else len(text)]):
        return []
    for holder in holders:
        match = re.compile(r"[:：]([^；;。\n]{3,})").match(text, holder.end)
        if match and sentence.start <= holder.start < sentence.end:
            about = trimmed(text, match.start(1), min(match.end(1), sentence.end))
            about = Stretch(about.start, about.start + len(about.text.rstrip("；;")), about.text.rstrip("；;"))
            if _issue(about, issues):
                words = text[holder.start : about.end]
                found.append(
                    Position(holder.start, about.end, words, holder.id, _issue(about, issues), about, "support")
                )
    return found


_KEEPS = re.compile(
    r"(?:未|没有|不)[^，。]{0,8}(?:偏离|放弃|动摇|改变|背离)[^，。]{0,8}(?:目标|立场|要求|主张|条件)[^，。]{0,4}[，,]\s*(?:即|包括)(?P<list>[^。；;]+)"
)
_ACCEPTABLE = re.compile(r"\b(?:would be|is|are|remains?) (?P<how>un|not )?acceptable to (?:the )?")
_THESE = re.compile(r"这些(?:目标|要求|条件|主张|诉求)")


def _aims(sentence: Stretch, text: str, holders: list[Holder], issues: list[IssueMention]) -> list[Position]:
    """Read "has shown no sign of giving up its aims, including A, B and C": each aim is held."""
    match = _KEEPS.search(sentence.text)
    if match is None:
        return []
    before = [one for one in holders if sentence.start <= one.start < sentence.start + match.start()]
    if not before:
        return []
    found: list[Position] = []
    holder, place = before[0], sentence.start + match.start("list")
    for piece in re.split("(、)", match["list"]):
        about = trimmed(text, place, place + len(piece))
        place += len(piece)
        if piece != "、" and len(about.text) > 1:
            about = Stretch(about.start, about.end - (about.text[-1] == "等"), about.text.removesuffix("等"))
            start = holder.start if not found else about.start
            found.append(
                Position(
                    start,
                    about.end,
                    text[start : about.end],
                    holder.id,
                    _issue(about, issues),
                    about,
                    "support",
                    bool(found),
                )
            )
    return found


def _acceptable(sentence: Stretch, text: str, holders: list[Holder], issues: list[IssueMention]) -> list[Position]:
    """Read "a consortium would be acceptable to Iran"."""
    match = _ACCEPTABLE.search(sentence.text)
    if match is None:
        return []
    place = sentence.start + match.end()
    holder = next((one for one in holders if one.start == place), None)
    if holder is None:
        return []
    about = trimmed(text, sentence.start, sentence.start + match.start())
    stance: Stance = "oppose" if match["how"] else "support"
    words = text[sentence.start : holder.end]
    return [Position(sentence.start, holder.end, words, holder.id, _issue(about, issues), about, stance)]


def _repeated(found: list[Position]) -> list[Position]:
    """Write what is said of "these aims" once for each aim listed before."""
    out: list[Position] = []
    for one in found:
        listed = _trailing_list(out)
        if _THESE.search(one.about.text) and len(listed) > 1 and listed[0].holder != one.holder:
            out += [replace(one, issue=aim.issue, about=aim.about) for aim in listed]
        else:
            out.append(one)
    return out


def _trailing_list(found: list[Position]) -> list[Position]:
    listed: list[Position] = []
    for one in reversed(found):
        listed.insert(0, one)
        if not one.inherited:
            break
    return listed


def _in_sentence(
    sentence: Stretch, text: str, holders: list[Holder], issues: list[IssueMention], chinese: bool
) -> list[Position]:
    verb_pattern = HAN_VERB if chinese else LATIN_VERB
    here = [one for one in holders if sentence.start <= one.start < sentence.end]
    subject: Holder | None = None
    found: list[Position] = []
    covered = sentence.start
    for verb in verb_pattern.finditer(text, sentence.start, sentence.end):
        if (
            verb.start() < covered
            or _NO_POSITION.match(text, verb.start())
            or _CONSEQUENCE.search(text[sentence.start : verb.start()])
        ):
            continue
        holder = subject_of(text, here, verb.start(), sentence, chinese)
        inherited = False
        if subject is None and here and here[0].start - sentence.start < (12 if chinese else 4):
            subject = here[0]
        if holder is None and subject is not None and _is_elided(text, subject, verb.start(), sentence, chinese):
            holder, inherited = subject, True
        if holder is None:
            continue
        about = _object(text, verb.end(), sentence, chinese)
        relative = re.search(r"(?P<what>[^,.;]+?) that (?:the )?$", text[sentence.start : holder.start])
        if len(about.text) < (2 if chinese else 4) and relative and not chinese:
            about = trimmed(text, sentence.start + relative.start("what"), sentence.start + relative.end("what"))
        if len(about.text) < (2 if chinese else 4) and not verb["reserve"] and not verb.group().startswith("予以"):
            continue
        clause_start = (
            _clause_start(text, verb.start(), sentence) if inherited else with_title(text, holder, here, chinese)
        )
        before = text[holder.end if not inherited else clause_start : verb.start()]
        stance = stance_of(verb, before, about.text, chinese=chinese)
        start, end = clause_start, max(about.end, verb.end())
        words = text[start:end]
        where = about if about.text else Stretch(start, end, words)
        issue = _issue(where, issues) or _issue(Stretch(start, end, words), issues)
        found.append(
            Position(
                start, end, words, holder.id, issue, about, stance, inherited, _hypothetical(text, holder.end, verb)
            )
        )
        subject = replace(holder)
        covered = about.end if chinese else verb.end() + len(about.text) // 2
    return found


def _is_elided(text: str, subject: Holder, place: int, sentence: Stretch, chinese: bool) -> bool:
    """Say whether a verb stands at the beginning of a clause that goes on about the subject before."""
    start = _clause_start(text, place, sentence)
    words = text[start:place]
    if chinese:
        return bool(_ELIDED_HAN.fullmatch(words)) or bool(
            re.fullmatch(r"(?:但|则|也|并)*对[^，。]{2,14}(?:持|表示)?", words)
        )
    return bool(
        re.fullmatch(
            r"\s*(?:and|but|yet)?\s*(?:also|then|still|they|it|he|she|has|have|would|will|does|do|not|\s)*", words
        )
    )


def _clause_start(text: str, place: int, sentence: Stretch) -> int:
    start = max(
        (match.end() for match in re.finditer(r"[，,；;：:]\s*|\b(?:and|but) ", text[sentence.start : place])),
        default=0,
    )
    return trimmed(text, sentence.start + start, place + 1).start


def _object(text: str, start: int, sentence: Stretch, chinese: bool) -> Stretch:
    """Return what a verb is about: to the end of its clause."""
    stop = re.compile(
        r"[，,；;。！!？?\n]|——"
        if chinese
        else r"[;!?\n]|, (?!and \w+ing\b)|\.(?=\s|$)| (?:but|while|whereas|though|although) "
    )
    match = stop.search(text, start, sentence.end)
    return trimmed(text, start, match.start() if match else sentence.end)


def _issue(stretch: Stretch, issues: list[IssueMention]) -> str:
    return next((one.issue for one in issues if stretch.start <= one.start < stretch.end), "")


def _hypothetical(text: str, place: int, verb: re.Match[str]) -> bool:
    return bool(re.search(r"可能|或许|也许|将会|有望|\b(?:may|might|could)\b", text[place : verb.start()]))


def _qualified(one: Position, conditions: list[Condition]) -> Position | None:
    """Make a position within a condition conditional; leave out what stands inside an if."""
    for condition in conditions:
        if condition.condition.start <= one.start and one.end <= condition.condition.end:
            return None
        then = condition.consequence
        if (one.start < then.end and then.start < one.end) or one.start <= condition.condition.start < one.end:
            return replace(one, stance="conditional")
    return one
