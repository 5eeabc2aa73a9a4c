"""Published theories in English."""

THEORIES = {
    "theory.claim.within-positions": "stays between the positions",
    "theory.claim.pareto": "nobody could do better without somebody doing worse",
    "theory.claim.individually-rational": "nobody at the table ends worse off than now",
    "theory.claim.symmetric": "the order of the parties does not matter",
    "theory.claim.mirrored": "turning the scales around turns the outcome around",
    "theory.claim.power-scale": "the unit of power does not matter",
    "theory.claim.level-scale": "shifting and stretching the scales does not matter",
    "theory.claim.gain-scale": "the unit of a party's gains does not matter",
    "theory.claim.issue-by-issue": "issues do not touch each other",
    "theory.claim.truthful": "naming a false ideal never pays",
    "theory.objection.hint": "choose another theory, or another case",
    "theory.objection.silent": "Nobody with any weight has a position on any issue.",
    "theory.status.mean": "A weighted mean of positions on every issue, exact up to rounding.",
    "theory.status.median": "The weighted median of positions on every issue, exact.",
    "theory.weighted-median.title": "Weighted median",
    "theory.weighted-median.about": "The position that no other beats when everybody votes, with power × salience, for "
    "the nearer one.",
    "theory.weighted-median.limits": "Takes one issue at a time and knows no exchange between issues. Nobody can hold "
    "out: a majority by weight decides, although an agreement may need everybody.",
    "theory.weighted-median.reproduced": "The initial median of the emission-standards data (7 years).",
    "theory.compromise.title": "Compromise",
    "theory.compromise.about": "The mean of positions, weighted by power × salience.",
    "theory.compromise.limits": "Takes one issue at a time, and always finds an agreement: no vetoes, no limits, no "
    "terms in force. As a point forecast of single issues in the European Union no bargaining model does better.",
    "theory.compromise.reproduced": "Weighted means of the emission-standards data; starting means of the Paris "
    "climate talks of 2015.",
    "theory.salience-mean.title": "Mean by salience",
    "theory.salience-mean.about": "A yardstick: the mean of positions weighted by salience, power left out.",
    "theory.salience-mean.limits": "Not a theory of bargaining; what a model of power must beat.",
    "theory.salience-mean.reproduced": "The mean of the emission-standards data weighted by salience.",
    "theory.mean.title": "Plain mean",
    "theory.mean.about": "A yardstick: the mean of all positions, everybody counted alike.",
    "theory.mean.limits": "Not a theory of bargaining; what every model must beat.",
    "theory.mean.reproduced": "The plain mean of the emission-standards data (6.7 years).",
}
