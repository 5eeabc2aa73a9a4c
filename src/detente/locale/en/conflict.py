"""The conflict graph in English."""

CONFLICT = {
    "conflict.title": "Who can move, and what holds",
    "conflict.lead": "Each state is a choice of what everyone does. It is stable for somebody who has no better "
    "move, or whom the others’ answers deter; it is an equilibrium if that holds for all.",
    "conflict.grid": "Which states are stable for whom",
    "conflict.says": "Stability of {count} states for {makers}",
    "conflict.key": "▸ status quo · R: no better move · SEQ: deterred by answers that suit those who give them · "
    "SMR: by answers it cannot escape · GMR: by some answer · –: leaves",
    "conflict.state": "State {number}",
    "conflict.all": "holds for all",
    "conflict.shares": "{concept} holds for all, in per cent of beliefs",
    "conflict.none_taken": "nothing is done",
    "conflict.more_states": "{shown} of {count} states are shown; --json tells of more.",
    "conflict.equilibria": "Equilibria by concept",
    "conflict.equilibria.none": "none",
    "conflict.equilibria.more": "{count} in all",
    "conflict.universal": "Stable for every coalition: {concept}",
    "conflict.ways": "From the status quo",
    "conflict.way": "{state} ({kind})",
    "conflict.way.improving": "each move better for who makes it",
    "conflict.way.any": "not every move is better for who makes it",
    "conflict.way.none": "No equilibrium can be reached, or the case names no status quo.",
    "conflict.way.stay": "The status quo itself holds for all.",
    "conflict.step": "{maker}: {move}",
    "conflict.move.take": "“{options}”",
    "conflict.move.leave": "no more “{options}”",
    "conflict.move.both": "“{taken}”, no more “{left}”",
    "conflict.move.to": "to state {target}",
    "conflict.join": "” and “",
    "conflict.why": "Why state {state} holds or not ({concept})",
    "conflict.why.stays": "{maker} stays: it has no better move.",
    "conflict.why.deterred": "{maker} stays:",
    "conflict.why.leaves": "{maker} leaves:",
    "conflict.why.free": "better is {move} (state {target}), and nothing deters it.",
    "conflict.why.sanction": "better would be {move} (state {target}), but {answer} leads to state {end}, no "
    "better for it.",
    "conflict.why.sim": "answers are told one after another here, although SIM lets them fall together.",
    "conflict.coalitions": "What groups could do together",
    "conflict.coalition": "From state {source} {members} would go together to {targets}: better for each of them.",
    "conflict.coalitions.none": "No group has a better state to go to together from the equilibria shown.",
    "conflict.unknown": "Where preferences are not known",
    "conflict.unknown.a": "a: leaves for what may be better, only what is surely no better deters",
    "conflict.unknown.b": "b: leaves for what is surely better, only what is surely no better deters",
    "conflict.unknown.c": "c: leaves for what may be better, what may be no better deters",
    "conflict.unknown.d": "d: leaves for what is surely better, what may be no better deters",
    "conflict.want": "What would make state {state} hold ({concept})",
    "conflict.want.is": "It holds for all as things are.",
    "conflict.want.nothing": "{maker}: nothing has to change.",
    "conflict.want.raise": "{maker} would have to like state {state} as well as state {level}, so that it passes "
    "or draws level with {overtaken}.",
    "conflict.want.clause": "because of state {target}: state {state} must be at least as good as {ways}.",
    "conflict.want.or": ", or as ",
    "conflict.want.and": " and ",
    "conflict.want.more": "({count} ways)",
    "conflict.want.enough": "These changes together are enough.",
    "conflict.want.not_enough": "Together they are not enough: what one comes to like changes the answers of the "
    "others, and more must follow.",
    "conflict.table": "All that is known of each state",
    "conflict.rank": "Place in the ranking of {maker}",
    "conflict.where": "State",
    "conflict.concept": "Concept",
    "conflict.at": "States",
    "conflict.status.exact": "{states} states, {makers} decision makers; stability is exact for the preferences given.",
    "conflict.status.beliefs": "Preferences that follow from positions were drawn {beliefs} times; what is shown "
    "without shares stands at the medians.",
    "conflict.status.sim": "SIM is left out: moves are given one by one, so that two have no common outcome, or "
    "there are too many answers to try.",
    "conflict.status.coalitions": "Coalitions are told of at equilibria only, or not at all: there are too many "
    "states.",
    "conflict.status.unknown": "Pairs of unknown preference are read as ranked, except in the four ways to count them.",
    "check.moves": "a conflict graph: {makers} decision makers, {options} options, {states} states",
    "theory.objection.moves": "The case does not say who controls which option (section `moves`).",
    "theory.status.conflict-graph": "Holds for everybody: {nash} as Nash equilibria, {sequential} as sequential "
    "ones, at the medians of what is not known; exact.",
    "theory.conflict-graph.title": "Conflict graph",
    "theory.conflict-graph.about": "The states that nobody leaves, since there is no better move or the others' "
    "answers deter it.",
    "theory.conflict-graph.limits": "Preferences are ordinal, nobody is mistaken about others, and no time "
    "passes. It names states, not levels of issues: `detente conflict` shows them.",
    "theory.conflict-graph.reproduced": "Equilibria by concept of Elmira (with its coalition's move), the "
    "Euphrates of 1975, the prisoner's dilemma, chicken and the stag hunt.",
}
