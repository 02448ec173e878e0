"""Tallies held against the ratings, counted one by one."""

from collections import Counter
from typing import Any

from nicereply_emulator._store import Store

DAY, HOUR, THIRTY_DAYS = 86_400, 3_600, 30 * 86_400

# The levels of each kind: code, width, and the width of the bucket from whose beginning on a tally counts.
BY_DAY, BY_HOUR, BY_MONTH = (1, DAY, None), (2, HOUR, DAY), (3, THIRTY_DAYS, None)
LEVELS = {0: [BY_DAY, BY_HOUR], 1: [BY_DAY, BY_HOUR], 2: [BY_DAY], 3: [BY_MONTH], 4: [BY_DAY, BY_HOUR]}


def ratings_of_kinds(store: Store) -> list[tuple[int, int, int, int, int]]:
    """Kind, ref, metric, time and score, once for each thing that a rating belongs to."""
    teams: dict[int, list[int]] = {}
    for team, user in store.all("SELECT team, user FROM member"):
        teams.setdefault(user, []).append(team)
    found: list[tuple[int, int, int, int, int]] = []
    for metric, survey, user, customer, time, score in store.all(
        "SELECT metric, survey, user, customer, created_at, score FROM rating"
    ):
        owners = [(0, metric), (1, survey), (2, user), (3, customer), *((4, team) for team in teams.get(user, []))]
        found += [(kind, ref, metric, time, score) for kind, ref in owners if ref is not None]
    return found


def assert_tallies_hold(store: Store) -> None:
    """Each bucket with ratings has a tally, and each tally the number of ratings that it should count, by score."""
    kept: dict[tuple[Any, ...], list[int]] = {row[:5]: list(row[5:]) for row in store.all("SELECT * FROM tally")}
    by_bucket: Counter[tuple[int, ...]] = Counter()
    for kind, ref, metric, time, score in ratings_of_kinds(store):
        for code, width, _ in LEVELS[kind]:
            by_bucket[kind, code, ref, metric, time // width, score] += 1
    assert {key[:5] for key in by_bucket} <= kept.keys()
    runs: dict[tuple[int, ...], dict[tuple[int, int], int]] = {}
    for (kind, code, ref, metric, bucket, score), number in by_bucket.items():
        runs.setdefault((kind, code, ref, metric), {})[bucket, score] = number
    for (kind, code, ref, metric, bucket), counts in kept.items():
        _, width, within = next(level for level in LEVELS[kind] if level[0] == code)
        first = None if within is None else bucket * width // within * within // width
        wanted = [0] * 11
        for (counted, score), number in runs.get((kind, code, ref, metric), {}).items():
            if counted <= bucket and (first is None or counted >= first):
                wanted[score] += number
        assert counts == wanted, (kind, code, ref, metric, bucket)
