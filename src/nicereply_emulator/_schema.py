"""The tables of the database, and the triggers that keep the tallies.

A tally is how many ratings have each score, of a metric, a survey, a user, a customer or a team. There is one for each
bucket of time (an hour, a day, 30 days) that has any ratings, and it counts all of them from the beginning of the
coarser bucket around it, or of all time at the coarsest level, to its own end. So what lies between two moments is the
difference of a few tallies, however many ratings and buckets there are.

Triggers change the tallies in the transaction that changes the ratings, or who is in a team, so that stats, histograms
and totals never read more than a few ratings themselves, and never disagree with them. New ratings are counted later,
many together, but before anybody reads a tally: while there are such, the one row of `uncounted` is the last key before
theirs.
"""

from dataclasses import dataclass

from ._figures import SCORES
from ._letters import LETTER
from ._times import DAY, HOUR

APPLICATION_ID = 0x4E52454D  # "NREM", marks a file as an emulator's
VERSION = 6
"""Of the tables, indexes and triggers below. A change to any of them is another version: old files lack it."""

UNFILLED = -VERSION
"""In its place while the first records are still to be written: a process may be killed before it has done so."""


@dataclass(frozen=True, slots=True)
class Level:
    """How finely tallies divide time: buckets of `width` seconds since the epoch, within those of a coarser level."""

    code: int
    width: int
    within: "Level | None" = None


BY_DAY = Level(1, DAY)
BY_HOUR = Level(2, HOUR, within=BY_DAY)
BY_MONTH = Level(3, 30 * DAY)
LEVELS = (BY_DAY, BY_HOUR, BY_MONTH)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a tally is of: the column of `rating` that it counts by, and its levels from coarse to fine.

    The finest level is one at which a bucket has few ratings: those of the part of one that is asked for are read.
    `by_member`: not the column itself says what a rating belongs to, but the teams that its user is a member of.
    """

    code: int
    column: str
    levels: tuple[Level, ...]
    by_member: bool = False

    @property
    def ref(self) -> str:
        """SQL for what a rating of `source` belongs to."""
        return "member.team" if self.by_member else self.column

    @property
    def source(self) -> str:
        """SQL for the ratings; one that belongs to several is there several times. Teams first: they name the users."""
        return "member CROSS JOIN rating ON rating.user = member.user" if self.by_member else "rating"


OF_METRIC = Kind(0, "metric", (BY_DAY, BY_HOUR))
OF_SURVEY = Kind(1, "survey", (BY_DAY, BY_HOUR))
OF_USER = Kind(2, "user", (BY_DAY,))
OF_CUSTOMER = Kind(3, "customer", (BY_MONTH,))
OF_TEAM = Kind(4, "user", (BY_DAY, BY_HOUR), by_member=True)
KINDS = (OF_METRIC, OF_SURVEY, OF_USER, OF_CUSTOMER, OF_TEAM)

COUNTS = tuple(f"n{score}" for score in range(SCORES))
"""The columns of a tally that hold its counts, by score."""

TABLES = f"""
CREATE TABLE survey (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, metric INTEGER NOT NULL, scale TEXT NOT NULL,
  distribution TEXT NOT NULL, rating_scale TEXT NOT NULL, question TEXT NOT NULL, asks_name INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE extra_question (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL, survey INTEGER NOT NULL, label TEXT NOT NULL, rating_scale TEXT NOT NULL,
  scale TEXT NOT NULL, required INTEGER NOT NULL, UNIQUE (survey, id)
) STRICT;
CREATE TABLE user (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, type TEXT NOT NULL, has_access INTEGER NOT NULL,
  is_archived INTEGER NOT NULL, username TEXT NOT NULL UNIQUE, fullname TEXT NOT NULL, email TEXT NOT NULL,
  role TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE integration_username (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL, user INTEGER NOT NULL, integration_id BLOB NOT NULL,
  username TEXT NOT NULL, type TEXT NOT NULL
) STRICT;
CREATE INDEX integration_username_user ON integration_username (user);
CREATE TABLE team (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE member (team INTEGER NOT NULL, user INTEGER NOT NULL, PRIMARY KEY (team, user)) STRICT, WITHOUT ROWID;
CREATE INDEX member_user ON member (user);
CREATE TABLE customer (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT NOT NULL, tickets INTEGER NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_created ON customer (created_at, id);
CREATE TABLE unsubscribe (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, email TEXT NOT NULL, unsubscribed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE rating (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL, metric INTEGER NOT NULL, survey INTEGER NOT NULL, user INTEGER,
  customer INTEGER, score INTEGER NOT NULL, is_closed INTEGER NOT NULL, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, ip INTEGER NOT NULL, from_name TEXT NOT NULL, comment TEXT, ticket TEXT,
  ticket_link TEXT, extra_answers TEXT,
  letter TEXT NOT NULL GENERATED ALWAYS AS ({LETTER}) STORED
) STRICT;
CREATE TABLE tally (
  kind INTEGER NOT NULL, level INTEGER NOT NULL, ref INTEGER NOT NULL, metric INTEGER NOT NULL, bucket INTEGER NOT NULL,
  {", ".join(f"{count} INTEGER NOT NULL" for count in COUNTS)},
  PRIMARY KEY (kind, level, ref, metric, bucket)
) STRICT, WITHOUT ROWID;
CREATE VIEW tally_change AS SELECT * FROM tally;
CREATE TABLE uncounted (after INTEGER NOT NULL) STRICT;
"""  # noqa: S608 - names of ours

RATING_COLUMNS = (
    "key, id, metric, survey, user, customer, score, is_closed, created_at, updated_at, ip, from_name, comment, ticket,"
    " ticket_link, extra_answers"
)

RATING_INDEXES = {
    "rating_id": "CREATE UNIQUE INDEX rating_id ON rating (id)",
    "rating_metric": "CREATE INDEX rating_metric ON rating (metric, created_at, id, letter)",
    "rating_survey": "CREATE INDEX rating_survey ON rating (survey, created_at, id, letter)",
    "rating_user": "CREATE INDEX rating_user ON rating (user, created_at, id, letter) WHERE user IS NOT NULL",
    "rating_customer": "CREATE INDEX rating_customer ON rating (customer, created_at, id, letter)"
    " WHERE customer IS NOT NULL",
    "rating_updated": "CREATE INDEX rating_updated ON rating (updated_at, metric)",
}
"""Separate from the tables, because many ratings at once are loaded faster without them.

Those of lists hold all that lists are ordered by, and all that is counted: neither reads the ratings themselves.
"""


def bucket(width: int, time: str) -> str:
    """SQL for the bucket of a time. SQL divides towards zero, so times before 1970 need the correction."""
    return f"(({time}) / {width} - (({time}) % {width} < 0))"


CHANGE_TALLIES = f"INSERT INTO tally_change VALUES ({', '.join('?' * (5 + SCORES))})"  # noqa: S608 - names of ours
"""Adds counts, which are those of one bucket alone, to all tallies in which the bucket is counted."""


def _counted_with(level: Level, last: int) -> str:
    """SQL for the first or the `last` bucket in which the same ratings are counted as in that of `new`."""
    if level.within is None:
        return str((2**62) * (1 if last else -1))
    ratio = level.within.width // level.width
    return f"{bucket(ratio, 'new.bucket')} * {ratio} + {last * (ratio - 1)}"


_FIRST, _LAST = (
    f"CASE new.level {' '.join(f'WHEN {level.code} THEN {_counted_with(level, last)}' for level in LEVELS)} END"
    for last in (0, 1)
)
_ITS_TALLIES = " AND ".join(f"{column} = new.{column}" for column in ("kind", "level", "ref", "metric"))

_TALLY_CHANGED = f"""
CREATE TRIGGER tally_changed INSTEAD OF INSERT ON tally_change BEGIN
INSERT INTO tally SELECT new.kind, new.level, new.ref, new.metric, new.bucket,
{", ".join(f"coalesce(before.{count}, 0)" for count in COUNTS)} FROM (SELECT 1) LEFT JOIN (
SELECT * FROM tally WHERE {_ITS_TALLIES} AND bucket BETWEEN {_FIRST} AND new.bucket ORDER BY bucket DESC LIMIT 1
) AS before WHERE before.bucket IS NOT new.bucket;
UPDATE tally SET {", ".join(f"{count} = {count} + new.{count}" for count in COUNTS)}
WHERE {_ITS_TALLIES} AND bucket BETWEEN new.bucket AND {_LAST};
END"""  # noqa: S608


def _tally_changes(row: str, sign: str) -> str:
    """SQL that adds the rating `row` (`new` or `old`) to every tally it belongs in, or takes it out."""
    counts = ", ".join(f"{sign}({row}.score = {score})" for score in range(SCORES))
    statements: list[str] = []
    for kind in KINDS:
        ref = kind.ref if kind.by_member else f"{row}.{kind.column}"
        where = f"FROM member WHERE member.user = {row}.user" if kind.by_member else f"WHERE {ref} IS NOT NULL"
        statements += [
            f"INSERT INTO tally_change SELECT {kind.code}, {level.code}, {ref}, {row}.metric,"
            f" {bucket(level.width, f'{row}.created_at')}, {counts} {where};"
            for level in kind.levels
        ]
    return "\n".join(statements)


def _member_changes(row: str, sign: str) -> str:
    """SQL that adds all ratings of the user of `member`'s row to the tallies of the team, or takes them out."""
    counts = ", ".join(f"{sign}SUM(score = {score})" for score in range(SCORES))
    return "\n".join(
        f"INSERT INTO tally_change SELECT {kind.code}, {level.code}, {row}.team, metric,"  # noqa: S608 - names of ours
        f" {bucket(level.width, 'created_at')}, {counts} FROM rating WHERE user = {row}.user GROUP BY 4, 5;"
        for kind in KINDS
        if kind.by_member
        for level in kind.levels
    )


TALLY_TRIGGERS = {
    "tally_changed": _TALLY_CHANGED,
    "rating_uncounted": f"""
CREATE TRIGGER rating_uncounted AFTER DELETE ON rating BEGIN {_tally_changes("old", "-")} END""",
    "rating_recounted": f"""
CREATE TRIGGER rating_recounted AFTER UPDATE OF metric, survey, user, customer, score, created_at ON rating
BEGIN {_tally_changes("old", "-")} {_tally_changes("new", "+")} END""",
    "member_joined": f"""
CREATE TRIGGER member_joined AFTER INSERT ON member BEGIN {_member_changes("new", "+")} END""",
    "member_left": f"""
CREATE TRIGGER member_left AFTER DELETE ON member BEGIN {_member_changes("old", "-")} END""",
}
