"""Everything the program says in English."""

from detente.locale.en.allowed import ALLOWED
from detente.locale.en.assistant import ASSISTANT
from detente.locale.en.bargains import BARGAINS
from detente.locale.en.brief import BRIEF
from detente.locale.en.command import COMMAND
from detente.locale.en.conflict import CONFLICT
from detente.locale.en.crises import CRISES
from detente.locale.en.deals import DEALS
from detente.locale.en.drafting import DRAFTING
from detente.locale.en.drivers import DRIVERS
from detente.locale.en.eliciting import ELICITING
from detente.locale.en.fitting import FITTING
from detente.locale.en.forecasts import FORECASTS
from detente.locale.en.installation import INSTALLATION
from detente.locale.en.levers import LEVERS
from detente.locale.en.observing import OBSERVING
from detente.locale.en.replay import REPLAY
from detente.locale.en.report import REPORT
from detente.locale.en.runs import RUNS
from detente.locale.en.statements import STATEMENTS
from detente.locale.en.story import STORY
from detente.locale.en.tables import TABLES
from detente.locale.en.theories import THEORIES
from detente.locale.en.whole import WHOLE
from detente.locale.en.words import WORDS
from detente.locale.en.workbench import WORKBENCH
from detente.locale.en.workbench_intake import WORKBENCH_INTAKE
from detente.locale.en.workbench_records import WORKBENCH_RECORDS
from detente.locale.en.wrong import WRONG

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
