"""International crises whose ending is known, in English."""

CRISES = {
    "crises.missing": "{path} is no table of crises: it lacks {columns}",
    "crises.missing.hint": "keep the names of the crisis-level file of International Crisis Behavior",
    "crises.rows": "{path} has rows that are wrong:",
    "crises.number": "  line {line}, {column}: found {found}; allowed is a whole number, or nothing",
    "crises.few": "{count} crises are too few to score anything",
    "crises.few.hint": "30 at least, each with its mediation and its outcome",
    "crises.progress": "Playing: {done} of {total} kinds of crises",
    "crises.title": "{count} crises, of which {agreed} ended in an agreement",
    "crises.scores": "How likely an agreement was said to be: mean scores",
    "crises.head.brier": "Brier",
    "crises.head.log": "log",
    "crises.head.difference": "less mediated or not",
    "crises.head.slope": "calibration slope",
    "crises.head.crises": "crises",
    "crises.head.agreed": "agreed",
    "crises.head.said": "said by the play",
    "crises.apart": "{value} ± {error}",
    "crises.about": "A Brier score of 0 is perfect. A slope of 1 is calibrated, below 1 too sure.",
    "crises.mediation": "By mediation",
    "crises.unmediated": "none",
    "crises.facilitation": "a mediator facilitated",
    "crises.formulation": "a mediator drafted terms",
    "crises.manipulation": "a mediator used leverage",
    "crises.within": "Of two crises with the same mediation, one agreed and one not, the play said more of the one "
    "that agreed in {share} of pairs; 50% is chance.",
    "crises.again": "{kinds} kinds of crises × {cases} generic cases × {beliefs} beliefs, seed {seed}, "
    "Détente {version}.",
}
