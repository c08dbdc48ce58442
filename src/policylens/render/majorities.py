"""Which side most of many documents take, in words."""

from collections import Counter
from collections.abc import Iterable

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.shares import Majority, majority, share
from policylens.analysis.verdicts import Judgement


def majorities(rows: Iterable[PropositionComparison]) -> str:
    """Say on how many propositions most documents are on which side; "" if on none a side is taken."""
    counts = Counter(majority(row.judgement) for row in rows)
    told = [f"{each} on {counts[each]}" for each in Majority if counts[each] and each is not Majority.NONE]
    return f"Of those that take a side: {', '.join(told)}." if told else ""


def parted(judgement: Judgement) -> str:
    """Say which side most take, with their share: `most for (71%)`, `all against`; "" where none is taken."""
    how, on = majority(judgement), share(judgement)
    if on is None:
        return ""
    if on in (0, 1):
        return how.removeprefix("nearly ")
    against = how in (Majority.MOST_AGAINST, Majority.NEARLY_ALL_AGAINST)
    return f"{how} ({_percent(1 - on if against else on)}{' for' if how is Majority.DIVIDED else ''})"


def _percent(part: float) -> str:
    """Write a share as percent; one that is not the whole is never written as such."""
    return f"{min(part, 0.99):.0%}"
