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
    "theory.status.challenge.settled": "Outcome after {rounds} rounds of challenges; the last round moved nothing.",
    "theory.status.challenge.moving": "Outcome after {rounds} rounds of challenges; the last round still moved it, and "
    "the model has no rule to stop.",
    "theory.status.challenge.cut": "Outcome after one round of challenges.",
    "theory.objection.no-table": "There is no meeting whose table could strike a package.",
    "theory.objection.one-seat": "Fewer than two parties sit at the table.",
    "theory.status.package.struck": "A package is struck; it is proved best under the rule.",
    "theory.status.package.none": "No package gains everybody whose agreement is needed; the terms stay as they are.",
    "theory.status.package.unproved": "A package may be struck, but the search met its limit before the proof.",
    "theory.objection.one-actor": "Fewer than two parties care about anything here.",
    "theory.objection.unplaced": "A party has no position on an issue, and no terms in force can stand for it.",
    "theory.status.spatial": "Positions hardly moved any more after {turns} turns.",
    "theory.status.spatial.cut": "Positions still moved when the turns ended, after {turns}.",
    "theory.spatial.title": "Spatial model of politics",
    "theory.spatial.about": "Everybody challenges whom it can expect most from; each challenge is a bargain, on which "
    "all vote; positions move until they hardly do.",
    "theory.spatial.limits": "All issues are one space in which saliences are shares of attention. Voting rules "
    "other than the proportional one, and other ways to put bargains together, are left out: no public text gives them "
    "in full.",
    "theory.spatial.reproduced": "Stored runs of KTAB: the three-dimensional one to all printed digits, ten turns, and "
    "the length of one with thirteen actors, 27 turns.",
    "theory.nash.title": "Nash package",
    "theory.nash.about": "The package with the greatest product of gains, each to the power of its party's patience.",
    "theory.nash.limits": "Takes the terms in force as what there is without agreement; where those are good for "
    "somebody, little changes.",
    "theory.nash.reproduced": "Closed forms of dividing a pie; every small problem against all its packages.",
    "theory.kalai-smorodinsky.title": "Kalai–Smorodinsky package",
    "theory.kalai-smorodinsky.about": "The package in which everybody gets as large a share as can be of the best "
    "it could have.",
    "theory.kalai-smorodinsky.limits": "The best a party could have depends on options that nobody expects to be "
    "chosen.",
    "theory.kalai-smorodinsky.reproduced": "Every small problem against all its packages.",
    "theory.egalitarian.title": "Egalitarian package",
    "theory.egalitarian.about": "The package in which the smallest gain is as large as can be, then the next.",
    "theory.egalitarian.limits": "Compares gains of different parties, which a case does not measure on one scale.",
    "theory.egalitarian.reproduced": "Every small problem against all its packages.",
    "theory.utilitarian.title": "Utilitarian package",
    "theory.utilitarian.about": "The package with the greatest sum of gains at the table.",
    "theory.utilitarian.limits": "Compares gains of different parties, which a case does not measure on one scale; "
    "one may get nearly everything.",
    "theory.utilitarian.reproduced": "Every small problem against all its packages.",
    "theory.challenge.title": "Challenge model",
    "theory.challenge.about": "Round by round, everybody weighs whom to challenge by expected utility, and yields to "
    "what others can enforce.",
    "theory.challenge.limits": "Takes one issue at a time. It has no rule to stop and often does not settle; small "
    "changes of the data move it far. The published table needs a recipe that is not printed, so the reading itself is "
    "uncertain.",
    "theory.challenge.reproduced": "Table 2 of Scholz, Calbert & Smith (2011) with the recipe: medians of seven of "
    "eight rounds as printed (the second is 9.6 for 9.9), means within 0.07. The printed equations give other numbers.",
    "theory.objection.one-issue": "No two parties want something on the same two issues: there is nothing to exchange.",
    "theory.status.exchange": "Weighted mean of votes after exchange. Exchanges made: {count}; rounds: {rounds}.",
    "theory.exchange.title": "Position exchange",
    "theory.exchange.about": "Pairs of parties trade votes on issues that matter to them differently, both gaining the "
    "same; the outcome is the weighted mean of votes.",
    "theory.exchange.limits": "Always finds an agreement, and trades only in pairs, at equal gains. Third parties may "
    "lose by an exchange and cannot stop it. The randomised version is left out.",
    "theory.exchange.reproduced": "Starting means of the Paris climate talks of 2015 and the first exchange; the first "
    "two exchanges of its three-issue part.",
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
    "theories.no_case": "no CASE was given",
    "theories.no_case.hint": "name one, as in `detente theories alaska-2025`, or print what theories there are with "
    "--list",
    "theories.title": "What published theories say",
    "theories.picture": "Predicted levels, 0 to 100: a row an issue, a letter a theory, a bar for the terms in force",
    "theories.signs": "* several theories together",
    "theories.says": "Predicted levels of {count} issues by {theories} theories.",
    "theories.agree": "Theories agree within ten levels on: {issues}",
    "theories.issue": "{issue}: up to {apart} levels apart",
    "theories.level": "{level}, {near}",
    "theories.level.spread": "{level} ({low} to {high} over beliefs), {near}",
    "theories.deals": "{about} Changes the terms in {share} of beliefs.",
    "theories.at": "{option}",
    "theories.near": "near {option}",
    "theories.cause": "{what} ({by} levels)",
    "theories.cause.salience": "Salience: those to whom it matters more pull the mean toward them",
    "theories.cause.power": "Power: the powerful pull the mean toward them",
    "theories.cause.majority": "Majority or compromise: the median takes one side where the mean lies between two "
    "camps",
    "theories.cause.veto": "Consent: a package needs a gain for everybody who must sign, the mean does not",
    "theories.cause.fairness": "Fairness: equal shares of the best one could have against the greatest product of "
    "gains",
    "theories.cause.trade": "Trade: votes are exchanged with other issues",
    "theories.cause.challenge": "Challenges: some are made to yield before votes are counted",
    "theories.not_applying": "Theories that do not apply",
    "theories.rests": "How far to trust it",
    "theories.status": "Medians over {beliefs} beliefs, with central 90 %; no error of chance but in position "
    "exchange, whose draws among equal gains are part of its spread.",
    "theories.status.few": "Only {beliefs} beliefs: the ends of the intervals say little; ask for 40 or more.",
    "theories.again": "{beliefs} beliefs, seed {seed}, Détente {version}",
    "theories.head.sources": "from",
    "theories.head.claims": "claims",
    "theories.head.limits": "limits",
    "theories.head.reproduced": "reproduces",
    "theories.head.drawn": "chance",
    "theories.head.options": "options",
    "theories.drawn": "draws, by seed",
    "theories.not_drawn": "none",
    "theories.no_options": "none",
    "theories.column.theory": "Theory",
    "theories.column.level": "Level (over beliefs)",
    "theories.lead": "Each theory reads the same positions, saliences and powers; packages are struck at the table "
    "of a meeting.",
    "cite.unreadable": "cannot read {path}: {reason}",
    "cite.not_json": "{path} is not JSON",
    "cite.none": "{path} names no references",
    "cite.hint": "give a file that a command printed with --json",
    "cite.unknown": "{path} names works that this version does not know: {keys}",
    "cite.unknown.hint": "use the version that wrote the file",
}
