"""The Chinese reference of the case language: its main sections, key by key, held to the schema."""

from __future__ import annotations

from detente.case.schema import course, ends, factors, issues, parties, sources
from detente.case.schema.case import Document

__all__ = ["case_language"]

COMMON = {
    "title": "给人看的简称",
    "about": "用一两句话说明它是什么",
    "because": "它所依据的论据；空着即为分析者的估计",
    "short": "位置窄时（坐标轴、表头）用的简称",
}

HEAD = """\
# 案例语言

<!-- 由 `python docs/refresh.py` 根据案例语言的定义写成。 -->

案例是一个 YAML 1.2 文件，UTF-8 编码，不用标签、锚和别名。本页和[英文全文](../reference/case-language.md)之外的键都是错误；
标“必填”的键必须写。凡文字都可以中英文并列：`{en: …, zh: …}`。编辑器可用
[JSON Schema](../reference/detente-case.schema.json) 补全和检查。

标识用小写英文单词，以连字符相连。路径是各级键名以点连接，例如 `positions.russia.territory.limit`。

## 数值

凡是数值，都可以写成一个区间或分布：

| 写法 | 含义 |
|---|---|
| `70` | 确知 |
| `60 to 80` | 中央90%区间；下限为0而无上限的刻度用对数正态，其余用正态，截在刻度之内 |
| `beta(2, 5)`、`triangular(1, 2, 5)`、`uniform(0, 1)` | 这些分布 |
| `{quantiles: {0.05: 1, 0.5: 2, 0.95: 9}}` | 由这些分位数给出 |
| `{one_of: {ports: 0.6, full: 0.4}}` | 几个选项之一，各有其概率 |
| `{chance: 4 to 16 weeks}` | 每次推演重新抽取，而不是每种情况判断抽取一次 |
| `{by: {anna: 20 to 30, ben: 40 to 60}}` | 几个人中有一人说得对，所有数值是同一人 |
| `{value: 60 to 80, because: [a-claim]}` | 以上任何一种，附所依据的论据 |

时长写作 `8 days`、`4 weeks`、`3 months`、`1 year`；频率写作 `0.4 per year`；份额写作 `0.38` 或 `38%`。

## 条件

条件用于结局、迹象、问题、事件和议题的前提：

| 写法 | 含义 |
|---|---|
| `{issue: truce, at_least: thirty-days}` | 议题的现行条款不低于某一选项；另有 `above`、`below`、`at_most`、`option`、`settled`、`shelved` |
| `{factor: rain, below: 30}` | 因素的水平 |
| `{event: flood, happened: true}` | 事件已经发生 |
| `{meeting: talks, outcome: deal}` | 会晤的结果 |
| `{all: […]}`、`{any: […]}`、`{not: …}` | 都成立、至少一个成立、不成立 |
| `by: 2026-06-01`、`lasting: 42 days` | 最迟何时开始、连续保持多久 |
| `some-name` | `conditions` 中命名的条件 |
"""

FILE = {
    "detente": "案例语言的版本，写 `1`",
    "id": "案例的标识",
    "title": "给人看的简称",
    "about": "案例讲的是什么",
    "as_of": "案例所立足的日期；此后的事不得写入",
    "until": "推演到哪一天为止",
    "step": "一步多长：`day`、`week`、`fortnight`、`month`",
    "sources": "论据所出的文件",
    "claims": "文件中的说法，数值以它们为据",
    "not_used": "有意不用的段落",
    "history": "`as_of` 之前的大事",
    "parties": "有所求的各方",
    "blocs": "成群的参与方：除自己另说的以外，随群体的立场",
    "topics": "一起筹备的议题",
    "issues": "待决的事",
    "packages": "要么一起商定、要么都不商定的议题",
    "positions": "各方在各议题上的立场",
    "insists": "一方签下某议题的变更时所坚持的条件",
    "offers": "一方只有得到什么才肯给什么",
    "linked": "几个议题合在一起的价值",
    "carrying_out": "签下之后如何分步履行",
    "trust": "一方认为另一方会守约的可能",
    "moves": "谁能做什么：冲突图",
    "flags": "由事件立起、供条件读取的标记",
    "factors": "随时间变动的未知因素",
    "bargaining": "方案如何达成",
    "meetings": "可以达成方案的会晤",
    "events": "可能发生的事",
    "conditions": "有名称的条件",
    "scenarios": "结局：依次检查，第一个成立的算数",
    "markers": "看得见的迹象",
    "levers": "有人真能采取的举措",
    "reference_classes": "同类案例如何收场",
    "questions": "要预测并事后判定的问题",
    "correlations": "哪些判断同高同低",
    "general": "本案例对谈判一般规律另作的判断",
    "drivers": "给不确定数值分的组",
}

SECTIONS = (
    ("文件", Document, FILE),
    (
        "参与方（parties）",
        parties.Party,
        {
            "mark": "图中的记号：至多三个字母或两个汉字",
            "power": "实力，刻度不限",
            "patience": "谈判桌上的分量",
            "style": "谈判风格",
            "price": "让步代价：怎样才肯签字",
            "cares": "远虑：某因素到时每高一单位带来的得益",
            "horizon": "看多远",
            "keeps": "即使违约有利也会守约的可能",
            "of": "若是国内受众：属于哪一方",
            "weight": "若是国内受众：在该方所求中的份额",
            "moved_by": "若是国内受众：因素如何改变其份额",
        },
    ),
    (
        "让步代价（price）",
        parties.Price,
        {
            "walk_away": "在 `as_of` 当日仍愿签署的最差方案：议题 → 选项",
            "value": "代价本身，占议题全程的份额",
            "moved_by": "因素或标记如何改变它",
        },
    ),
    (
        "议题（issues）",
        issues.Issue,
        {
            "topic": "同一主题的议题一起筹备",
            "now": "`as_of` 当日的现状",
            "options": "可以商定的几档，各在刻度的何处",
            "deferrable": "是否可以有意搁置",
            "consent": "变更须经哪些方同意；也可写票数或权重的规则",
            "needs": "变更以什么条件为前提",
            "expires": "商定的内容多久后失效",
        },
    ),
    ("选项（options）", issues.Option, {"level": "在议题刻度上的位置，0 到 100"}),
    (
        "立场（positions）",
        parties.Position,
        {
            "ideal": "理想水平",
            "salience": "看重程度，0 到 100；不写即为 0",
            "limit": "底线：商定时所能接受的最远水平",
        },
    ),
    (
        "会晤（meetings）",
        course.Meeting,
        {
            "on": "日期；或写 `after`",
            "after": "由什么触发",
            "within": "触发之后多久举行",
            "repeats": "触发条件成立期间最多举行几次",
            "every": "开过或落空之后隔多久再开",
            "at_most": "与 `every` 连用：最多几次",
            "until": "与 `every` 连用：此条件成立后不再开",
            "sessions": "已知的各次分会",
            "deadline": "必须谈成的日期，以及逾期的后果",
            "table": "与会各方",
            "attends": "各方出席的可能",
            "agenda": "可以商定的议题；默认：全部",
            "preparation": "筹备了多久",
            "venue": "地点",
            "mediation": "调解者做什么：`none`、`facilitation`、`formulation`、`manipulation`",
            "miscommunication": "误读的程度：0 为互相理解，1 为全不理解",
            "takes_place": "如期举行的可能",
            "proposer": "由谁提案",
            "procedure": "如何决定：一致同意（默认）、协商一致或表决",
            "decides_within": "缺席各方表态的时限",
        },
    ),
    (
        "事件（events）",
        course.Event,
        {
            "while": "只有此条件成立时才会发生",
            "rate": "多久发生一次",
            "on": "只可能在这一天发生的日期",
            "chance": "有日期的事件：发生的可能",
            "hazard_ratio": "因素、议题或标记使频率变为几倍",
            "once": "最多发生一次",
            "changes": "它带来的改动，依次进行",
        },
    ),
    (
        "因素（factors）",
        factors.Factor,
        {
            "unit": "一个单位是什么",
            "start": "`as_of` 当日的水平",
            "toward": "回归到什么水平；默认：起始水平",
            "half_life": "偏离减半所需的时间；不写即永不回归",
            "volatility": "自身波动的大小",
            "driven_by": "议题、因素或标记带来的漂移",
            "bounds": "上下限",
            "series": "按日期给出的民意调查，由此得出起始水平",
            "breaks": "序列重新开始的日期",
            "house_sd": "各次调查共有偏差的标准差",
        },
    ),
    (
        "结局（scenarios）",
        ends.Scenario,
        {"when": "成立的条件", "tone": "好（`good`）、坏（`bad`）或兼有（`mixed`）：决定颜色"},
    ),
    ("迹象（markers）", ends.Marker, {"when": "能看到什么", "of": "被认为属于哪种结局"}),
    ("举措（levers）", ends.Lever, {"changes": "做什么，依次进行", "by": "由哪一方作出"}),
    (
        "问题（questions）",
        ends.Question,
        {"when": "问的是什么", "rules": "如何判定", "base_rate": "以哪个参照类为基准率"},
    ),
    (
        "参照类（reference_classes）",
        ends.ReferenceClass,
        {
            "what": "是哪些案例",
            "successes": "其中如此收场的有多少",
            "trials": "一共有多少",
            "within": "在多长时间之内",
            "for": "对应哪种结局或条件",
        },
    ),
    (
        "资料（sources）",
        sources.Source,
        {
            "title": "名称",
            "author": "作者",
            "published": "发表日期；不得晚于 `as_of`",
            "language": "语言代码，例如 `zh`",
            "where": "如何找到：出版者、卷次、地址",
            "sha256": "文件内容的哈希",
            "paragraphs": "段落（行）数",
        },
    ),
    (
        "论据（claims）",
        sources.Claim,
        {
            "source": "出自哪份资料",
            "paragraphs": "出自哪些段落，从 0 数起",
            "span": "首字符与末字符之后的位置",
            "kind": "`fact` 可查证，`judgement` 是看法，`estimate` 是算出的数",
            "says": "资料怎么说，用自己的话",
            "quotation": "原文，逐字",
            "mark": "起草时的来历：`quoted`、`inferred`、`assumed`、`analyst`",
            "note": "有多可靠，与什么核对过",
        },
    ),
)


def case_language() -> str:
    """Return the page; a key that the schema has and the page has not, or the other way round, ends it.

    Raises:
        KeyError: There is such a key.
    """
    pieces = [HEAD]
    for title, model, texts in SECTIONS:
        known = {**COMMON, **texts}
        rows = []
        for name, field in model.model_fields.items():
            key = (field.alias or name).rstrip("_")
            rows.append(f"| `{key}` | {'必填' if field.is_required() else ''} | {known[key]} |")
        stale = set(texts) - {(field.alias or name).rstrip("_") for name, field in model.model_fields.items()}
        if stale:
            raise KeyError(f"{title}: {sorted(stale)}")
        pieces.append(f"## {title}\n\n| 键 | | 含义 |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    pieces.append("其余各节（履行、冲突图、表决、出价、改动等）见[英文全文](../reference/case-language.md)。\n")
    return "\n".join(pieces)
