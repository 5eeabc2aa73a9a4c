"""Typical worlds, told, in English."""

STORY = {
    "section.story.title": "How it typically goes",
    "story.title": "{title}: how it typically goes",
    "story.lead": "Of the worlds that end the same way, the one that is most like all others. "
    "An example, not a forecast.",
    "story.of": "{title}",
    "story.stands": "Stands for {share} in 100 worlds, {kind} of those that end so. Its key: {world}",
    "story.world": "World {world}",
    "story.world.lead": "One world among many, played again under its key.",
    "story.ends": "Ends as: {title}",
    "story.nothing_happens": "Nothing happens.",
    "story.event": "{name}.",
    "story.struck": "{name}: the table agrees on a package: {terms}.",
    "story.nothing": "{name}: held, and nothing is agreed.",
    "story.fell_through": "{name}: does not take place.",
    "story.accepted": "{name}: the absent parties agree{rest}.",
    "story.refused": "{name}: {who} refuses{rest}.",
    "story.rest": "; what stands: {terms}",
    "story.changed": "Terms change: {terms}.",
    "story.lapsed": "Terms lapse: {terms}.",
    "story.delivered": "{who} delivers: {name}.",
    "story.broken": "{who} breaks its word, unseen: {name}.",
    "story.seen": "The breach by {who} is seen: {name}.",
    "story.suspended": "{who} suspends: {name}.",
    "story.sign": "Sign: {name}.",
    "story.scenario": "Counts as: {name}.",
}
