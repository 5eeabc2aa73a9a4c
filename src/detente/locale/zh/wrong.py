"""Errors that layers beneath the command line raise, by the names they carry, in Chinese."""

WRONG = {
    "wrong.unknown": "{option}：没有“{found}”；可选：{allowed}",
    "wrong.unknown.hint": "是否想写“{nearest}”？",
    "wrong.nothing_there": "{option}：没有“{found}”，案例中也没有其他可选的",
    "wrong.outside": "{option}：读到“{found}”；应为：{allowed}",
    "wrong.no_date": "{option}：读到“{found}”；应为日期，例如 {example}",
    "wrong.unreadable": "无法读取 {path}：{reason}",
    "wrong.not_written": "无法写入 {path}：{reason}",
    "wrong.not_written.hint": "请另选位置；没有写入任何内容",
    "wrong.no_ledger": "{folder} 中没有账本",
    "wrong.no_ledger.hint": "请先封存一次预测，或指明账本所在的文件夹",
    "wrong.no_moves": "案例没有写明谁控制哪个选项",
    "wrong.no_moves.hint": "请写一节 `moves`，可参照随附案例 prisoners-dilemma",
    "wrong.no_questions": "{case} 没有提出问题",
    "wrong.no_questions.hint": "请在 `questions:` 下写几个，每个都要有 `when` 和 `rules`；见案例语言",
    "wrong.no_classes": "{case} 没有参照类",
    "wrong.no_classes.hint": "请在 `reference_classes:` 下列出几类及其次数",
    "wrong.no_levers": "案例没有杠杆",
    "wrong.no_levers.hint": "请在 `levers:` 下写几个，或改用 `detente whatif`",
    "wrong.no_signs": "案例没有迹象",
    "wrong.no_signs.hint": "请在 `markers:` 下写几个",
}
