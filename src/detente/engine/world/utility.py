"""What parties want in one world: values of terms, mixed with their audiences', foresight, links, prices of moving."""

from __future__ import annotations

import math

from detente.engine.layout.plan import SETTLED, UNTOUCHED, General, Plan, Size, Source
from detente.engine.world.factors import MONTH, accumulated, add_fades, reversion, source_level
from detente.engine.world.invalidation import Stale
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel


@inner_kernel
def is_valued(plan: Plan, state: State, n: int) -> bool:
    """Say whether a person's values rest on these very numbers already; keep them if not."""
    same = bool(state.valued_risk[n] == state.numbers[plan.risk[n]])
    state.valued_risk[n] = state.numbers[plan.risk[n]]
    for i in range(plan.sizes[Size.ISSUES]):
        slot = plan.salience[n, i]
        if slot >= 0:
            salience, ideal = state.numbers[slot], state.numbers[plan.ideal[n, i]]
            same = same and state.valued_salience[n, i] == salience and state.valued_ideal[n, i] == ideal
            state.valued_salience[n, i], state.valued_ideal[n, i] = salience, ideal
    return same


@inner_kernel
def value_terms(plan: Plan, state: State, n: int) -> None:
    """Fill `value` with w_ni · v_ni(x_o) of a person, and `weight` with w_ni.

    v = 1 − (|x − ideal|/100)^α; w = salience over the person's total salience.
    """
    total = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        slot = plan.salience[n, i]
        total += state.numbers[slot] if slot >= 0 else 0.0
    alpha = state.numbers[plan.risk[n]]
    for i in range(plan.sizes[Size.ISSUES]):
        slot = plan.salience[n, i]
        weight = state.numbers[slot] / total if slot >= 0 and total > 0.0 else 0.0
        state.weight[n, i] = weight
        for o in range(plan.option_count[i]):
            value = 0.0
            if weight > 0.0:
                loss = abs(plan.option_level[i, o] - state.numbers[plan.ideal[n, i]]) / 100.0
                value = weight * (1.0 - (loss if alpha == 1.0 else loss**alpha))
            state.value[n, i, o] = value


@inner_kernel
def refresh_values(plan: Plan, state: State) -> None:
    """Take in numbers that a change has set."""
    if state.stale[Stale.WANTS]:
        for n in range(plan.sizes[Size.PERSONS]):
            if not is_valued(plan, state, n):
                value_terms(plan, state, n)
                state.mixed_share[n] = math.nan
        foresee(plan, state)
        state.stale[Stale.WANTS] = 0


@inner_kernel
def weigh_wants(plan: Plan, state: State) -> None:
    """Bring wants up to date: with numbers that a change has set, and audiences as they weigh now."""
    refresh_values(plan, state)
    mix_audiences(plan, state)


@inner_kernel
def moved(plan: Plan, state: State, person: int) -> float:
    """Return Σ by · (level − from) of everything that moves a party's price, or an audience's weight."""
    total = 0.0
    for k in range(plan.mover_ends[person], plan.mover_ends[person + 1]):
        source, subject = plan.mover[k, 2], plan.mover[k, 3]
        if plan.mover_from[k] >= 0:
            origin = state.numbers[plan.mover_from[k]]
        elif source == Source.FACTOR:
            origin = state.opening[subject]
        else:
            origin = 0.0
        total += state.numbers[plan.mover[k, 4]] * (source_level(plan, state, source, subject) - origin)
    return total


@inner_kernel
def share_of_audiences(plan: Plan, state: State, party: int) -> float:
    """Fill `omega` with the shares ω of a party's audiences, at most 1 together, and return their sum."""
    parties, persons = plan.sizes[Size.PARTIES], plan.sizes[Size.PERSONS]
    together = 0.0
    for n in range(parties, persons):
        if plan.audience_of[n] == party:
            omega = state.numbers[plan.audience_weight[n]] + moved(plan, state, n)
            state.omega[n] = min(max(omega, 0.0), 1.0)
            together += state.omega[n]
    if together <= 1.0:
        return together
    for n in range(parties, persons):
        if plan.audience_of[n] == party:
            state.omega[n] /= together
    return 1.0


@inner_kernel
def mix_audiences(plan: Plan, state: State) -> None:
    """Fill `mixed_value` and `mixed_weight` of parties whose audiences weigh otherwise than when they were filled."""
    for p in range(plan.sizes[Size.PARTIES]):
        own = 1.0 - share_of_audiences(plan, state, p)
        same = state.mixed_share[p] == own
        state.mixed_share[p] = own
        for n in range(plan.sizes[Size.PARTIES], plan.sizes[Size.PERSONS]):
            if plan.audience_of[n] == p:
                same = same and state.mixed_share[n] == state.omega[n]
                state.mixed_share[n] = state.omega[n]
        if not same:
            mix_party(plan, state, p, own)


@inner_kernel
def mix_party(plan: Plan, state: State, p: int, own: float) -> None:
    """Fill `mixed_value` and `mixed_weight` of a party: (1 − Σω) of its own and Σ ω of its audiences'."""
    parties, persons = plan.sizes[Size.PARTIES], plan.sizes[Size.PERSONS]
    weights, values = state.mixed_weight[p], state.mixed_value[p].ravel()  # in one row: several are done at once
    add_share(own, state.weight[p], weights, True)
    add_share(own, state.value[p].ravel(), values, True)
    for n in range(parties, persons):
        if plan.audience_of[n] == p and state.omega[n] != 0.0:
            add_share(state.omega[n], state.weight[n], weights, False)
            add_share(state.omega[n], state.value[n].ravel(), values, False)


@inner_kernel
def add_share(share: float, given, total, anew: bool) -> None:  # type: ignore[no-untyped-def]
    """Add a share of some numbers, f8[N], to their totals, f8[N], which begin anew if it is the first."""
    if anew:
        for k in range(given.shape[0]):
            total[k] = share * given[k]
    else:
        for k in range(given.shape[0]):
            total[k] += share * given[k]


@inner_kernel
def foresee(plan: Plan, state: State) -> None:
    """Fill `foresight`: β · driven_by · (1 − e^(−λh))/λ, the gain from raising an issue over its whole range.

    What terms do to factors over a party's horizon is why a rising side may refuse them (commitment: Fearon
    1995, International Organization 49(3); Powell 2006, International Organization 60(1)).
    """
    for p in range(plan.sizes[Size.PARTIES]):
        for i in range(plan.sizes[Size.ISSUES]):
            state.foresight[p, i] = 0.0
    for c in range(plan.care.shape[0]):
        p, f = plan.care[c, 0], plan.care[c, 1]
        months = accumulated(reversion(plan, state, f), state.numbers[plan.horizon[p]] / MONTH)
        reach = state.numbers[plan.care[c, 2]] * months
        for d in range(plan.driver.shape[0]):
            if plan.driver[d, 0] == f and plan.driver[d, 1] == Source.ISSUE:
                state.foresight[p, plan.driver[d, 2]] += reach * state.numbers[plan.driver[d, 3]]


@inner_kernel
def worth_of(plan: Plan, state: State, party: int, issue: int, option: int) -> float:
    """Return what settling an issue at an option brings a party before its price: ŵ·(v̂(x) − v̂(s)) + foresight.

    Of an issue that is carried out by steps it is what is foreseen of them; `foreseen` must have been filled.
    """
    if plan.undertaking_of[issue] >= 0:
        return float(state.foreseen[party, issue, option])
    now = state.option[issue]
    gain = state.mixed_value[party, issue, option] - state.mixed_value[party, issue, now]
    return float(gain + state.foresight[party, issue] * plan.option_rise[issue, now, option])


@inner_kernel
def limit_of(plan: Plan, state: State, person: int, issue: int) -> float:
    """Return a person's limit on an issue; a draw beyond the ideal is moved to the ideal."""
    limit = state.numbers[plan.limit[person, issue]]
    ideal = state.numbers[plan.ideal[person, issue]]
    return min(limit, ideal) if plan.limit_side[person, issue] > 0 else max(limit, ideal)


@inner_kernel
def within_limit(plan: Plan, party: int, issue: int, limit: float, level: float) -> bool:
    """Say whether a level is on the acceptable side of a limit."""
    return level >= limit if plan.limit_side[party, issue] > 0 else level <= limit


@inner_kernel
def clause_holds(plan: Plan, state: State, clause: int, choice, before) -> bool:  # type: ignore[no-untyped-def]
    """Say whether a clause holds for a choice of alternatives, i8[I], made over `before`, i8[I].

    What is not settled keeps the option in force; what is settled is unchanged if it is the option before.
    """
    total = 0.0
    for t in range(plan.clause_terms[clause], plan.clause_terms[clause + 1]):
        i = plan.term_issue[t]
        option = before[i] if choice[i] >= SETTLED else state.option[i]
        total += plan.term_counts[t, option, state.status[i], choice[i]]
    return total >= plan.clause_floor[clause]


@inner_kernel
def link_holds(plan: Plan, state: State, link: int, choice, before) -> bool:  # type: ignore[no-untyped-def]
    """Say whether a link is active: all its clauses hold."""
    for r in range(plan.link_clauses[link], plan.link_clauses[link + 1]):
        if not clause_holds(plan, state, r, choice, before):
            return False
    return True


@inner_kernel
def prices_of_moving(plan: Plan, state: State) -> None:
    """Fill `price`: τ_p(t) = τ_p at `as_of` + Σ moved_by (z − from) + shifts; a price given as a number may be set."""
    for p in range(plan.sizes[Size.PARTIES]):
        start = state.price_opening[p]
        if math.isnan(start):
            start = state.numbers[plan.price[p] if plan.price[p] >= 0 else plan.general[General.PRICE]]
        fades = add_fades(plan, state, plan.sizes[Size.FACTORS] + p, 0.0)
        state.price[p] = start + moved(plan, state, p) + state.price_shift[p] + fades


@inner_kernel
def opening_price(plan: Plan, state: State, party: int) -> float:
    """Return τ in the opening state: what makes the gain of the walk-away package exactly zero.

    τ = (Σ_W [ŵ Δv̂ + foresight] + links(W) − links(as_of)) / Σ_W ŵ; not a number where the case names no
    walk-away package or the party gives it no weight: then the given or the general price counts.
    """
    gain = 0.0
    weight = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        option = plan.walk_away[party, i]
        now = state.option[i]
        state.package[i] = UNTOUCHED if option < 0 else option + 2
        if option >= 0:
            gain += state.mixed_value[party, i, option] - state.mixed_value[party, i, now]
            gain += state.foresight[party, i] * plan.option_rise[i, now, option]
            weight += state.mixed_weight[party, i]
    if weight <= 0.0:
        return math.nan
    gain += links_worth(plan, state, party, state.package, state.option)
    for i in range(plan.sizes[Size.ISSUES]):
        state.package[i] = UNTOUCHED
    gain -= links_worth(plan, state, party, state.package, state.option)
    return gain / weight


@inner_kernel
def links_worth(plan: Plan, state: State, party: int, choice, before) -> float:  # type: ignore[no-untyped-def]
    """Return the worth to a party of all links that are active under a choice of alternatives."""
    total = 0.0
    for link in range(plan.sizes[Size.LINKS]):
        if plan.link_party[link] == party and link_holds(plan, state, link, choice, before):
            total += state.numbers[plan.link_worth[link]]
    return total
