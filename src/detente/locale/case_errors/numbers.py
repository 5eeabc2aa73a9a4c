"""Words for mistakes in writing a number, a duration or a date."""

from __future__ import annotations

__all__ = ["NUMBERS", "PHRASES"]

_FORMS = "60 to 80, beta(2, 5), triangular(1, 2, 5), uniform(0, 1), {{quantiles: ...}} or {{one_of: ...}}"
_DAY = ("a date such as 2025-08-15", "日期，如 2025-08-15")

_MESSAGES: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "empty": (
        ("nothing", "{bounds}", "write a value, or leave the whole key out"),
        ("空", "{bounds}", "请写一个值，或整键略去"),
    ),
    "truth_value": (
        ("{found}", "{bounds}", "true and false are no numbers"),
        ("{found}", "{bounds}", "true 与 false 不是数"),
    ),
    "wrong_type": (
        ("{what}: {found}", "{bounds}", f"uncertain numbers are written {_FORMS}"),
        ("写成了{what}：{found}", "{bounds}", f"不确定的数写作 {_FORMS}"),
    ),
    "too_long": (
        ("{found}", "{bounds}", "a number takes at most 200 characters"),
        ("{found}", "{bounds}", "一个数至多 200 个字符"),
    ),
    "not_finite": (
        ("{found}", "{bounds}", "NaN and infinity are no quantities"),
        ("{found}", "{bounds}", "NaN 与无穷大不是数量"),
    ),
    "too_large": (
        ("{found}", "{bounds}", "no quantity may be larger than {limit}"),
        ("{found}", "{bounds}", "任何数量不得大于 {limit}"),
    ),
    "too_small": (
        ("{found}", "{bounds}", "the low end of an interval is 0, or {limit} and up"),
        ("{found}", "{bounds}", "区间下端须为 0，或不小于 {limit}"),
    ),
    "unreadable": (
        ("{found}", "{bounds}", f"uncertain numbers are written {_FORMS}"),
        ("{found}", "{bounds}", f"不确定的数写作 {_FORMS}"),
    ),
    "unclosed": (
        ("{found}", "{bounds}", "close the bracket; inside {{...}} put quotes around it: 'beta(2, 5)'"),
        ("{found}", "{bounds}", "请补上右括号；在 {{...}} 之内须加引号：'beta(2, 5)'"),
    ),
    "separated": (
        ("{found}", "{bounds}", "write {better} without separators"),
        ("{found}", "{bounds}", "请写 {better}，不加千位分隔符"),
    ),
    "joined_interval": (
        ("{found}", "{bounds}", "write an interval as {better!r}"),
        ("{found}", "{bounds}", "区间请写作 {better!r}"),
    ),
    "name_for_number": (
        ("{found}", "{bounds}", "a name cannot stand for a number here"),
        ("{found}", "{bounds}", "此处不能以名称代替数"),
    ),
    "number_for_option": (
        (
            "{found}",
            "{bounds}",
            "name one option, or several with probabilities: {{one_of: {{ports: 0.6, full: 0.4}}}}",
        ),
        ("{found}", "{bounds}", "请写一个选项，或几个选项及其概率：{{one_of: {{ports: 0.6, full: 0.4}}}}"),
    ),
    "options_for_number": (
        ("one_of", "{bounds}", "there are no options to choose from here"),
        ("one_of（择一）", "{bounds}", "此处没有可选的选项"),
    ),
    "option_not_word": (
        ("{found}", "{bounds}", "the keys of one_of are names of options"),
        ("{found}", "{bounds}", "one_of 的键须为选项的名称"),
    ),
    "unknown_distribution": (
        ("distribution {found!r}", "one of the distributions {calls}", "did you mean {nearest}?"),
        ("分布 {found!r}", "以下分布之一：{calls}", "是否想写 {nearest}？"),
    ),
    "wrong_arguments": (
        ("{found}", "{call}", "check the number of values in the brackets"),
        ("{found}", "{call}", "请核对括号内值的个数"),
    ),
    "mode_outside": (
        ("{found}", "{call}", "the mode lies between low and high"),
        ("{found}", "{call}", "众数须在下端与上端之间"),
    ),
    "shape_not_positive": (
        ("{found}", "{call}", "both shapes are above 0, at most 1e6"),
        ("{found}", "{call}", "两个形状参数须大于 0，且不超过 1e6"),
    ),
    "shape_with_unit": (
        ("{found}", "{call}", "the unit follows the closing bracket"),
        ("{found}", "{call}", "单位写在右括号之后"),
    ),
    "beta_count": (
        ("{found}", "{bounds}", "a Beta lies between 0 and 1; write low to high"),
        ("{found}", "{bounds}", "Beta 分布在 0 与 1 之间；请写“下端 to 上端”"),
    ),
    "low_above_high": (
        ("{found}", "low to high", "the low end is above the high end; swap them"),
        ("{found}", "下端 to 上端", "下端高于上端，请对调"),
    ),
    "outside": (
        ("{found}", "{bounds}", "for a percentage write '{nearest} %'"),
        ("{found}", "{bounds}", "若为百分比，请写 '{nearest} %'"),
    ),
    "not_whole": (
        ("{found}", "{bounds}", "a count has no fraction"),
        ("{found}", "{bounds}", "计数没有小数"),
    ),
    "unit_missing": (
        ("{found} without a unit", "{bounds}", "write '{found} {unit}'"),
        ("{found}，没有单位", "{bounds}", "请写 '{found} {unit}'"),
    ),
    "unit_unwanted": (
        ("{found}", "{bounds}", "{unit!r} is not wanted: there is no unit here"),
        ("{found}", "{bounds}", "不要写 {unit!r}：此处没有单位"),
    ),
    "unknown_unit": (
        ("unit {found!r}", "one of {names}", "did you mean {nearest!r}?"),
        ("单位 {found!r}", "{names} 之一", "是否想写 {nearest!r}？"),
    ),
    "chance_here": (
        ("chance", "{bounds}", "this quantity is drawn once per belief; write the notation without chance"),
        ("chance（机会）", "{bounds}", "此数量每个信念只抽取一次；写法中请去掉 chance"),
    ),
    "unknown_key": (
        ("key {found!r}", "quantiles, one_of or by", "did you mean {nearest}?"),
        ("键 {found!r}", "quantiles、one_of 或 by", "是否想写 {nearest}？"),
    ),
    "mixed_mapping": (
        ("{found}", "one key, quantiles, one_of or by", "write one notation, not several"),
        ("{found}", "一个键：quantiles、one_of 或 by", "只写一种写法，不要写几种"),
    ),
    "empty_mapping": (
        ("{found} without entries", "a mapping such as {better}", ""),
        ("{found} 没有内容", "映射，如 {better}", ""),
    ),
    "one_quantile": (
        ("one quantile", "two quantiles or more", "a single value is written bare"),
        ("一个分位数", "两个以上的分位数", "单个值直接写出即可"),
    ),
    "quantile_outside": (
        ("{found}", "probabilities from 0 to 1", ""),
        ("{found}", "0 至 1 的概率", ""),
    ),
    "weights_missing": (
        ("people with weights and people without", "weights for all, or for none", ""),
        ("有的人有权重，有的人没有", "人人都有权重，或都没有", ""),
    ),
    "people_say_numbers": (
        ("{found}", "{bounds}, as a number or a range", "under `by`, people say numbers; name levels, not options"),
        ("{found}", "{bounds}，写作数或区间", "`by` 之下写数；请写水平，不写选项名"),
    ),
    "unknown_family": (
        ("family {found}", "{names}", "did you mean {nearest}?"),
        ("分布族 {found}", "{names}", "是否想写 {nearest}？"),
    ),
    "fit_one_sided": (
        (
            "quantiles of one side, or of one value, with `fit`",
            "different values with a probability below 0.4 and one above 0.6",
            "without `fit`, the belief goes through what is given",
        ),
        (
            "带 `fit` 的分位数只在一侧，或只有一个值",
            "不同的值，其中有概率低于 0.4 的，也有高于 0.6 的",
            "去掉 `fit`，信念即穿过所给的分位数",
        ),
    ),
    "fit_without_limits": (
        (
            "fit: {found}, a family that needs limits",
            "normal or best, or ends as quantiles of 0 and 1",
            "add the least that is possible: 0: …",
        ),
        (
            "fit: {found}，这一分布族需要界限",
            "normal 或 best，或以 0 和 1 的分位数给出两端",
            "请补上可能的最小值：0: …",
        ),
    ),
    "probabilities_fall": (
        ("{found}", "probabilities that increase", "sort the quantiles"),
        ("{found}", "递增的概率", "请将分位数排序"),
    ),
    "values_fall": (
        ("{found}", "values increasing with their probabilities", "sort the values"),
        ("{found}", "随概率递增的值", "请将值排序"),
    ),
    "point_not_number": (
        ("{found}", "{bounds}", "the values of quantiles are plain numbers"),
        ("{found}", "{bounds}", "分位数的值须为普通的数"),
    ),
    "not_a_probability": (
        ("{found}", "a probability such as 0.4 or 40 %", ""),
        ("{found}", "概率，如 0.4 或 40 %", ""),
    ),
    "probability_outside": (
        ("{found}", "a probability from 0 to 1", ""),
        ("{found}", "0 至 1 的概率", ""),
    ),
    "not_summing": (
        ("probabilities that sum to {total}", "probabilities that sum to 1", ""),
        ("概率之和为 {total}", "概率之和为 1", ""),
    ),
    "uncertain_duration": (
        ("{found}", "a duration such as 8 days or 3 months", "this duration must be known; write one value"),
        ("{found}", "时长，如 8 days 或 3 months", "此时长须为已知；请写一个值"),
    ),
    "not_a_date": (
        ("{found}", _DAY[0], "write year-month-day, with two digits each"),
        ("{found}", _DAY[1], "请写“年-月-日”，月、日各两位"),
    ),
    "time_of_day": (
        ("{found}", _DAY[0], "leave out the time of day"),
        ("{found}", _DAY[1], "请略去时刻"),
    ),
    "no_such_day": (
        ("{found}", "a date that the calendar has", ""),
        ("{found}", "日历上有的日期", ""),
    ),
}

NUMBERS = {f"notation_{kind}": messages for kind, messages in _MESSAGES.items()}

PHRASES: dict[str, str] = {
    "any number": "任意数",
    "a number above 0": "大于 0 的数",
    "a share from 0 to 1, or a percentage such as 38 %": "0 至 1 的份额，或百分比，如 38 %",
    "a level from 0 to 100, or the name of an option": "0 至 100 的水平，或选项的名称",
    "a percentage from 0 to 100": "0 至 100 的百分比",
    "a duration of 0 or more, such as 8 days, 4 weeks, 3 months or 1 year": (
        "不小于 0 的时长，如 8 days、4 weeks、3 months 或 1 year"
    ),
    "a rate of 0 or more, such as 0.4 per year": "不小于 0 的频率，如 0.4 per year",
    "a change per unit of time, such as -0.04 per month": "单位时间的变化，如 -0.04 per month",
    "a volatility of 0 or more, such as 0.3 per sqrt-month": "不小于 0 的波动率，如 0.3 per sqrt-month",
    "a whole number of 0 or more": "不小于 0 的整数",
    "the name of an option": "选项的名称",
    "beta(a, b), two shapes above 0": "beta(a, b)，两个大于 0 的形状参数",
    "triangular(low, mode, high)": "triangular(下端, 众数, 上端)",
    "uniform(low, high)": "uniform(下端, 上端)",
    "beta(a, b), two shapes above 0, triangular(low, mode, high), uniform(low, high)": (
        "beta(a, b)，两个大于 0 的形状参数；triangular(下端, 众数, 上端)；uniform(下端, 上端)"
    ),
    "nothing": "空",
    "an empty mapping": "空的映射",
    "a list": "列表",
    "a date": "日期",
    "a number of thousands of digits": "数千位的数",
}
"""Phrases that fill the blanks of these messages, in Chinese."""
