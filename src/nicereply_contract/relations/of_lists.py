"""Relations between the pages, periods and orders of lists."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from nicereply_contract.document import Node
from nicereply_contract.relations import times
from nicereply_contract.relations.catalogue import UPDATED, Operation
from nicereply_contract.relations.relation import Trial, relation
from nicereply_contract.relations.rows import ids, in_order
from nicereply_contract.relations.scene import MOST_PER_PAGE, Scene
from nicereply_contract.relations.service import NotRun


def all_lists(scene: Scene) -> list[Operation]:
    """Every list of the API."""
    return scene.catalogue.lists


def rating_lists(scene: Scene) -> list[Operation]:
    """The lists that take a period of creation."""
    return [operation for operation in scene.catalogue.lists if "updated_period_end" in operation.query]


def sorted_lists(scene: Scene) -> list[Operation]:
    """The lists that take an order."""
    return [operation for operation in scene.catalogue.lists if "sort_order" in operation.query]


def dated_lists(scene: Scene) -> list[Operation]:
    """The lists whose rows have the date by which they are sorted."""
    return [operation for operation in scene.catalogue.lists if operation.date]


def draw_record(trial: Trial, operation: Operation, *, least: int = 0) -> str | None:
    """An id for a list that takes one, if possible one with `least` rows; None for other lists."""
    if not operation.takes_id:
        return None
    scene = trial.scene
    found = scene.ids(scene.catalogue.resources[operation.tag])
    start = trial.draw(st.integers(0, len(found) - 1), "record") if found else 0
    for record in [*found[start:], *found[:start]][:10]:
        if len(scene.whole(operation, record)) >= least:
            return record
    if not found:
        raise NotRun(f"there is no record in {operation.tag}")
    return found[start]


@relation(all_lists)
def pages_join_to_the_whole_list(trial: Trial, operation: Operation) -> None:
    """Pages of any size joined are the whole list, without overlap, and each page says where it stands."""
    record = draw_record(trial, operation, least=11)
    whole = trial.scene.whole(operation, record)
    per_page = MOST_PER_PAGE - trial.draw(st.integers(0, MOST_PER_PAGE - 10), "rows a page has less than the most")
    pages = trial.scene.pages(operation, record, per_page=per_page)
    rows: list[Node] = [row for page in pages for row in page.results]
    exact = trial.scene.exact
    expected = in_order(whole, operation.date, exact=exact)
    trial.same(in_order(rows, operation.date, exact=exact), expected, f"{operation} by {per_page}", pages[0])
    trial.same(len(set(ids(rows))), len(rows), f"{operation} by {per_page}: rows that are there once", pages[0])
    for number, page in enumerate(pages, 1):
        told = page.pagination
        there = {name: told[name] for name in ("total", "count", "per_page", "current_page")}
        should = {"total": len(whole), "count": len(page.results), "per_page": per_page, "current_page": number}
        trial.same(there, should, f"{operation}: _pagination", page)
        if whole:
            trial.same(told["total_pages"], -(-len(whole) // per_page), f"{operation}: total_pages", page)
        expected_links = {"next"} if number < len(pages) else set[str]()
        expected_links |= {"previous"} if number > 1 else set()
        trial.same(set(told["links"]), expected_links, f"{operation}: links of page {number} of {len(pages)}", page)


@relation(all_lists)
def a_page_after_the_last_is_empty(trial: Trial, operation: Operation) -> None:
    """A page after the last one is a success without rows and without a next page, and knows the same total."""
    record = draw_record(trial, operation)
    whole = trial.scene.whole(operation, record)
    per_page = trial.draw(st.integers(10, MOST_PER_PAGE), "per_page")
    beyond = max(1, -(-len(whole) // per_page)) + trial.draw(st.integers(1, 1000), "pages beyond")
    answer = trial.scene.ask(operation, record, per_page=per_page, page=beyond)
    trial.same(answer.results, [], f"{operation}: rows of page {beyond}", answer)
    told = (answer.pagination["total"], answer.pagination["count"], "next" in answer.pagination["links"])
    trial.same(told, (len(whole), 0, False), f"{operation}: total, count and next of page {beyond}", answer)


@relation(all_lists)
def a_page_is_ten_rows_unless_told(trial: Trial, operation: Operation) -> None:
    """Without parameters, a list answers its first page of ten rows."""
    record = draw_record(trial, operation, least=11)
    answer = trial.scene.ask(operation, record)
    trial.same(answer.pagination["per_page"], 10, f"{operation}: per_page", answer)
    trial.same(answer.pagination["current_page"], 1, f"{operation}: current_page", answer)
    whole = trial.scene.whole(operation, record)
    exact = trial.scene.exact
    if exact or operation.date:
        rows = in_order(answer.results, operation.date, exact=exact)
        first = in_order(whole[:10], operation.date, exact=exact)
        if exact or len(whole) <= 10 or whole[9][str(operation.date)] != whole[10][str(operation.date)]:
            trial.same(rows, first, f"{operation}: first page", answer)


@relation(all_lists)
def next_and_previous_lead_to_the_neighbours(trial: Trial, operation: Operation) -> None:
    """The links of a page lead to the page after it and the page before it."""
    if not trial.scene.exact:
        raise NotRun("what a link carries beside the page is not documented")
    record = draw_record(trial, operation, least=11)
    answer = trial.scene.ask(operation, record, per_page=10)
    number = 1
    while number < 4 and "next" in answer.pagination["links"]:
        following = trial.scene.service.follow(answer.pagination["links"]["next"])
        number += 1
        expected = trial.scene.ask(operation, record, per_page=10, page=number)
        trial.same(ids(following.results), ids(expected.results), f"{operation}: next", answer, following)
        back = trial.scene.service.follow(following.pagination["links"]["previous"])
        trial.same(ids(back.results), ids(answer.results), f"{operation}: previous", following, back)
        answer = following
    trial.same("next" in answer.pagination["links"], answer.pagination["total"] > number * 10, f"{operation}", answer)


@relation(sorted_lists)
def ascending_is_descending_reversed(trial: Trial, operation: Operation) -> None:
    """A list in ascending order is the list in descending order from its end, and descending is the default."""
    scene = trial.scene
    if not scene.exact and operation.date is None:
        raise NotRun("the rows carry no date by which ties could be told")
    record = draw_record(trial, operation, least=2)
    ascending = scene.rows(operation, record, sort_order="asc")
    descending = scene.rows(operation, record, sort_order="desc")
    answer = scene.ask(operation, record, sort_order="asc")
    expected = in_order(descending[::-1], operation.date, exact=scene.exact)
    trial.same(in_order(ascending, operation.date, exact=scene.exact), expected, f"{operation} ascending", answer)
    whole = in_order(scene.whole(operation, record), operation.date, exact=scene.exact)
    trial.same(whole, in_order(descending, operation.date, exact=scene.exact), f"{operation} without order", answer)


@relation(dated_lists)
def the_newest_come_first(trial: Trial, operation: Operation) -> None:
    """A list is sorted by its date, newest first unless told otherwise."""
    record = draw_record(trial, operation, least=2)
    moments = [times.parse(row[str(operation.date)]) for row in trial.scene.whole(operation, record)]
    answer = trial.scene.ask(operation, record)
    trial.same(moments, sorted(moments, reverse=True), f"{operation}: {operation.date}", answer)


def _ends(trial: Trial, whole: list[Node], date: str) -> tuple[datetime, datetime]:
    """Two moments in order, at the very second of rows or a second beside."""
    moments = sorted({times.parse(row[date]) for row in whole})
    start, end = sorted(trial.pick(moments, "row with a date") for _ in range(2))
    start += trial.draw(st.integers(-1, 1), "seconds beside the start") * times.SECOND
    end += trial.draw(st.integers(-1, 1), "seconds beside the end") * times.SECOND
    return min(start, end), max(start, end)


def _between(whole: list[Node], date: str, start: datetime | None, end: datetime | None) -> list[Node]:
    """What filtering the whole list gives: both ends belong to the period."""

    def fits(row: Node) -> bool:
        moment = times.parse(row[date])
        return (start is None or moment >= start) and (end is None or moment <= end)

    return [row for row in whole if fits(row)]


def _filter(trial: Trial, operation: Operation, prefix: str, date: str) -> None:
    scene = trial.scene
    record = draw_record(trial, operation, least=2)
    whole = scene.whole(operation, record)
    start, end = _ends(trial, whole, date)
    query = {
        f"{prefix}_start": times.write(start, trial.draw(times.offsets(), "offset of the start")),
        f"{prefix}_end": times.write(end, trial.draw(times.offsets(), "offset of the end")),
    }
    open_end = trial.draw(st.sampled_from(["neither", "start", "end"]), "open end")
    if open_end != "neither" and scene.exact and scene.since is None:
        del query[f"{prefix}_{open_end}"]
    _compare(
        trial,
        operation,
        record,
        date,
        query,
        start if f"{prefix}_start" in query else None,
        end if f"{prefix}_end" in query else None,
    )
    # Draws may all fall near Greenwich. One second, written at two far offsets, shows that offsets are heeded.
    second = times.parse(trial.pick(whole, "row of one second")[date])
    query = {f"{prefix}_start": times.write(second, 330), f"{prefix}_end": times.write(second, -570)}
    _compare(trial, operation, record, date, query, second, second)


def _compare(
    trial: Trial,
    operation: Operation,
    record: str | None,
    date: str,
    query: dict[str, str],
    start: datetime | None,
    end: datetime | None,
) -> None:
    """The list under the query is what filtering the whole list from start to end gives."""
    scene = trial.scene
    whole = scene.whole(operation, record)
    expected = _between(whole, date, start, end)
    first = scene.ask(operation, record, **query)
    until = scene.until
    found = [row for row in scene.rows(operation, record, **query) if times.parse(row[operation.date or date]) <= until]
    exact = scene.exact
    told = f"{operation} filtered by {date}"
    trial.same(
        in_order(found, operation.date, exact=exact), in_order(expected, operation.date, exact=exact), told, first
    )
    if "period_end" in query:
        trial.same(first.pagination["total"], len(expected), f"{told}: total", first)


@relation(rating_lists)
def a_period_of_creation_filters_the_list(trial: Trial, operation: Operation) -> None:
    """A list of a period is what filtering the whole list gives, at the second of both ends and at any offset."""
    _filter(trial, operation, "period", str(operation.date))


@relation(rating_lists)
def a_period_of_update_filters_the_list(trial: Trial, operation: Operation) -> None:
    """A list of a period of updates is what filtering the whole list by the last update gives."""
    if not trial.scene.exact and any(
        UPDATED not in row for row in trial.scene.whole(operation, draw_record(trial, operation))
    ):
        raise NotRun(f"not every rating says {UPDATED}")
    _filter(trial, operation, "updated_period", UPDATED)


@relation(rating_lists)
def neighbouring_periods_part_the_list(trial: Trial, operation: Operation) -> None:
    """The lists of [a, b] and [b + 1 second, c] are the list of [a, c], and share no row."""
    scene = trial.scene
    record = draw_record(trial, operation, least=2)
    whole = scene.whole(operation, record)
    date = str(operation.date)
    moments = [times.parse(row[date]) for row in whole]
    if not moments:
        raise NotRun("no record with ratings was drawn")
    cut = trial.pick(moments, "cut") - trial.draw(st.integers(0, 1), "seconds before") * times.SECOND
    start, end = times.write(min(moments)), times.write(max(moments))
    early = {"period_start": start, "period_end": times.write(cut, trial.draw(times.offsets(), "offset"))}
    late = {"period_start": times.write(cut + times.SECOND, trial.draw(times.offsets(), "offset")), "period_end": end}
    parts: list[set[str]] = []
    for period, is_empty in ((early, cut < min(moments)), (late, cut + times.SECOND > max(moments))):
        parts.append(set() if is_empty else set(ids(scene.rows(operation, record, **period))))
    answers = [scene.ask(operation, record, **period) for period in (early, late)]
    trial.same(parts[0] & parts[1], set(), f"{operation}: rows that are in both parts", *answers)
    trial.same(parts[0] | parts[1], set(ids(whole)), f"{operation}: both parts together", *answers)
