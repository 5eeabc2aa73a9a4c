"""Words for mistakes of form: the file, its YAML, and what may stand at each place."""

from __future__ import annotations

__all__ = ["FORM"]

FORM: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "no_file": (
        ("no file", "the path of a case file, or the id of a shipped case", "did you mean {nearest}?"),
        ("没有这个文件", "案例文件的路径，或随附案例的标识", "是否想写 {nearest}？"),
    ),
    "directory": (
        ("a directory", "a case file", "name the file in it, such as {name}/case.yaml"),
        ("一个目录", "一个案例文件", "请写出其中的文件，例如 {name}/case.yaml"),
    ),
    "unreadable": (
        ("a file that cannot be read: {reason}", "a file you may read", ""),
        ("无法读取的文件：{reason}", "有权读取的文件", ""),
    ),
    "too_large": (
        ("a file of {size} bytes", "at most {limit} bytes", "is this really a case?"),
        ("{size} 字节的文件", "至多 {limit} 字节", "这真是一个案例吗？"),
    ),
    "not_utf8": (
        ("bytes that are not UTF-8", "a text file in UTF-8", "save it again with the encoding UTF-8"),
        ("不是 UTF-8 的字节", "UTF-8 编码的文本文件", "请以 UTF-8 编码重新保存"),
    ),
    "unprintable": (
        ("the invisible character {code}", "printable text", "delete this character"),
        ("不可见字符 {code}", "可打印的文本", "请删去这个字符"),
    ),
    "no_edit": (
        (
            "a text in which this cannot be changed alone",
            "plain YAML: keys and values without anchors or `?`",
            "change it by hand",
        ),
        ("无法单独改动此处的文本", "普通的 YAML：键和值，不带锚点或 `?`", "请手工修改"),
    ),
    "empty_file": (
        ("nothing", "a case", "begin with `detente: 1`"),
        ("空文件", "一个案例", "请以 `detente: 1` 开头"),
    ),
    "not_a_mapping": (
        ("no keys at the top", "a case: keys and what they hold", "begin with `detente: 1`"),
        ("顶层没有键", "一个案例：键及其内容", "请以 `detente: 1` 开头"),
    ),
    "yaml": (
        (
            "text that is not YAML: {words}",
            "keys, lists and values of YAML",
            "look for a bracket or quote",
        ),
        ("不合 YAML 的文本：{words}", "YAML 的键、列表和值", "请检查括号、引号或冒号"),
    ),
    "tab": (
        ("a tab", "spaces before a key", "indent with spaces"),
        ("制表符", "键前只能用空格", "请用空格缩进"),
    ),
    "several_documents": (
        ("a second document after `---`", "one case in a file", "put the second into a file of its own"),
        ("`---` 之后的第二个文档", "一个文件一个案例", "请把第二个放进另一个文件"),
    ),
    "too_deep": (
        ("more than 40 levels of nesting", "at most 40", "give inner conditions a name under `conditions:`"),
        ("超过 40 层的嵌套", "至多 40 层", "请在 `conditions:` 下给内层条件命名"),
    ),
    "alias": (
        (
            "the alias {name}",
            "the thing itself",
            "write it out, or name the condition under `conditions:`",
        ),
        ("别名 {name}", "内容本身", "请写全，或在 `conditions:` 下给条件命名"),
    ),
    "anchor": (
        ("the anchor {name}", "no anchors", "delete {name}"),
        ("锚点 {name}", "不用锚点", "请删去 {name}"),
    ),
    "tag": (
        ("the tag {name}", "no tags", "delete {name}; the value is read by where it stands"),
        ("标签 {name}", "不用标签", "请删去 {name}；值按其位置解读"),
    ),
    "merge_key": (
        ("the merge key <<", "keys written out", "write the keys themselves"),
        ("合并键 <<", "写全的键", "请直接写出各键"),
    ),
    "key_not_text": (
        ("{name} as a key", "a name as a key", 'put it between quotes: "{name}"'),
        ("以 {name} 为键", "以名称为键", '请加引号："{name}"'),
    ),
    "key_twice": (
        ("{name} twice, in lines {line} and {second}", "each key once", "delete or rename one of them"),
        ("{name} 出现两次，在第 {line} 行和第 {second} 行", "每个键只出现一次", "请删去或改名其中之一"),
    ),
    "version": (
        ("version {found} of the case language", "version 1", "write `detente: 1`"),
        ("案例语言第 {found} 版", "第 1 版", "请写 `detente: 1`"),
    ),
    "missing": (
        ("no {name}", "{name}: {about}", "add `{name}:`"),
        ("缺少 {name}", "{name}：必须给出", "请加上 `{name}:`"),
    ),
    "unknown_key": (
        ("the key {name}", "one of {names}", "did you mean {nearest}?"),
        ("键 {name}", "{names} 之一", "是否想写 {nearest}？"),
    ),
    "text_with_comma": (
        (
            "{name}, which a comma cuts off from the text before it",
            "one of {names}; a text with a comma in quotation marks",
            "write the whole text in quotation marks",
        ),
        ("{name}，被逗号从前面的文字切开", "{names} 之一；含逗号的文字须加引号", "请给整段文字加上引号"),
    ),
    "not_a_condition": (
        (
            "{found}",
            "a condition: one of issue, factor, event, meeting, party, flag, condition, all, any, not, "
            "at_least … of; or the name of a condition",
            "for example {{issue: front-truce, above: 0}}",
        ),
        (
            "{found}",
            "条件：issue、factor、event、meeting、party、flag、condition、all、any、not、"
            "at_least … of 之一；或条件的名称",
            "例如 {{issue: front-truce, above: 0}}",
        ),
    ),
    "not_a_change": (
        (
            "{found}",
            "a change: one of shift, set, terms, reset, raise, lower, call, cancel, seat, unseat, "
            "require_consent, waive_consent",
            "for example {{shift: {{battlefield: 0.3}}, half_life: 3 months}}",
        ),
        (
            "{found}",
            "变动：shift、set、terms、reset、raise、lower、call、cancel、seat、unseat、"
            "require_consent、waive_consent 之一",
            "例如 {{shift: {{battlefield: 0.3}}, half_life: 3 months}}",
        ),
    ),
    "not_text": (
        ("{found}", "a text", "put it between quotes"),
        ("{found}", "文本", "请加引号"),
    ),
    "no_such_zone": (
        (
            "a zone of time {found}",
            "UTC, or a zone such as America/New_York or Asia/Shanghai",
            "leave it out where the day ends at midnight UTC",
        ),
        ("时区 {found}", "UTC，或 America/New_York、Asia/Shanghai 等时区名", "若该日以协调世界时午夜为止，请略去此项"),
    ),
    "not_an_id": (
        ("{found}", "lower-case words joined by hyphens, at most 60 characters", "write {nearest}"),
        ("{found}", "用连字符连接的小写词，至多 60 个字符", "请写 {nearest}"),
    ),
    "not_a_hash": (
        ("{found}", "64 digits 0–9 and a–f", "the command `sha256sum FILE` prints it"),
        ("{found}", "64 位 0–9 与 a–f", "命令 `sha256sum 文件` 可得"),
    ),
    "not_a_number": (
        ("{found}", "a plain number", "an uncertain number cannot stand here"),
        ("{found}", "普通的数", "此处不能写不确定的数"),
    ),
    "not_whole": (
        ("{found}", "a whole number", ""),
        ("{found}", "整数", ""),
    ),
    "not_a_truth": (
        ("{found}", "true or false", ""),
        ("{found}", "true 或 false", ""),
    ),
    "not_above": (
        ("{found}", "a number above {bound}", ""),
        ("{found}", "大于 {bound} 的数", ""),
    ),
    "too_low": (
        ("{found}", "a number of at least {bound}", ""),
        ("{found}", "不小于 {bound} 的数", ""),
    ),
    "not_below": (
        ("{found}", "a number below {bound}", ""),
        ("{found}", "小于 {bound} 的数", ""),
    ),
    "too_high": (
        ("{found}", "a number of at most {bound}", ""),
        ("{found}", "不大于 {bound} 的数", ""),
    ),
    "several_tests": (
        ("{count} tests ({found})", "exactly one of {allowed}", "combine several tests with `all: […]`"),
        ("{count} 项检验（{found}）", "{allowed} 中恰好一项", "请用 `all: […]` 合并几项检验"),
    ),
    "no_test": (
        ("no test", "exactly one of {allowed}", "for example {example}: …"),
        ("没有检验", "{allowed} 中恰好一项", "例如 {example}: …"),
    ),
    "point": (
        ("{found}", "a level from 0 to 100, or the name of an option", "{hint}"),
        ("{found}", "0 到 100 的水平，或选项的名称", "{hint}"),
    ),
    "bloc_vote_word": (
        ("{found}", "together, or a mapping", "members vote one by one where nothing is written"),
        ("{found}", "together 或一个映射", "不写则各成员单独投票"),
    ),
    "procedure_word": (
        ("{found}", "unanimity, consensus, or a mapping", "a vote is {{vote: {{at_least: …, of: […]}}}}"),
        ("{found}", "unanimity、consensus 或一个映射", "表决写作 {{vote: {{at_least: …, of: […]}}}}"),
    ),
    "option_level": (
        ("{found}", "a level from 0 to 100", "an option stands at a known level"),
        ("{found}", "0 到 100 的水平", "选项的水平必须是确知的"),
    ),
    "claim_list": (
        ("{found}", "a list of claim ids", "{hint}"),
        ("{found}", "论断名称的列表", "{hint}"),
    ),
    "not_one_of": (
        ("{found}", "one of {names}", "did you mean {nearest}?"),
        ("{found}", "{names} 之一", "是否想写 {nearest}？"),
    ),
    "not_keys": (
        ("{found}", "keys and values: {names}", "write one key a line"),
        ("{found}", "键和值：{names}", "请每行写一个键"),
    ),
    "not_a_list": (
        ("{found}", "a list", "put it between square brackets: [{found}]"),
        ("{found}", "列表", "请放进方括号：[{found}]"),
    ),
    "too_few_listed": (
        ("{found} of them", "at least {bound}", ""),
        ("{found} 个", "至少 {bound} 个", ""),
    ),
    "too_many_listed": (
        ("{found} of them", "at most {bound}", ""),
        ("{found} 个", "至多 {bound} 个", ""),
    ),
    "not_understood": (
        ("{found}", "{allowed}", ""),
        ("{found}", "{allowed}", ""),
    ),
}
