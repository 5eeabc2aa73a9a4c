"""Words for mistakes in what is carried out."""

from __future__ import annotations

__all__ = ["CARRYING"]

CARRYING: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "step_twice": (
        ("{name} as the id of a second step", "an id of its own for every step of the case", "rename one of them"),
        ("{name} 是第二个步骤的 id", "案例中每个步骤各有其 id", "请改名其中之一"),
    ),
    "step_of_which": (
        ("{name}, which does not say which issue it carries out", "of: one of {names}", ""),
        ("{name} 未写明落实哪个议题", "of：{names} 之一", ""),
    ),
    "keeps_missing": (
        (
            "{name}, of which nothing says how likely it keeps its word",
            "a party with `keeps`, 0 to 1",
            "add parties.{name}.keeps, such as 0.4 to 0.8",
        ),
        ("{name} 未写明守约的可能性", "写有 `keeps`（0 至 1）的参与方", "请补上 parties.{name}.keeps，例如 0.4 to 0.8"),
    ),
    "shares_not_one": (
        (
            "shares of {name} that add to {found}",
            "shares that add to 1",
            "the last step brings the level that was signed",
        ),
        ("{name} 各步骤的份额合计为 {found}", "份额合计为 1", "最后一步应达到所签署的刻度"),
    ),
    "carried_twice": (
        ("{name}, which {first} carries out already", "each issue in one place", "put the steps together"),
        ("{name} 已由 {first} 落实", "每个议题只在一处落实", "请把步骤合在一处"),
    ),
    "verified_by_idle": (
        ("{name}, though breaches are seen at one rate", "seen: {{at_0: …, at_100: …}}", "or delete verified_by"),
        ("{name}，而违约的发现率只有一个", "按刻度给出的发现率：seen: {{at_0: …, at_100: …}}", "或删去 verified_by"),
    ),
    "seen_by_nothing": (
        ("rates by level, but nothing that verifies", "verified_by: an issue or a factor", "or give one rate"),
        ("按刻度给出发现率，却没有核查者", "verified_by：议题或因素", "或只给一个发现率"),
    ),
    "return_to_itself": (
        ("{name}, which {party} owes itself", "a step that another party owes", "use after for one's own steps"),
        ("{name} 也由 {party} 自己承担", "由另一参与方承担的步骤", "自己的步骤之间请用 after"),
    ),
    "steps_circle": (
        ("steps that wait for each other: {way}", "a step that waits for none of them", "let one of them go first"),
        ("互相等待的步骤：{way}", "其中有一步不等待其他步骤", "请让其中一步先行"),
    ),
    "trust_in_itself": (
        ("{name} itself", "another party", ""),
        ("{name} 自身", "另一参与方", ""),
    ),
    "too_many_ways": (
        ("{found} ways to verify on one table", "at most {most}", "give the verifying issues fewer options"),
        ("同一谈判桌上有 {found} 种核查方式", "至多 {most} 种", "请减少核查议题的选项"),
    ),
}
