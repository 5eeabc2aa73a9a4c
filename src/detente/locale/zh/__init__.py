"""Everything the program says in Chinese."""

from detente.locale.zh.allowed import ALLOWED
from detente.locale.zh.assistant import ASSISTANT
from detente.locale.zh.bargains import BARGAINS
from detente.locale.zh.brief import BRIEF
from detente.locale.zh.command import COMMAND
from detente.locale.zh.conflict import CONFLICT
from detente.locale.zh.crises import CRISES
from detente.locale.zh.deals import DEALS
from detente.locale.zh.drafting import DRAFTING
from detente.locale.zh.drivers import DRIVERS
from detente.locale.zh.eliciting import ELICITING
from detente.locale.zh.fitting import FITTING
from detente.locale.zh.forecasts import FORECASTS
from detente.locale.zh.installation import INSTALLATION
from detente.locale.zh.levers import LEVERS
from detente.locale.zh.observing import OBSERVING
from detente.locale.zh.replay import REPLAY
from detente.locale.zh.report import REPORT
from detente.locale.zh.runs import RUNS
from detente.locale.zh.statements import STATEMENTS
from detente.locale.zh.story import STORY
from detente.locale.zh.tables import TABLES
from detente.locale.zh.theories import THEORIES
from detente.locale.zh.whole import WHOLE
from detente.locale.zh.words import WORDS
from detente.locale.zh.workbench import WORKBENCH
from detente.locale.zh.workbench_intake import WORKBENCH_INTAKE
from detente.locale.zh.workbench_records import WORKBENCH_RECORDS
from detente.locale.zh.wrong import WRONG

TEXTS = {
    **WORDS,
    **STATEMENTS,
    **REPORT,
    **BARGAINS,
    **CRISES,
    **BRIEF,
    **ASSISTANT,
    **WHOLE,
    **COMMAND,
    **WRONG,
    **ALLOWED,
    **CONFLICT,
    **FITTING,
    **DEALS,
    **DRAFTING,
    **DRIVERS,
    **ELICITING,
    **INSTALLATION,
    **LEVERS,
    **OBSERVING,
    **STORY,
    **TABLES,
    **THEORIES,
    **REPLAY,
    **FORECASTS,
    **RUNS,
    **WORKBENCH,
    **WORKBENCH_INTAKE,
    **WORKBENCH_RECORDS,
}
