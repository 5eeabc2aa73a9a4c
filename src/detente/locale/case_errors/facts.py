"""Words for mistakes in files of facts."""

from __future__ import annotations

__all__ = ["FACTS"]

FACTS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "no_facts": (
        ("no facts of this name", "the path of a file of facts, or one of {names}", "did you mean {nearest}?"),
        ("没有这个名称的事实", "事实文件的路径，或 {names} 之一", "是否想写 {nearest}？"),
    ),
    "facts_missing": (
        ("nothing", "facts about a case", "begin with `detente-events: 1`"),
        ("空文件", "关于某个案例的事实", "请以 `detente-events: 1` 开头"),
    ),
    "facts_other_case": (
        ("facts about {found}", "facts about this case, {id}", "observe {found} with them, or write other facts"),
        ("关于 {found} 的事实", "关于本案例 {id} 的事实", "请用于 {found}，或另写事实"),
    ),
    "fact_before": (
        ("{found}, which is before as_of", "a day from as_of on, {as_of}", "what is past belongs to `history`"),
        ("{found}，早于 as_of", "不早于 as_of（{as_of}）的日期", "过去的事应写入案例的 history"),
    ),
    "fact_after": (
        ("{found}, which is after until", "a day up to until, {until}", "the case ends there; leave the fact out"),
        ("{found}，晚于 until", "不晚于 until（{until}）的日期", "案例到此为止；请略去该事实"),
    ),
    "fact_since": (
        ("{found}, which is after on", "a day up to on, {on}", "swap the two days"),
        ("{found}，晚于 on", "不晚于 on（{on}）的日期", "请对调两个日期"),
    ),
    "fact_order": (
        ("{found}, after {other} of {day}", "facts in the order of their days", "move it up, or correct the day"),
        ("{found}，却排在 {day} 的 {other} 之后", "按日期先后排列的事实", "请移到前面，或更正日期"),
    ),
    "fact_without_source": (
        ("status {status} without sources", "sources: where it was found", "or `status: memory`, or `unknown`"),
        ("status 为 {status} 却没有来源", "sources：在何处查得", "或写 `status: memory`、`unknown`"),
    ),
    "fact_off_agenda": (
        (
            "{name}, which is not on the agenda of {meeting}",
            "one of {names}",
            "write terms in force, without `meeting`",
        ),
        ("{name} 不在 {meeting} 的议程上", "{names} 之一", "请去掉 `meeting`，写成已生效的条款"),
    ),
    "fact_not_percent": (
        ("n for {name}, measured in {unit}", "n for a factor in percent", "give `sd` instead"),
        ("{name} 以 {unit} 计，却给出 n", "仅以百分比计的因素可给 n", "请改给 `sd`"),
    ),
    "fact_likelihood_mixed": (
        ("{names} together", "scenarios, or one marker or condition", "write a fact of its own for each sign"),
        ("{names} 混在一起", "若干情景，或一个迹象或条件", "请为每个迹象另写一条事实"),
    ),
    "fact_twice": (
        ("what {other} of {day} says already", "each thing once a step", "delete one of the two"),
        ("{day} 的 {other} 已说过的事", "同一步内每件事只说一次", "请删去其中一条"),
    ),
    "fact_contradicts": (
        ("the contrary of {other} of {day}", "facts that can all be true", "correct one, or shorten its time"),
        ("与 {day} 的 {other} 相反", "可以同时为真的事实", "请更正其中一条，或缩短其所指的时间"),
    ),
    "fact_same_step": (
        (
            "the contrary of {other} of {day} within one step",
            "facts of different steps",
            "let the one that denies it end before that step",
        ),
        ("与 {day} 的 {other} 在同一步内相反", "不同步内的事实", "请让“没有发生”的那条在该步开始之前结束"),
    ),
    "fact_only_once": (
        ("a second time, after {other} of {day}", "once: the case lets it come only once", "delete one of the two"),
        ("在 {day} 的 {other} 之后又来一次", "一次：案例只允许它出现一次", "请删去其中一条"),
    ),
    "fact_not_held": (
        ("{found}", "nothing but `held: false`", "delete `outcome` and `terms`"),
        ("held: false 之外还写了结果", "只写 `held: false`", "请删去 `outcome` 与 `terms`"),
    ),
    "fact_no_terms": (
        ("{found}", "one of the two", "delete one of them"),
        ("`outcome: none` 之外还写了条款", "二者之一", "请删去其中之一"),
    ),
    "fact_terms_since": (
        ("{found}", "terms of a meeting on one day", "date it on the day of the meeting"),
        ("条款之外还写了 `since`", "某一天会晤的条款", "请写会晤当天的日期"),
    ),
    "fact_error": (
        ("{found}", "exactly one of sd, n", "n for a poll in percent, else sd"),
        ("{found}", "sd 与 n 恰取其一", "百分比民调写 n，否则写 sd"),
    ),
    "fact_share": (
        ("{found}", "a percentage between 0 and 100", "give sd instead"),
        ("{found}", "0 与 100 之间的百分比", "请改给 sd"),
    ),
    "fact_two_signs": (
        ("{found}", "one of them", "write two facts"),
        ("既有迹象又有条件", "二者之一", "请写成两条事实"),
    ),
    "fact_beside": (
        (
            "{fact}, which no world explains beside {earlier}; each alone some of {worlds} worlds explain",
            "facts that some world explains together",
            "look at {earlier} first: what the case lets follow from it leaves no room for {fact}",
        ),
        (
            "没有一次推演能同时解释 {fact} 与 {earlier}；分开看，{worlds} 次推演中各有能解释的",
            "某次推演能一并解释的事实",
            "请先查看 {earlier}：案例允许由它而来的发展容不下 {fact}",
        ),
    ),
    "fact_nearest": (
        ("{name}", "{name}", "the nearest that any world has it is {day}; {hint}"),
        ("{name}", "{name}", "推演中与之最近的一次在 {day}；{hint}"),
    ),
    "fact_no_event": (
        (
            "{name} happening, which it could not in any of {worlds} worlds",
            "an event that some world lets happen then: its `while` holds and it has not come before",
            "give it more time with `since`, or leave only its `about`: the case is blind here",
        ),
        (
            "{name} 发生了，而 {worlds} 次推演中它当时都不可能发生",
            "某次推演中当时可能发生的事件：其 `while` 成立且此前未发生",
            "请用 `since` 放宽时间，或只留 `about`：案例在此处有盲点",
        ),
    ),
    "fact_sure_event": (
        (
            "{name} not happening, which it did in all of {worlds} worlds",
            "an event that some world lets wait",
            "give it more time with `since`, or leave only its `about`: the case is blind here",
        ),
        (
            "{name} 没有发生，而 {worlds} 次推演中它都已发生",
            "某次推演中当时尚未发生的事件",
            "请用 `since` 放宽时间，或只留 `about`：案例在此处有盲点",
        ),
    ),
    "fact_no_meeting": (
        (
            "{name} held, for which it was not due in any of {worlds} worlds",
            "a meeting that some world has set for that step",
            "give it more time with `since`, or leave only its `about`: the case is blind here",
        ),
        (
            "{name} 举行了，而 {worlds} 次推演中它都不在此时举行",
            "某次推演中定在该步举行的会晤",
            "请用 `since` 放宽时间，或只留 `about`：案例在此处有盲点",
        ),
    ),
    "fact_sure_meeting": (
        (
            "{name} not held, which it was in all of {worlds} worlds",
            "a meeting that some world lets fall through",
            "give it more time with `since`, or leave only its `about`: the case is blind here",
        ),
        (
            "{name} 没有举行，而 {worlds} 次推演中它都举行了",
            "某次推演中未能举行的会晤",
            "请用 `since` 放宽时间，或只留 `about`：案例在此处有盲点",
        ),
    ),
    "fact_no_outcome": (
        (
            "an outcome of {name} that it had in none of {worlds} worlds",
            "an outcome that some world has, at a meeting due in that step",
            "give it more time with `since`, or leave only its `about`: the case is blind here",
        ),
        (
            "{name} 的这一结果，{worlds} 次推演中无一出现",
            "某次推演中该步举行的会晤所得的结果",
            "请用 `since` 放宽时间，或只留 `about`：案例在此处有盲点",
        ),
    ),
    "fact_no_world": (
        (
            "what is so in none of {worlds} worlds",
            "a fact that some world explains",
            "give it more time with `since`, or leave only its `about`: the case is blind here",
        ),
        (
            "{worlds} 次推演中无一如此",
            "某次推演能够解释的事实",
            "请用 `since` 放宽时间，或只留 `about`：案例在此处有盲点",
        ),
    ),
}
