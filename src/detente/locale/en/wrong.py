"""Errors that layers beneath the command line raise, by the names they carry, in English."""

WRONG = {
    "wrong.unknown": "{option}: there is no '{found}'; there is {allowed}",
    "wrong.unknown.hint": "did you mean '{nearest}'?",
    "wrong.nothing_there": "{option}: there is no '{found}'; there is nothing",
    "wrong.outside": "{option}: found '{found}'; allowed is {allowed}",
    "wrong.no_date": "{option}: found '{found}'; allowed is a date such as {example}",
    "wrong.unreadable": "cannot read {path}: {reason}",
    "wrong.not_written": "cannot write {path}: {reason}",
    "wrong.not_written.hint": "choose another place; nothing was written",
    "wrong.no_ledger": "there is no ledger in {folder}",
    "wrong.no_ledger.hint": "seal a forecast first, or name its folder",
    "wrong.no_moves": "the case says nothing of who controls which option",
    "wrong.no_moves.hint": "write a section `moves`, as the shipped case prisoners-dilemma does",
    "wrong.no_questions": "{case} asks no questions",
    "wrong.no_questions.hint": "write some under `questions:`, each with `when` and `rules`; see the case language",
    "wrong.no_classes": "{case} has no reference classes",
    "wrong.no_classes.hint": "count some under `reference_classes:`",
    "wrong.no_levers": "the case has no levers",
    "wrong.no_levers.hint": "add some under `levers:`, or try `detente whatif`",
    "wrong.no_signs": "the case has no signs",
    "wrong.no_signs.hint": "add some under `markers:`",
}
