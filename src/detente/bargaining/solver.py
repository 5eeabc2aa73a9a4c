"""The exact solver: one call, the package that a table strikes at a meeting.

1. Drop what cannot matter (:mod:`~detente.bargaining.reduction`).
2. Go a few steps down the Lagrangian dual (:mod:`~detente.bargaining.descent`); its packages are incumbents.
3. Without an incumbent, look for one with the bound on the smallest gain, or prove that there is none.
4. Branch and bound until the incumbent is proved best (:mod:`~detente.bargaining.search`).

Kalai–Smorodinsky first finds every table party's best admissible gain by 2–4 with the proposer's rule.
Nothing is allocated; nothing depends on what the workspaces held before.
"""

import numpy as np

from detente.bargaining.appraisal import GAIN_FLOOR, GRAIN
from detente.bargaining.arrays import Floats, Ints, Marks
from detente.bargaining.bounds import best_completions
from detente.bargaining.descent import descend, rounding
from detente.bargaining.fan import concave_constant, spread_prices
from detente.bargaining.lean import entry_kernel, kernel
from detente.bargaining.links import mark_links, price_links
from detente.bargaining.multipliers import absent_slack, price, root_value, spread_gains
from detente.bargaining.ordering import (
    add_link_stakes,
    add_stakes,
    arrange_issues,
    fill_remainders,
    rank_alternatives,
)
from detente.bargaining.reduction import reduce_problem
from detente.bargaining.rules import Form, Rule, Status
from detente.bargaining.search import MINIMUM_SHARE, branch_and_bound

__all__ = ["NODE_LIMIT", "STEPS", "strike_package", "workspace_sizes"]

STEPS = 10
"""Steps down the dual for an objective; as many for feasibility if no package was met by then."""
PROBE = 100
"""Branches tried with one set of prices before the search starts again with a fan of them."""
NODE_LIMIT = 20_000_000
"""Branches a search may try before it gives up its proof."""

_CONCAVE = int(Form.CONCAVE)
_LINEAR = int(Form.LINEAR)
_LEVEL = int(Form.LEVEL)
_NASH = int(Rule.NASH)
_KALAI_SMORODINSKY = int(Rule.KALAI_SMORODINSKY)
_PROPOSER = int(Rule.PROPOSER)
_COMPROMISE = int(Rule.COMPROMISE)
_UTILITARIAN = int(Rule.UTILITARIAN)
_EGALITARIAN = int(Rule.EGALITARIAN)
_NO_DEAL = int(Status.NO_DEAL)
_STRUCK = int(Status.STRUCK)
_CUT_OFF = int(Status.NODE_LIMIT)


@entry_kernel
def workspace_sizes(P: int, I: int, A: int, R: int, L: int, K: int) -> tuple[int, int]:  # noqa: E741
    """Return how long the float and the integer workspace of :func:`strike_package` must be.

    Args:
        P: Parties.
        I: Issues.
        A: Alternatives of the issue that has most.
        R: Rows.
        L: Links.
        K: Quorums; they need no room yet.
    """
    F = 2 * P + 3
    n_float = (
        I * A * (P + R + F) + (I + 1) * (F + 2 * P + 3 * R) + F * (P + 2 * L + 3) + 3 * R + 2 * L + 14 * P + 5 * R + I
    )
    n_float += F * (I + 1) * (I + 1) * 2 + (P + R) * I * A + 2 * I * (P + R)
    n_int = 3 * I * A + 15 * (I + 1) + P + L + 2
    return n_float, n_int + 0 * K


@entry_kernel
def strike_package(
    rule: int,
    proposer: int,
    n_table: int,
    gains: Floats,
    counts: Ints,
    kinds: Ints,
    allowed: Marks,
    topics: Ints,
    breadth: int,
    weights: Floats,
    floors: Floats,
    consents: Marks,
    row_coefficients: Floats,
    row_floors: Floats,
    row_links: Ints,
    link_worth: Floats,
    base: Floats,
    quorum_issue: Ints,
    quorum_size: Ints,
    quorum_members: Marks,
    costs: Floats,
    work: Floats,
    iwork: Ints,
    choice: Ints,
    party_gains: Floats,
) -> int:
    """Fill the package a table strikes under a rule, and everyone's gains from it.

    Index order: parties, issues, alternatives; the first ``n_table`` parties sit at the table. What makes a
    package admissible, and what each rule is best at, is written at
    :class:`detente.bargaining.packages.PackageProblem` and :class:`detente.bargaining.rules.Rule`.
    Among packages whose objectives tie the smallest choice in issue order is struck; objectives tie if they
    are equal after rounding to multiples of 1e-12·max(1, s), where s is Σ weights (Nash), 1
    (Kalai–Smorodinsky), or the largest sum of absolute parts of the objective.

    Args:
        rule: `Rule`, as a number.
        proposer: Who proposes, below ``n_table``; `Rule.PROPOSER` only.
        n_table: Number of parties at the table, at least 1.
        gains: What each alternative adds to gains, price of moving included, shape (P, I, A); alternative 0
            is "untouched" and adds 0; absent parties (p ≥ n_table) gain only where their consent is needed.
        counts: Number of alternatives of each issue, shape (I,), at most A.
        kinds: `Kind` of each alternative, shape (I, A).
        allowed: 0 where an alternative is not admissible, shape (I, A).
        topics: Topic of each issue, 0–62, shape (I,).
        breadth: Most topics that may have a settled issue.
        weights: Nash weights (patience), shape (P,).
        floors: Least gain of an absent party whose consent is needed, shape (P,).
        consents: 1 where settling an issue needs the consent of an absent party, shape (P, I).
        row_coefficients: Shape (R, I, A): row r is satisfied iff
            Σ_i row_coefficients[r, i, x_i] ≥ row_floors[r] − 1e-9.
        row_floors: Shape (R,).
        row_links: Link that a row belongs to, or −1 for a row that must hold, shape (R,).
        link_worth: What link l adds to a gain if all its rows are satisfied, shape (P, L), L ≤ 62.
        base: Subtracted from gains, shape (P,).
        quorum_issue: Issue that may be settled only if enough members agree, shape (K,).
        quorum_size: How many must agree, shape (K,): those at the table do, absent ones if their gain
            is at least their floor.
        quorum_members: 1 for members, shape (K, P).
        costs: Distance from the compromise, shape (I, A); `Rule.COMPROMISE` only.
        work: Scratch of at least `workspace_sizes` floats; what it holds does not matter.
        iwork: Scratch of integers, likewise.
        choice: Filled with the alternative of each issue, shape (I,); zero without a deal. What it holds before
            is tried first, so that the last package of a like problem saves time; it cannot change the result.
        party_gains: Filled with gains, shape (P,); zero without a deal.

    Returns:
        `Status`, as a number: 0 no admissible package, 1 struck and proved best, 2 cut off at the node limit.
    """
    P, I, A = gains.shape  # noqa: E741
    F = 2 * P + 3
    R, L = row_floors.shape[0], link_worth.shape[1]
    at = 0
    gain_of = work[at : at + I * A * P].reshape(I, A, P)
    at += I * A * P
    row_of = work[at : at + I * A * R].reshape(I, A, R)
    at += I * A * R
    priced_gains = work[at : at + P * I * A].reshape(P, I * A)
    at += P * I * A
    priced_rows = work[at : at + R * I * A].reshape(R, I * A)
    at += R * I * A
    flat_values = work[at : at + F * I * A].reshape(F, I * A)
    values = work[at : at + F * I * A].reshape(F, I, A)
    at += F * I * A
    gain_high = work[at : at + I * P].reshape(I, P)
    at += I * P
    gain_low = work[at : at + I * P].reshape(I, P)
    at += I * P
    row_high = work[at : at + I * R].reshape(I, R)
    at += I * R
    row_low = work[at : at + I * R].reshape(I, R)
    at += I * R
    bound_at = work[at : at + (I + 1) * F].reshape(I + 1, F)
    at += (I + 1) * F
    fan_price = work[at : at + F * P].reshape(F, P)
    at += F * P
    link_value = work[at : at + F * L].reshape(F, L)
    at += F * L
    by_price = work[at : at + 3 * F].reshape(3, F)
    at += 3 * F
    fan_share = work[at : at + F * L].reshape(F, L)
    at += F * L
    row_range = work[at : at + R * 3].reshape(R, 3)
    at += R * 3
    by_link = work[at : at + 2 * L].reshape(2, L)
    at += 2 * L
    link_share = by_link[0]
    start_share = by_link[1]
    gain_at = work[at : at + (I + 1) * P].reshape(I + 1, P)
    at += (I + 1) * P
    reach = work[at : at + (I + 1) * P].reshape(I + 1, P)
    at += (I + 1) * P
    row_at = work[at : at + (I + 1) * R].reshape(I + 1, R)
    at += (I + 1) * R
    most = work[at : at + (I + 1) * R].reshape(I + 1, R)
    at += (I + 1) * R
    least = work[at : at + (I + 1) * R].reshape(I + 1, R)
    at += (I + 1) * R
    by_party = work[at : at + 14 * P].reshape(14, P)
    at += 14 * P
    by_row = work[at : at + 5 * R].reshape(5, R)
    at += 5 * R
    regret = work[at : at + I]
    at += I
    remainders = work[at : at + F * (I + 1) * (I + 1) * 2]
    fan_start = by_price[0]
    fan_constant = by_price[1]
    threshold = by_price[2]
    gain_start = by_party[0]
    share = by_party[1]
    spare_gain = by_party[2]
    size = by_party[3]
    own_price = by_party[4]
    party_price = by_party[5]
    best_party_price = by_party[6]
    best = by_party[7]
    level_of = by_party[8]
    relaxed = by_party[9]
    need = by_party[10]
    trial_gains = by_party[11]
    trial_keys = by_party[12]
    keys = by_party[13]
    row_start = by_row[0]
    row_price = by_row[1]
    best_row_price = by_row[2]
    row_sums = by_row[3]
    row_size = by_row[4]
    at = 0
    alternatives = iwork[at : at + I * A].reshape(I, A)
    at += I * A
    settled = iwork[at : at + I * A].reshape(I, A)
    at += I * A
    ranks = iwork[at : at + I * A].reshape(I, A)
    at += I * A
    masks = iwork[at : at + (I + 1) * 4].reshape(I + 1, 4)
    at += (I + 1) * 4
    by_issue = iwork[at : at + 11 * (I + 1)].reshape(11, I + 1)
    at += 11 * (I + 1)
    issue_of = by_issue[0][:I]
    kept = by_issue[1][:I]
    asks = by_issue[2][:I]
    order = by_issue[3][:I]
    position = by_issue[4][:I]
    chosen = by_issue[5][:I]
    trial = by_issue[6][:I]
    tried = by_issue[7][:I]
    current = by_issue[8][:I]
    fresh = by_issue[9]
    touches = by_issue[10][:I]
    asked = iwork[at : at + P]
    at += P
    live = iwork[at : at + L]
    at += L
    tally = iwork[at : at + 2]
    warm = I > 0
    for i in range(I):
        warm = warm and 0 <= choice[i] < counts[i] and allowed[i, choice[i]] != 0
        tried[i] = choice[i]
        choice[i] = 0
    for p in range(P):
        party_gains[p] = 0.0
    n = reduce_problem(
        rule,
        n_table,
        gains,
        counts,
        kinds,
        allowed,
        consents,
        row_coefficients,
        link_worth,
        base,
        costs,
        issue_of,
        kept,
        alternatives,
        settled,
        asks,
        gain_of,
        row_of,
        gain_start,
        row_start,
        gain_high,
        gain_low,
        row_high,
        row_low,
        trial,
    )
    if n <= 0:
        return _NO_DEAL
    order, position, fresh = order[:n], position[:n], fresh[: n + 1]
    limited, spare = _topics_to_spare(n, breadth, issue_of, kept, settled, topics)
    suffix = remainders[: F * (n + 1) * (spare + 1) * 2].reshape(F, n + 1, spare + 1, 2)
    links_open = mark_links(
        n,
        kept,
        row_of,
        row_start,
        row_high,
        row_low,
        row_floors,
        row_links,
        link_worth,
        gain_start,
        row_range,
        live,
        start_share,
        touches,
    )
    absent_slack(
        n,
        n_table,
        kept,
        settled,
        asks,
        gain_of,
        gain_start,
        floors,
        row_of,
        row_start,
        row_floors,
        row_links,
        link_worth,
        links_open,
        share,
        spare_gain,
        asked,
    )
    spread_gains(n, A, kept, settled, asks, gain_of, row_of, share, priced_gains, priced_rows)
    for i in range(n):
        regret[i] = 0.0
    arrange_issues(n, issue_of, topics, limited, regret, order, position, fresh)
    _measure(
        n,
        gain_high,
        gain_low,
        row_high,
        row_low,
        spare_gain,
        row_start,
        row_floors,
        link_worth,
        size,
        row_size,
    )
    fill_remainders(order, gain_high, row_high, row_low, size, reach, most, least)
    cut_off = False
    cost_size = _largest_sum(counts, costs) if rule == _COMPROMISE else 0.0
    for p in range(P):
        gain_at[0, p] = gain_start[p]
        for k in range(L):
            if (links_open >> k) & 1 != 0:
                gain_at[0, p] += max(0.0, link_worth[p, k])
        if p < n_table and gain_at[0, p] + reach[0, p] <= GAIN_FLOOR:
            return _NO_DEAL
        level_of[p] = max(gain_at[0, p] + reach[0, p], GAIN_FLOOR)
    for r in range(R):
        row_at[0, r] = row_start[r]
    n_goals = n_table + 1 if rule == _KALAI_SMORODINSKY else 1
    tally[1] = 0
    for goal in range(n_goals):
        goal_rule, goal_proposer = rule, proposer
        if goal + 1 < n_goals:
            goal_rule, goal_proposer = _PROPOSER, goal
        form, unit, grain = _LINEAR, 1.0, GRAIN
        for p in range(P):
            own_price[p] = 0.0
        if goal_rule == _NASH:
            form, unit = _CONCAVE, 0.0
            for p in range(n_table):
                unit += weights[p]
            if unit == 0.0:
                form = _LINEAR
        elif goal_rule == _KALAI_SMORODINSKY:
            form = _LEVEL
        elif goal_rule == _EGALITARIAN:
            form, unit = _LEVEL, 0.0
            for p in range(n_table):
                best[p] = 1.0
                unit = max(unit, _largest_gain(p, counts, gains, link_worth, base))
        elif goal_rule == _COMPROMISE:
            unit = cost_size
        else:
            unit = 0.0
            for p in range(n_table):
                if goal_rule == _UTILITARIAN or p == goal_proposer:
                    own_price[p] = 1.0
                    unit += _largest_gain(p, counts, gains, link_worth, base)
        grain = GRAIN * max(1.0, unit)
        tally[0] = 0
        # Phase 0 looks for the best; if it meets nothing admissible, phase 1 looks for just anything first.
        phase = 0
        while phase < 2:
            phase_form = _LEVEL if phase == 1 else form
            phase_unit = 1.0 if phase == 1 else unit
            with_costs = phase != 1 and rule == _COMPROMISE
            if phase < 2:
                for p in range(P):
                    if phase_form == _LEVEL:
                        level_of[p] = max(gain_at[0, p] + reach[0, p], GAIN_FLOOR) if phase == 1 else best[p]
                    if p >= n_table:
                        party_price[p] = 0.0
                    elif phase_form == _LEVEL:
                        party_price[p] = 1.0 / (n_table * level_of[p])
                    elif phase_form == _CONCAVE:
                        party_price[p] = weights[p] / (0.4 * (gain_at[0, p] + reach[0, p]))
                    else:
                        party_price[p] = own_price[p]
                for r in range(R):
                    row_price[r] = 0.0
                for k in range(L):
                    link_share[k] = start_share[k]
                if warm:
                    for i in range(n):
                        trial[issue_of[i]] = tried[issue_of[i]] if goal == 0 else choice[issue_of[i]]
                if not descend(
                    phase_form,
                    STEPS,
                    warm,
                    goal_rule,
                    goal_proposer,
                    weights,
                    best,
                    costs,
                    grain,
                    n_table,
                    gains,
                    kinds,
                    topics,
                    breadth,
                    floors,
                    consents,
                    row_coefficients,
                    row_floors,
                    row_links,
                    link_worth,
                    base,
                    quorum_issue,
                    quorum_size,
                    quorum_members,
                    trial,
                    trial_gains,
                    trial_keys,
                    choice,
                    party_gains,
                    keys,
                    tally,
                    issue_of,
                    kept,
                    alternatives,
                    settled,
                    priced_gains,
                    priced_rows,
                    row_start,
                    order,
                    fresh,
                    limited,
                    spare,
                    spare_gain,
                    asked,
                    level_of,
                    size,
                    row_size,
                    phase_unit,
                    cost_size,
                    own_price,
                    party_price,
                    row_price,
                    with_costs,
                    values[0],
                    flat_values[0],
                    link_value[0],
                    suffix[0],
                    relaxed,
                    row_sums,
                    chosen,
                    best_party_price,
                    best_row_price,
                    links_open,
                    live,
                    row_range,
                    link_share,
                    fan_share[0],
                ):
                    return _NO_DEAL
                warm = False
                if phase == 1 and tally[0] != 0:
                    phase = 0
                    continue
            for p in range(P):
                fan_price[0, p] = best_party_price[p]
                need[p] = GAIN_FLOOR if p < n_table else floors[p]
            masks[0, 0], masks[0, 1], masks[0, 2], masks[0, 3] = spare, 0, 0, links_open
            node_limit, fan, apart, done = tally[1] + PROBE, 1, -1, False
            lost = False
            while not done:
                priced = fan
                if phase == 0 and form == _LEVEL and n_table > 1:
                    priced = fan + 1
                    for p in range(P):
                        fan_price[fan, p] = MINIMUM_SHARE * best_party_price[p]
                        if p < n_table:
                            fan_price[fan, p] += 1.0 / best[p]
                slack = 0.0
                for d in range(priced):
                    for r in range(R):
                        row_price[r] = best_row_price[r]
                        if d == fan:
                            row_price[r] *= MINIMUM_SHARE
                    if d > 0:
                        for k in range(L):
                            fan_share[d, k] = 0.0 if d == apart else fan_share[0, k]
                    constant = price_links(
                        links_open,
                        fan_price[d],
                        fan_share[d],
                        row_links,
                        row_start,
                        row_range,
                        live,
                        link_worth,
                        row_price,
                        link_value[d],
                    )
                    price(
                        n,
                        A,
                        kept,
                        alternatives,
                        issue_of,
                        priced_gains,
                        priced_rows,
                        costs,
                        fan_price[d],
                        row_price,
                        with_costs,
                        flat_values[d],
                    )
                    if d == 0 and fan == 1:
                        rank_alternatives(n, kept, values[0], ranks, regret)
                        add_stakes(n, gain_high, gain_low, fan_price[0], regret)
                        add_link_stakes(n, links_open, row_links, row_high, row_low, link_worth, fan_price[0], regret)
                        arrange_issues(n, issue_of, topics, limited, regret, order, position, fresh)
                        fill_remainders(
                            order,
                            gain_high,
                            row_high,
                            row_low,
                            size,
                            reach,
                            most,
                            least,
                        )
                    best_completions(
                        values[d],
                        order,
                        kept,
                        settled,
                        fresh,
                        limited,
                        spare,
                        suffix[d],
                    )
                    fan_start[d] = constant + root_value(
                        fan_price[d],
                        row_price,
                        spare_gain,
                        row_start,
                        row_floors,
                        row_links,
                    )
                    slack = max(
                        slack,
                        rounding(fan_price[d], row_price, size, row_size, cost_size) + 1e-13 * unit,
                    )
                    fan_constant[d] = 0.0
                    if phase_form == _CONCAVE:
                        fan_constant[d] = concave_constant(n_table, weights, fan_price[d])
                done = branch_and_bound(
                    goal_rule,
                    goal_proposer,
                    weights,
                    best,
                    costs,
                    grain,
                    n_table,
                    gains,
                    kinds,
                    topics,
                    breadth,
                    floors,
                    consents,
                    row_coefficients,
                    row_floors,
                    row_links,
                    link_worth,
                    base,
                    quorum_issue,
                    quorum_size,
                    quorum_members,
                    trial,
                    trial_gains,
                    trial_keys,
                    choice,
                    party_gains,
                    keys,
                    issue_of,
                    kept,
                    alternatives,
                    settled,
                    asks,
                    touches,
                    gain_of,
                    row_of,
                    order,
                    position,
                    fresh,
                    limited,
                    spare,
                    ranks,
                    phase_form,
                    unit,
                    fan_constant[:fan],
                    fan_start[:priced],
                    values,
                    suffix,
                    link_value,
                    threshold,
                    reach,
                    most,
                    least,
                    slack,
                    phase == 1,
                    node_limit,
                    tried,
                    current,
                    masks,
                    bound_at,
                    gain_at,
                    row_at,
                    need,
                    tally,
                )
                if not done and fan > 1:
                    cut_off, done = True, True
                if not done and phase == 0 and tally[0] == 0:
                    lost, done = True, True
                elif not done:
                    node_limit = NODE_LIMIT
                    fan = spread_prices(
                        phase_form,
                        n_table,
                        weights,
                        level_of,
                        unit,
                        own_price,
                        asked,
                        size,
                        fan_price,
                    )
                    if links_open != 0:
                        # The same prices again, with links left wholly to what branches decide.
                        for p in range(P):
                            fan_price[fan, p] = fan_price[0, p]
                        apart = fan
                        fan += 1
            if lost:
                phase = 1
                continue
            if tally[0] == 0:
                return _CUT_OFF if cut_off else _NO_DEAL
            phase = 0 if phase == 1 else 2
        if goal < n_table:
            best[goal] = party_gains[goal]
        warm = I > 0
    return _CUT_OFF if cut_off else _STRUCK


@kernel
def _largest_sum(counts: Ints, terms: Floats) -> float:
    """Return the largest sum of absolute terms, one of each issue, shape (issues, alternatives)."""
    total = 0.0
    for i in range(counts.shape[0]):
        high = 0.0
        for a in range(counts[i]):
            high = max(high, abs(terms[i, a]))
        total += high
    return total


@kernel
def _largest_gain(p: int, counts: Ints, gains: Floats, link_worth: Floats, base: Floats) -> float:
    """Return the largest sum of absolute parts of a party's gain: the scale of its ties."""
    total = _largest_sum(counts, gains[p])
    for k in range(link_worth.shape[1]):
        total += abs(link_worth[p, k])
    return float(total + abs(base[p]))


@kernel
def _measure(
    n: int,
    gain_high: Floats,
    gain_low: Floats,
    row_high: Floats,
    row_low: Floats,
    spare_gain: Floats,
    row_start: Floats,
    row_floors: Floats,
    link_worth: Floats,
    size: Floats,
    row_size: Floats,
) -> None:
    """Fill the largest sum of absolute gains of each party and of absolute coefficients of each row."""
    for p in range(size.shape[0]):
        size[p] = abs(spare_gain[p]) + GAIN_FLOOR
        for k in range(link_worth.shape[1]):
            size[p] += abs(link_worth[p, k])
    for r in range(row_size.shape[0]):
        row_size[r] = abs(row_start[r]) + abs(row_floors[r])
    for i in range(n):
        for p in range(size.shape[0]):
            size[p] += max(gain_high[i, p], -gain_low[i, p])
        for r in range(row_size.shape[0]):
            row_size[r] += max(row_high[i, r], -row_low[i, r])


@kernel
def _topics_to_spare(n: int, breadth: int, issue_of: Ints, kept: Ints, settled: Ints, topics: Ints) -> tuple[bool, int]:
    """Tell whether breadth binds, and how many topics may be opened (1 where it does not)."""
    seen, count = np.int64(0), 0
    for i in range(n):
        settles = False
        for a in range(kept[i]):
            settles = settles or settled[i, a] != 0
        bit = np.int64(1) << topics[issue_of[i]]
        if settles and seen & bit == 0:
            seen |= bit
            count += 1
    if breadth < count:
        return True, max(0, breadth)
    return False, 1
