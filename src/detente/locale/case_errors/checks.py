"""Words for mistakes of sense: names that do not exist, contradictions, dates out of order."""

from __future__ import annotations

__all__ = ["CHECKS"]

CHECKS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "too_many_steps": (
        ("{steps} steps of a {step}", "at most {most} steps", "choose an earlier `until` or a longer `step`"),
        ("按 {step} 计 {steps} 步", "至多 {most} 步", "请把 `until` 提前，或加大 `step`"),
    ),
    "more_options": (
        ("{count} options", "at most {most}", "keep those that parties tell apart"),
        ("{count} 个选项", "至多 {most} 个", "请只保留各方真正区分的选项"),
    ),
    "too_many_nodes": (
        (
            "a condition that stands for more than {most} statements",
            "at most {most}, names of conditions written out",
            "use each named condition fewer times",
        ),
        ("展开后超过 {most} 条陈述的条件", "把具名条件全部展开后至多 {most} 条", "请减少对具名条件的重复引用"),
    ),
    "more_problems": (
        ("{count} problems more", "none", "put these right first"),
        ("另有 {count} 个问题", "没有问题", "请先改正以上各项"),
    ),
    "never_a_deal": (
        (
            "a table that could sign nothing in any of {beliefs} beliefs",
            "a package that all gain by in some belief",
            "most in the way: {who}; detente deals shows what it would take",
        ),
        (
            "在 {beliefs} 个信念中均无可签之方案",
            "至少在某些信念中各方都得益的方案",
            "挡路的多为：{who}；detente deals 会说明需要什么",
        ),
    ),
    "never_reached": (
        (
            "{name}, which no table could come to in any of {beliefs} beliefs",
            "an option that could be agreed",
            "or leave it out",
        ),
        ("{name} 在 {beliefs} 种情况判断中均无法达成", "可能达成的选项", "否则可以删去"),
    ),
    "lever_idle": (
        (
            "a lever that changes nothing in {worlds} worlds",
            "a lever that something depends on",
            "see what its changes name",
        ),
        ("举措在 {worlds} 次推演中毫无影响", "对某事有影响的举措", "请看其变动所指的名称"),
    ),
    "price_above_all": (
        (
            "a price of moving of {found}, more than the whole range of an issue",
            "a share of the range, mostly 0 to 0.3",
            "if {percent} per cent is meant, write {share}",
        ),
        ("让步价格 {found}，超过议题的整个幅度", "占幅度的份额，多在 0 到 0.3", "若指百分之 {percent}，请写 {share}"),
    ),
    "scale_of_one": (
        ("options that end at {high}", "a scale from 0 to 100", "if 1 is the whole, write 100"),
        ("选项的最高水平为 {high}", "0 到 100 的刻度", "若 1 代表全部，请写 100"),
    ),
    "salience_of_one": (
        ("a salience of {found} beside others far larger", "0 to 100", "if a share is meant, write {meant}"),
        ("重要性 {found}，而其他的大得多", "0 到 100", "若写的是份额，请写 {meant}"),
    ),
    "ratio_from_nought": (
        (
            "a ratio for each unit of {name} above 0; at its level {level} the rate is multiplied by {times} at once",
            "a ratio that says the level it counts from",
            "write {{ratio: {ratio}, from: {level}}} where the rate is meant for {name} at {level}",
        ),
        (
            "{name} 每高出 0 一个单位的风险比；其起始水平为 {level}，一开始就把发生率乘以 {times}",
            "写明从何水平算起的风险比",
            "若发生率是指 {name} 为 {level} 时，请写 {{ratio: {ratio}, from: {level}}}",
        ),
    ),
    "interval_from_nought": (
        (
            "{found}, read as normal about {middle}, cut off at 0",
            "an interval above 0, read as log-normal, or one from 0 with its middle given",
            "if small values are likelier, write the least that is thought possible instead of 0",
        ),
        (
            "{found}，按以 {middle} 为中心、在 0 处截断的正态分布解读",
            "大于 0 的区间（按对数正态解读），或给出中位数的从 0 开始的区间",
            "若较小的值更可能，请用认为可能的最小值代替 0",
        ),
    ),
    "share_near_end": (
        (
            "{found}, read as normal about {middle}, cut off at {end}: about one belief in twenty is {end} itself",
            "an interval that spans less, or one with its middle given",
            "write {{quantiles: {{0.05: {low}, 0.5: {likely}, 0.95: {high}}}}} with the middle that is meant",
        ),
        (
            "{found}，按以 {middle} 为中心、在 {end} 处截断的正态分布解读，约二十分之一的取值恰为 {end}",
            "跨度较小的区间，或给出中位数的区间",
            "请写 {{quantiles: {{0.05: {low}, 0.5: {likely}, 0.95: {high}}}}}，中间填所指的中位数",
        ),
    ),
    "fit_misses": (
        (
            "a {family} that misses the quantiles that were given; it has {found}",
            "{given}",
            "without `fit`, the belief goes through what is given",
        ),
        (
            "{family}分布，与所给的分位数不符；其分位数为 {found}",
            "{given}",
            "去掉 `fit`，信念即穿过所给的分位数",
        ),
    ),
    "number_not_set": (
        (
            "{name}, which is no single number",
            "numbers, such as {numbers}",
            "in an event, use seat, unseat, require_consent or waive_consent; a lever may set this",
        ),
        (
            "{name}，它不是单个数值",
            "数值，如 {numbers}",
            "事件用 seat、unseat、require_consent、waive_consent 改变席位与同意权；杠杆可以设定此项",
        ),
    ),
    "other_day": (
        (
            "{found}, a day that the condition does not know",
            "the days of the condition: {days}",
            "let the text and `when` name the same day",
        ),
        ("{found}，条件中没有这一天", "条件中的日期：{days}", "请使文字与 `when` 指同一天"),
    ),
    "ends_cut_off": (
        (
            "quantiles that say nothing of the ends; beyond them a fitted {family} goes on: 5 % {low}, 95 % {high}",
            "quantiles from 0.05 or below to 0.95 or above, or ends: 0 and 1",
            "if that is not what is meant, add what is thought very unlikely, such as 0.05 and 0.95",
        ),
        (
            "没有说明两端的分位数；两端之外按拟合的{family}分布延伸：5 % 为 {low}，95 % 为 {high}",
            "从 0.05 或更低到 0.95 或更高的分位数，或两端：0 和 1",
            "若非所指，请补上极少可能的值，例如 0.05 和 0.95",
        ),
    ),
    # names
    "unknown_name": (
        ("no {what} is called {name}", "one of {names}", "did you mean {nearest}?"),
        ("没有名为 {name} 的{what}", "{names} 之一", "是否想写 {nearest}？"),
    ),
    "no_names": (
        ("no {what} is called {name}", "nothing: the case has none", "define it first, or delete this"),
        ("没有名为 {name} 的{what}", "无：案例中没有", "请先定义，或删去此处"),
    ),
    "audience_acts": (
        ("{name}, an audience", "a party of its own: {names}", "an audience acts through the party it is of"),
        ("{name} 是受众", "独立的参与方：{names}", "受众通过其所属的参与方行动"),
    ),
    "name_clash": (
        ("{name} among {first} and {second}", "a name of its own for each", "rename one of them"),
        ("{name} 同时出现在 {first} 与 {second}", "各用各的名称", "请改名其中之一"),
    ),
    "twice_in_list": (
        ("{name} twice", "each once", "delete the second"),
        ("{name} 出现两次", "每个只出现一次", "请删去第二个"),
    ),
    "reserved_name": (
        ("{name} as a scenario", "another name", "{name} is what the program calls worlds outside all scenarios"),
        ("以 {name} 为情景名", "别的名称", "{name} 是程序对情景之外的世界的称呼"),
    ),
    # names where there is little room
    "label_too_long": (
        ("{found}, {count} characters", "at most {most} characters", "the long name belongs under title"),
        ("{found}（{count} 个字符）", "至多 {most} 个字符", "全称请写在 title 下"),
    ),
    "label_shared": (
        ("{found}, which {other} has, too", "a name of its own for each", "change one of them"),
        ("{found}，与 {other} 相同", "各用各的名称", "请改其中之一"),
    ),
    # dates
    "no_course": (
        ("{found}", "a date after as_of, {as_of}", "the course runs from as_of to until"),
        ("{found}", "as_of（{as_of}）之后的日期", "进程从 as_of 到 until"),
    ),
    "after_as_of": (
        ("{found}, which is after as_of", "a date up to as_of, {as_of}", "what came later may not enter the case"),
        ("{found}，晚于 as_of", "不晚于 as_of（{as_of}）的日期", "此后的事不得写入案例"),
    ),
    "before_as_of": (
        ("{found}, which is before as_of", "a date from as_of on, {as_of}", "what is past belongs to history"),
        ("{found}，早于 as_of", "不早于 as_of（{as_of}）的日期", "过去的事应写入 history"),
    ),
    "after_until": (
        ("{found}, which is after until", "a date up to until, {until}", "move until, or this date"),
        ("{found}，晚于 until", "不晚于 until（{until}）的日期", "请移动 until 或此日期"),
    ),
    "by_before_after": (
        ("by {by}, before after {after}", "a window: after comes first, then by", "swap the two dates"),
        ("by {by} 早于 after {after}", "先 after 后 by 的时段", "请对调两个日期"),
    ),
    "lasting_too_long": (
        ("{found} days", "at most the {course} days that are left of the course", "move until, or last less"),
        ("{found} 天", "至多为进程所余的 {course} 天", "请移动 until 或缩短时间"),
    ),
    "dates_within_dates": (
        ("dates within {group}, which has dates itself", "dates at one level", "take them from one of the two"),
        ("{group} 已有日期，其中又有日期", "只在一层写日期", "请删去其中一层的日期"),
    ),
    # conditions
    "conditions_circle": (
        ("conditions that define each other: {way}", "conditions that end in tests", "write one of them out"),
        ("互相定义的条件：{way}", "以检验结尾的条件", "请把其中之一写明"),
    ),
    "count_beyond": (
        ("{found} of {count}", "at most {count}", ""),
        ("{count} 项中的 {found} 项", "至多 {count}", ""),
    ),
    "not_about_terms": (
        ("a test that is not about an issue", "tests of issues only", "it is read of a package on the table"),
        ("并非关于议题的检验", "只能检验议题", "此处是对谈判方案的判断"),
    ),
    "dated_terms": (
        ("a date or a duration", "tests of issues without dates", "it is read of a package on the table"),
        ("日期或时长", "不带日期的议题检验", "此处是对谈判方案的判断"),
    ),
    "counted_groups": (
        ("a group within at_least … of", "single tests of issues", "write the group out with any and all"),
        ("at_least … of 之中的组合", "单个的议题检验", "请用 any 与 all 写出"),
    ),
    "needs_itself": (
        ("{name} itself", "other issues", "an issue cannot need its own change"),
        ("{name} 自身", "其他议题", "议题不能以自身的变动为前提"),
    ),
    # parties
    "limit_without_side": (
        (
            "a limit of {limit} around an ideal of {ideal}",
            "a limit that lies wholly below or wholly above the ideal",
            "below it is a floor, above it a ceiling; move one of the two",
        ),
        (
            "底线 {limit} 跨着理想点 {ideal}",
            "完全低于或完全高于理想点的底线",
            "低于理想点为下限，高于为上限；请移动其中之一",
        ),
    ),
    "table_indifferent": (
        (
            "{name} at a table without anything to want",
            "a position with salience, a link or a factor it cares about",
            "it would sign nothing, so no package could be struck",
        ),
        ("{name} 在谈判桌上却无所求", "带权重的立场、关联或其关心的因素", "它什么也不会签，方案无从达成"),
    ),
    "party_idle": (
        (
            "{name}, which wants nothing and is never asked",
            "a position with salience, a seat or a consent",
            "give it a position, or delete it",
        ),
        ("{name} 无所求也从未被征询", "带权重的立场、席位或同意权", "请给它立场，或删去"),
    ),
    "audience_idle": (
        ("{name}, an audience that wants nothing", "a position with salience", "give it one, or delete it"),
        ("{name} 是无所求的受众", "带权重的立场", "请给它立场，或删去"),
    ),
    "weight_without_of": (
        ("a weight, though {name} is no audience", "weights of audiences only", "say which party it is `of`"),
        ("{name} 并非受众，却有权重", "只有受众才有权重", "请用 `of` 写明所属参与方"),
    ),
    "audience_of_itself": (
        ("{name}, itself", "another party", ""),
        ("{name} 自身", "另一参与方", ""),
    ),
    "audience_of_audience": (
        ("{name}, which is an audience, too", "a party of its own", "make both audiences of the party"),
        ("{name} 也是受众", "独立的参与方", "请让两者都成为该参与方的受众"),
    ),
    "weights_beyond_one": (
        ("audiences that weigh {found} together at the least", "at most 1", "the rest is the party's own"),
        ("受众权重之和至少为 {found}", "至多 1", "其余为参与方自身"),
    ),
    "two_prices": (
        ("both walk_away and value", "one of them", "walk_away gives the price; delete value"),
        ("同时有 walk_away 与 value", "两者之一", "walk_away 已给出代价；请删去 value"),
    ),
    "walk_away_weightless": (
        (
            "{names}, which the party does not care about",
            "an issue with salience for it",
            "its price is a share of what moves it",
        ),
        ("参与方并不在意的 {names}", "对其有权重的议题", "代价是其所在意之事的份额"),
    ),
    "walk_away_beyond_limit": (
        (
            "{option} ({level}), beyond its own limit at {limit}",
            "an option within the limit",
            "it would never sign this",
        ),
        ("{option}（{level}），越过其自身底线 {limit}", "底线之内的选项", "它绝不会签这个"),
    ),
    "insists_on_itself": (
        ("{name} itself", "other issues", "a party signs {name} by settling it"),
        ("{name} 自身", "其他议题", "签下 {name} 即是解决它"),
    ),
    "insists_off_agenda": (
        ("{name}, which is on no agenda", "an issue that some meeting can settle", "{issue} could never be signed"),
        ("{name} 不在任何议程上", "某次会晤可解决的议题", "{issue} 将永远无法签署"),
    ),
    # issues
    "few_options": (
        ("{found} option", "two options or more", "say what else it could be"),
        ("{found} 个选项", "两个或更多选项", "请写出其他可能"),
    ),
    "level_twice": (
        ("{second} at {level}, like {first}", "a level of its own for each option", "move one of them"),
        ("{second} 位于 {level}，与 {first} 相同", "每个选项各有其刻度", "请移动其中之一"),
    ),
    "quorum_beyond": (
        ("{found} of {count} parties", "at most {count}", ""),
        ("{count} 方中的 {found} 方", "至多 {count}", ""),
    ),
    "quota_once": (
        ("a quota that is given twice, or not at all", "either at_least or share", ""),
        ("配额给出了两次，或根本没有给出", "at_least 与 share 两者之一", ""),
    ),
    "cast_without_share": (
        ("votes cast counted against a number", "share, with of_votes_cast", "write share: 0.5 for a simple majority"),
        ("以实际投票数计，却给出了绝对数", "of_votes_cast 须与 share 连用", "简单多数请写 share: 0.5"),
    ),
    "veto_outside": (
        ("{name}, which has no vote", "a member of the same rule", "add it under of"),
        ("{name} 没有投票权", "同一规则的成员", "请在 of 中加入"),
    ),
    "too_many_quotas": (
        ("{found} quotas once or is distributed over and", "at most {limit}", "join fewer rules by any"),
        ("将“或”展开后有 {found} 个配额", "至多 {limit} 个", "请减少用 any 连接的规则"),
    ),
    "vote_without_rule": (
        ("a vote without a rule", "vote: {{at_least: …, of: […]}}", "say how many votes it takes"),
        ("表决却没有规则", "一条规则，如 vote: {{at_least: …, of: […]}}", "请写明需要多少票"),
    ),
    "rule_without_vote": (
        ("a rule for votes where none is taken", "by: vote, or no rule", "leave out by"),
        ("并不表决，却写了表决规则", "by: vote，或不写规则", "请删去 by"),
    ),
    "weights_without_consensus": (
        ("weights where there is no consensus", "weights with by: consensus", "weights of votes stand in the rule"),
        ("并非协商一致，却写了权重", "weights 与 by: consensus 连用", "票数请写在表决规则中"),
    ),
    "chair_absent": (
        ("{found}, which does not sit at the table", "{names}", "a chair is one of those at the table"),
        ("{found} 不在席位之列", "在席的一方：{names}", "主席须是在席的一方"),
    ),
    "not_of_bloc": (
        ("{found}, which is no member of {name}", "{names}", ""),
        ("{found} 不是 {name} 的成员", "成员：{names}", ""),
    ),
    "attends_without_seat": (
        ("{found}, which has no seat", "{names}", "attends says whether those at the table come"),
        ("{found} 没有席位", "在席的一方：{names}", "attends 说明在席者是否到会"),
    ),
    "deadline_before": (
        ("{found}, before the first sitting on {first}", "a day on or after it", ""),
        ("{found} 早于 {first} 的首次会议", "当日或之后的日期", ""),
    ),
    "sessions_never_held": (
        (
            "{found} sessions of a meeting that is held {most} times at most",
            "no more sessions than sittings",
            "add every and at_most",
        ),
        ("会议至多举行 {most} 次，却写了 {found} 次会期", "会期数不超过会议次数", "请补上 every 与 at_most"),
    ),
    "text_off_agenda": (
        ("{name}, which is not on the agenda", "{names}", ""),
        ("{name} 不在议程上", "议程上的议题：{names}", ""),
    ),
    "package_named_as_issue": (
        ("{name}, which is an issue as well", "a name of its own", "conditions could not tell them apart"),
        ("{name} 同时也是议题名", "独有的名称", "条件将无法区分二者"),
    ),
    "package_of_nothing": (
        ("a package of nothing", "issues: […], or stages: [[…], […]]", ""),
        ("空的一揽子", "issues: […] 或 stages: [[…], […]]", ""),
    ),
    "package_twice": (
        ("a package with both issues and stages", "one of them", "stages hold the issues"),
        ("一揽子同时有 issues 与 stages", "两者之一", "stages 已包含各议题"),
    ),
    "package_of_one": (
        ("all or nothing of one issue", "two issues or more", "one issue is whole by itself"),
        ("只有一个议题的“全有或全无”", "两个或更多议题", "单个议题本就是整体"),
    ),
    "offers_nothing": (
        (
            "{name}, which is in force already",
            "an option that changes something",
            "an offer gives what is not there yet",
        ),
        ("{name}，它已经生效", "会带来改变的选项", "报价给出的应是尚未生效的内容"),
    ),
    "offers_both_ways": (
        (
            "offers on {name} both above and below what is in force",
            "offers one way on an issue",
            "leave one of them out",
        ),
        ("在 {name} 上同时有高于和低于现状的报价", "同一议题只向一个方向报价", "请去掉其中一个"),
    ),
    "offers_for_itself": (
        ("{name}, which the offer itself gives", "what others would settle in return", "ask for another issue"),
        ("{name}，它正是该报价所给出的", "对方作为交换所解决的内容", "请改为要求另一议题"),
    ),
    "offered_at_a_loss": (
        (
            "an offer by which its own party would lose {loss} of all that it cares about",
            "an offer that it would sign itself",
            "look at its salience, its price, or what it asks in return",
        ),
        (
            "按此报价，提出方自己将损失其全部关切的 {loss}",
            "提出方自己愿意签的报价",
            "请查看其重要性、让步代价或所求的回报",
        ),
    ),
    "party_in_two_blocs": (
        ("{name} in {first} and in {second}", "a party in one bloc", "let it stay in one, and say where it differs"),
        ("{name} 同时属于 {first} 与 {second}", "每个当事方至多属于一个集团", "请只留在其中一个，并写明其不同之处"),
    ),
    "bloc_named_as_party": (
        ("{name}, which is a party as well", "a name that no party has", "call the bloc something else"),
        ("{name}，它也是当事方的名称", "与当事方不同的名称", "请给集团另取名称"),
    ),
    "issue_in_two_packages": (
        ("{name} in {first} and in {second}", "an issue in one of them", "join them into one package"),
        ("{name} 同时属于 {first} 与 {second}", "每个议题只属于其中一个", "请合并为一个一揽子"),
    ),
    "of_without_outcome": (
        ("of without outcome: deal or none", "outcome: deal, of: […]", "a meeting is held whatever it settles"),
        ("of 没有与 outcome: deal 或 none 连用", "连用，如 outcome: deal, of: […]", "会晤是否举行与其解决什么无关"),
    ),
    "weight_too_fine": (
        ("the weight {found}", "at most six digits after the point", "round it"),
        ("权重 {found}", "小数点后至多六位", "请四舍五入"),
    ),
    "quota_beyond": (
        ("a quota of {found}, and weights that sum to {total}", "a quota of at most {total}", ""),
        ("配额 {found}，而各方权重之和为 {total}", "配额至多 {total}", ""),
    ),
    "consent_is_quorum": (
        (
            "{name}, whose consent is a quorum",
            "an issue with a list of consents",
            "set issues.{name}.consent as a whole",
        ),
        ("{name} 的同意采用法定多数", "以名单列出同意方的议题", "请整体设定 issues.{name}.consent"),
    ),
    # meetings and events
    "round_without_every": (
        ("{what} of a meeting without rounds", "every: the time from one round to the next", "or delete {what}"),
        ("没有轮次的会晤却有 {what}", "every：两轮之间的时间", "或删去 {what}"),
    ),
    "every_and_repeats": (
        ("both every and repeats", "one of them", "rounds at a distance take at_most; repeats follows a trigger"),
        ("同时有 every 与 repeats", "两者之一", "定期轮次用 at_most；repeats 随触发条件重复"),
    ),
    "two_dates": (
        ("{name} with both on and after", "one of them", "on is a date, after is a trigger"),
        ("{name} 同时有 on 与 after", "两者之一", "on 是日期，after 是触发条件"),
    ),
    "no_date": (
        ("{name} with neither on nor after, and nothing calls it", "a date, a trigger or an event that calls it", ""),
        ("{name} 既无 on 也无 after，又无人召集", "日期、触发条件或召集它的事件", ""),
    ),
    "empty_table": (
        ("nobody at the table", "two parties or more", ""),
        ("谈判桌上无人", "两方或更多", ""),
    ),
    "table_of_one": (
        ("one party at the table", "two parties or more", "nobody bargains alone"),
        ("谈判桌上只有一方", "两方或更多", "一方无从谈判"),
    ),
    "empty_agenda": (
        ("an agenda without issues", "at least one issue", "leave agenda out to allow all"),
        ("空的议程", "至少一个议题", "略去 agenda 即允许全部"),
    ),
    "proposer_absent": (
        ("{found}, who has no seat", "one of {names}", ""),
        ("{found} 没有席位", "{names} 之一", ""),
    ),
    "agenda_never_fits": (
        (
            "topics that parties insist on settling together: {names}",
            "at most {most} after so short a preparation",
            "prepare longer, or let a party insist on less",
        ),
        ("各方坚持一并解决的议题类别：{names}", "准备如此之短时至多 {most} 类", "请延长准备，或减少坚持"),
    ),
    "no_rate": (
        ("{name} with neither rate nor on", "a rate, or a date with a chance", "for example rate: 0.5 per year"),
        ("{name} 既无 rate 也无 on", "速率，或日期与机会", "例如 rate: 0.5 per year"),
    ),
    "rate_on_dated": (
        ("a rate, though the event has a date", "a chance", "write chance: 0.4"),
        ("已有日期的事件又有速率", "机会", "请写 chance: 0.4"),
    ),
    "ratio_on_dated": (
        ("hazard ratios, though the event has a date", "hazard ratios of a rate", "delete them"),
        ("已有日期的事件又有风险比", "速率才有风险比", "请删去"),
    ),
    "dated_without_chance": (
        ("a date without a chance", "a date with its chance", "if it is sure, write chance: 1"),
        ("有日期而无机会", "日期及其机会", "若必然发生，请写 chance: 1"),
    ),
    "chance_without_date": (
        ("a chance without a date", "a rate, or a date with its chance", "add on:, or write a rate"),
        ("有机会而无日期", "速率，或日期及其机会", "请加上 on:，或写 rate"),
    ),
    "ages_without_later": (
        ("ages that end with {last}", "`later` as the last age", "add later: and its rate"),
        ("以 {last} 结尾的年龄段", "以 `later` 为最后一段", "请加上 later: 及其速率"),
    ),
    "later_not_last": (
        ("later before other ages", "`later` as the last age", "move it to the end"),
        ("later 之后还有年龄段", "`later` 在最后", "请移到末尾"),
    ),
    "ages_fall": (
        ("{found}, not above the age before it", "ages that increase", "sort them"),
        ("{found} 不大于前一段", "递增的年龄段", "请排序"),
    ),
    # factors
    "bounds_fall": (
        ("bounds {found}", "a lower bound below the upper one", "swap them"),
        ("界限 {found}", "下界小于上界", "请对调"),
    ),
    "start_outside": (
        ("a start of {found}", "a start within the bounds, {low} to {high}", ""),
        ("起点 {found}", "界限 {low} 至 {high} 之内的起点", ""),
    ),
    "no_half_life": (
        ("a half-life of 0", "a half-life above 0", "leave half_life out if it never returns"),
        ("半衰期为 0", "大于 0 的半衰期", "若从不回归，请略去 half_life"),
    ),
    "start_and_series": (
        ("a start beside a series", "one of them", "the polls give the start; delete one"),
        ("既有 start 又有 series", "两者之一", "民调已给出起点；请删去其一"),
    ),
    # changes
    "two_fades": (
        ("both half_life and lasting", "one of them", "it fades, or it ends"),
        ("同时有 half_life 与 lasting", "两者之一", "要么渐弱，要么终止"),
    ),
    "not_in_history": (
        (
            "a change that history cannot hold",
            "shift, raise or lower",
            "what is in force now stands in the case itself",
        ),
        ("history 不能容纳的变动", "shift、raise 或 lower", "现行状况应直接写在案例里"),
    ),
    "no_path": (
        ("no {found} at this path", "one of {names}", "did you mean {nearest}?"),
        ("此路径上没有 {found}", "{names} 之一", "是否想写 {nearest}？"),
    ),
    # numbers
    "outside_scale": (
        ("{found}", "{allowed}", ""),
        ("{found}", "{allowed}", ""),
    ),
    "correlated_with_itself": (
        ("{name} with itself", "two numbers", ""),
        ("{name} 与自身", "两个数值", ""),
    ),
    "correlated_twice": (
        ("{first} and {second} a second time", "each pair once", "delete one of the two"),
        ("{first} 与 {second} 再次出现", "每对只出现一次", "请删去其一"),
    ),
    "correlated_certain": (
        ("{name}, which is certain", "an uncertain number", "write an interval, such as 60 to 80"),
        ("{name} 是确定的", "不确定的数值", "请写区间，例如 60 to 80"),
    ),
    "correlated_chance": (
        ("{name}, which is drawn anew in every run", "a belief, drawn once", "write it without chance"),
        ("{name} 每次推演重抽", "只抽一次的信念", "请去掉 chance"),
    ),
    "correlated_choice": (
        ("{name}, a choice without order", "a number", ""),
        ("{name} 是无序的选择", "数值", ""),
    ),
    "not_positive_definite": (
        ("correlations that cannot hold together: {names}", "a positive definite set", "bring them nearer to 0"),
        ("无法同时成立的相关：{names}", "正定的相关矩阵", "请使其更接近 0"),
    ),
    # scenarios
    "same_scenario": (
        ("{name}, the same as {first}", "scenarios that differ", "the first that holds counts; delete one"),
        ("{name} 与 {first} 相同", "互不相同的情景", "以先成立者为准；请删去其一"),
    ),
    "never_level": (
        ("a test that never holds", "{name} lies between {low} and {high}", "move the threshold"),
        ("永不成立的检验", "{name} 在 {low} 与 {high} 之间", "请移动阈值"),
    ),
    "never_factor": (
        ("a test that never holds", "{name} is kept between {low} and {high}", "move the threshold or the bounds"),
        ("永不成立的检验", "{name} 被限制在 {low} 与 {high} 之间", "请移动阈值或界限"),
    ),
    "never_flag": (
        ("{name}, which nothing raises", "a flag that something raises", "add {{raise: {name}}}"),
        ("无人升起的标志 {name}", "有事物升起的标志", "请加上 {{raise: {name}}}"),
    ),
    "never_times": (
        ("{times} times, though {name} happens once", "1", "write once: false at the event"),
        ("{times} 次，而 {name} 只发生一次", "1", "请在事件处写 once: false"),
    ),
    "never_together": (
        ("tests of {name} that exclude each other", "tests that one option passes", "the group is read at one moment"),
        ("关于 {name} 的互斥检验", "有选项能同时通过的检验", "该组合在同一时刻判断"),
    ),
    "never_accepted": (
        (
            "{option}, which {party} can never accept",
            "a level of {name} within the limits of all whose consent it needs",
            "move the limit, the threshold or the consent",
        ),
        ("{party} 绝不能接受的 {option}", "各同意方底线之内的 {name}", "请移动底线、阈值或同意权"),
    ),
    # evidence and reference classes
    "no_paragraph": (
        ("paragraph {found}", "0 to {last}, the last of {source}", "paragraphs are counted from 0"),
        ("第 {found} 段", "0 至 {last}（{source} 的最后一段）", "段落从 0 数起"),
    ),
    "empty_span": (
        ("characters {first} to {end}", "a first character before the end", ""),
        ("第 {first} 至 {end} 个字符", "起点在终点之前", ""),
    ),
    "span_of_several": (
        ("a span with {count} paragraphs", "a span of one paragraph", "split the claim"),
        ("片段涉及 {count} 段", "一段之中的片段", "请拆分论断"),
    ),
    "used_and_not_used": (
        ("paragraph {paragraph}, which {claim} rests on", "paragraphs that no claim names", "delete it here"),
        ("论断 {claim} 所依据的第 {paragraph} 段", "没有论断引用的段落", "请在此删去"),
    ),
    "too_many": (
        ("{found} {section}", "at most {limit}", "sets of them are kept as bits of one number: merge some"),
        ("{found} 项 {section}", "至多 {limit} 项", "程序以一个数的各位表示其集合：请合并一些"),
    ),
    "more_than_all": (
        ("{found} successes", "at most {trials}, the trials", ""),
        ("{found} 次成功", "至多 {trials} 次（试验数）", ""),
    ),
    "scenario_twice": (
        ("{found} twice", "each scenario once", "rename the second"),
        ("{found} 出现两次", "每个情景只出现一次", "请改名第二个"),
    ),
}
