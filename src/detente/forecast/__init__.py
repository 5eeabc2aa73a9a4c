"""Forecasts: how good they were, and the negotiations that are over by which to tell.

Called with a case, it answers the questions of the case: `detente.forecast(case)`.
"""

from detente.analyses import answers

answers(__name__)
