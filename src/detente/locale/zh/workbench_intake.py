"""Going through a draft on the pages of the workbench, in Chinese."""

WORKBENCH_INTAKE = {
    "workbench.place.intake": "审阅",
    "workbench.new.documents": "从文件开始",
    "workbench.new.documents.as_of": "截至日期（留空：以最新文件注明的日期为准）",
    "workbench.new.documents.files": "文本、网页、PDF或Word文件",
    "workbench.new.documents.paste": "或粘贴一段文字",
    "workbench.new.documents.lead": "文件在本机按规则读取，不会发往别处。读出的内容随后由您逐条审阅。",
    "workbench.intake.documents": "文件",
    "workbench.intake.found": "从中读出的内容",
    "workbench.intake.lead": "每个决定立即写入案例，可以随时离开，以后继续。在卡片上：J、K移动，A接受，E修改，"
    "R否决，U撤销。",
    "workbench.intake.count": "已接受{accepted}条，待定{open}条，已否决{rejected}条；"
    "待定中有{assumed}条是假设。随时可以推演。",
    "workbench.intake.card": "卡片{number}",
    "workbench.intake.undo": "撤销上一个决定",
    "workbench.intake.kind.parties": "一方",
    "workbench.intake.kind.issues": "议题",
    "workbench.intake.kind.positions": "立场",
    "workbench.intake.kind.meetings": "会议",
    "workbench.intake.kind.scenarios": "结局",
    "workbench.intake.accept": "已接受",
    "workbench.intake.edit": "已修改",
    "workbench.intake.reject": "已否决",
    "workbench.intake.merge": "已合并",
    "workbench.intake.gone": "随其他条目删去",
    "workbench.intake.do.accept": "接受",
    "workbench.intake.do.edit": "修改",
    "workbench.intake.do.reject": "否决",
    "workbench.intake.do.merge": "并入",
    "workbench.intake.instead": "改为",
    "workbench.intake.reason": "理由",
}
