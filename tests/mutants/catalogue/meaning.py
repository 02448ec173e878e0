"""Mistakes of a service with lists: pages, links, order, ties, filters, offsets. Applied around its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from nicereply_contract.relations.catalogue import Catalogue, Operation

from ..mutant import Made, operator
from ..places import strict
from ..service import Answered, Ask, Asked, Fault

_DATES = ("period_start", "period_end", "updated_period_start", "updated_period_end")


@cache
def kinds() -> Catalogue:
    """The operations of the strict document by what they answer."""
    return Catalogue(strict().tree)


def around(name: str, change: Callable[[Asked, Ask], Answered]) -> Fault:
    """The change, made to the requests of one operation."""

    def fault(asked: Asked, ask: Ask) -> Answered:
        return change(asked, ask) if asked.operation == name else ask(asked)

    return fault


def edited(name: str, change: Callable[[Asked, Any], object]) -> Fault:
    """The change, made to the JSON of the successful answers of one operation."""

    def with_change(asked: Asked, ask: Ask) -> Answered:
        answer = ask(asked)
        if answer.is_success:
            answer.edit(lambda body: change(asked, body))
        return answer

    return around(name, with_change)


def _lists(change: Callable[[Asked, Any], object]) -> Iterator[Made]:
    for one in kinds().lists:
        yield one.id, (one.id,), edited(one.id, change)


def _asked_otherwise(one: Operation, change: Callable[[Asked], Asked]) -> Made:
    return one.id, (one.id,), around(one.id, lambda asked, ask: ask(change(asked)))


@operator("meaning", "pages")
def page_ignored() -> Iterator[Made]:
    """Every page is the first."""
    for one in kinds().lists:
        yield _asked_otherwise(one, lambda asked: asked.with_query(page=None))


@operator("meaning", "pages")
def page_counted_from_zero() -> Iterator[Made]:
    """The page after the one that was asked for."""

    def later(asked: Asked) -> Asked:
        page = asked.value("page") or "1"
        return asked.with_query(page=str(int(page) + 1)) if page.isdecimal() else asked

    for one in kinds().lists:
        yield _asked_otherwise(one, later)


@operator("meaning", "pages")
def page_size_ignored() -> Iterator[Made]:
    """Every page has ten rows at most."""

    def ten(asked: Asked) -> Asked:
        size = asked.value("per_page") or ""
        return asked.with_query(per_page=None) if size.isdecimal() and 10 <= int(size) <= 100 else asked

    for one in kinds().lists:
        yield _asked_otherwise(one, ten)


@operator("meaning", "pages")
def page_size_of_twenty() -> Iterator[Made]:
    """Pages have twenty rows unless told otherwise."""

    def twenty(asked: Asked) -> Asked:
        return asked if asked.value("per_page") is not None else asked.with_query(per_page="20")

    for one in kinds().lists:
        yield _asked_otherwise(one, twenty)


@operator("meaning", "pages")
def last_row_of_a_page_lost() -> Iterator[Made]:
    """The last row of a full page is on no page."""

    def lose(_: Asked, body: Any) -> None:
        if len(body["_results"]) == body["_pagination"]["per_page"]:
            body["_results"].pop()

    return _lists(lose)


@operator("meaning", "pages")
def row_on_two_pages() -> Iterator[Made]:
    """A page ends with its first row again."""

    def repeat(_: Asked, body: Any) -> None:
        if len(body["_results"]) > 1:
            body["_results"][-1] = body["_results"][0]

    return _lists(repeat)


@operator("meaning", "pages")
def pages_after_the_end_refused() -> Iterator[Made]:
    """A page after the last is not found."""
    for one in kinds().lists:

        def refuse(asked: Asked, ask: Ask) -> Answered:
            answer = ask(asked)
            if answer.is_success and not answer.document["_results"] and asked.value("page") not in (None, "1"):
                answer.status, answer.document = 404, {"errors": ["Resource cannot be found."]}
            return answer

        yield one.id, (one.id,), around(one.id, refuse)


def _figure(name: str, change: Callable[[Any], int]) -> Iterator[Made]:
    return _lists(lambda _, body: body["_pagination"].update({name: change(body)}))


@operator("meaning", "pages")
def total_one_too_many() -> Iterator[Made]:
    """The whole list is said to have a row more."""
    return _figure("total", lambda body: body["_pagination"]["total"] + 1)


@operator("meaning", "pages")
def total_of_the_page() -> Iterator[Made]:
    """The whole list is said to have as many rows as the page."""
    return _figure("total", lambda body: len(body["_results"]))


@operator("meaning", "pages")
def count_of_a_full_page() -> Iterator[Made]:
    """Every page is said to be full."""
    return _figure("count", lambda body: int(body["_pagination"]["per_page"]))


@operator("meaning", "pages")
def number_of_pages_rounded_down() -> Iterator[Made]:
    """The last page, when it is not full, is not counted."""
    return _figure("total_pages", lambda body: body["_pagination"]["total"] // body["_pagination"]["per_page"])


@operator("meaning", "pages")
def current_page_always_first() -> Iterator[Made]:
    """Every page says that it is the first."""
    return _figure("current_page", lambda _: 1)


@operator("meaning", "pages")
def page_size_said_wrongly() -> Iterator[Made]:
    """Every page says that pages have ten rows."""
    return _figure("per_page", lambda _: 10)


def _links(change: Callable[[Any, Any], object]) -> Iterator[Made]:
    return _lists(lambda _, body: change(body["_pagination"]["links"], body["_pagination"]))


@operator("meaning", "links")
def next_missing() -> Iterator[Made]:
    """No page has a next one."""
    return _links(lambda links, _: links.pop("next", None))


@operator("meaning", "links")
def next_on_the_last_page() -> Iterator[Made]:
    """The last page has a next one."""

    def lead_on(asked: Asked, body: Any) -> None:
        page = body["_pagination"]["current_page"] + 1
        body["_pagination"]["links"].setdefault("next", f"/v1{asked.path}?page={page}")

    return _lists(lead_on)


@operator("meaning", "links")
def next_to_the_same_page() -> Iterator[Made]:
    """The next page is the page itself."""

    def stay(links: Any, page: Any) -> None:
        number = page["current_page"]
        if "next" in links:
            links["next"] = links["next"].replace(f"page={number + 1}", f"page={number}")

    return _links(stay)


@operator("meaning", "links")
def previous_missing() -> Iterator[Made]:
    """No page has a previous one."""
    return _links(lambda links, _: links.pop("previous", None))


@operator("meaning", "links")
def previous_on_the_first_page() -> Iterator[Made]:
    """The first page has a previous one."""
    return _lists(lambda asked, body: body["_pagination"]["links"].setdefault("previous", f"/v1{asked.path}?page=1"))


@operator("meaning", "links")
def previous_and_next_exchanged() -> Iterator[Made]:
    """What is called next is the previous page."""

    def exchange(links: Any, _: Any) -> None:
        both = {"next": links.pop("previous", None), "previous": links.pop("next", None)}
        links.update({name: link for name, link in both.items() if link})

    return _links(exchange)


@operator("meaning", "links")
def links_without_the_version() -> Iterator[Made]:
    """Links of pages do not begin with /v1."""
    return _links(lambda links, _: links.update({name: link.removeprefix("/v1") for name, link in links.items()}))


@operator("meaning", "links")
def links_lose_the_page_size() -> Iterator[Made]:
    """The links of a page with a size of its own lead to pages of ten rows."""

    def lose(links: Any, _: Any) -> None:
        for name, link in links.items():
            path, _sep, query = link.partition("?")
            kept = [pair for pair in query.split("&") if not pair.startswith("per_page=")]
            links[name] = f"{path}?{'&'.join(kept)}"

    return _links(lose)


@operator("meaning", "links")
def own_path_of_another_record() -> Iterator[Made]:
    """The links of a row lead to the row before."""
    for one in kinds().lists:
        if "_links" in one.fields:

            def rotate(_: Asked, body: Any) -> None:
                rows = body["_results"]
                links = [row["_links"] for row in rows]
                for row, other in zip(rows, links[-1:] + links[:-1], strict=True):
                    row["_links"] = other

            yield one.id, (one.id,), edited(one.id, rotate)


@operator("meaning", "links")
def link_of_another_resource() -> Iterator[Made]:
    """A link to a survey leads to a path of teams, one to a user to customers, and so on."""
    for one in kinds().operations:
        if one.method != "get" or "_links" not in one.fields:
            continue
        for name in strict().facts(one.row["properties"]["_links"]).properties:

            def mislead(_: Asked, body: Any, name: str = name) -> None:
                for row in body["_results"] if isinstance(body["_results"], list) else [body["_results"]]:
                    if name in row["_links"]:
                        head, _sep, record = row["_links"][name].rpartition("/")
                        other = "/v1/teams" if not head.endswith("teams") else "/v1/users"
                        row["_links"][name] = f"{other}/{record}"

            yield f"{one.id} {name}", (one.id,), edited(one.id, mislead)


def _sorted_lists() -> Iterator[Operation]:
    for one in kinds().lists:
        if "sort_order" in one.query:
            yield one


@operator("meaning", "order")
def order_ignored() -> Iterator[Made]:
    """Lists are newest first, whatever is asked for."""

    def newest(asked: Asked) -> Asked:
        return asked.with_query(sort_order=None) if asked.value("sort_order") == "asc" else asked

    for one in _sorted_lists():
        yield _asked_otherwise(one, newest)


@operator("meaning", "order")
def oldest_first_by_default() -> Iterator[Made]:
    """Lists are oldest first unless told otherwise."""
    for one in _sorted_lists():
        yield _asked_otherwise(
            one, lambda asked: asked if asked.value("sort_order") else asked.with_query(sort_order="asc")
        )


@operator("meaning", "order")
def order_reversed() -> Iterator[Made]:
    """`asc` is newest first, `desc` oldest first."""
    other = {"asc": "desc", "desc": "asc", None: "asc"}
    for one in _sorted_lists():
        yield _asked_otherwise(
            one,
            lambda asked: asked.with_query(sort_order=other.get(asked.value("sort_order"), asked.value("sort_order"))),
        )


@operator("meaning", "order")
def rows_of_a_page_exchanged() -> Iterator[Made]:
    """The first two rows of a page are in the wrong order."""

    def exchange(_: Asked, body: Any) -> None:
        rows = body["_results"]
        rows[:2] = reversed(rows[:2])

    return _lists(exchange)


@operator("meaning", "ties")
def ties_always_in_the_same_direction() -> Iterator[Made]:
    """Rows of the same second are in the same order, whichever way the list is sorted."""
    for one in _sorted_lists():
        if one.date is None:
            continue

        def settle(asked: Asked, body: Any, date: str = one.date) -> None:
            rows = body["_results"]
            if asked.value("sort_order") == "asc":
                moments = [row[date] for row in rows]
                groups = {moment: [row for row in rows if row[date] == moment][::-1] for moment in moments}
                body["_results"] = [groups[moment].pop(0) for moment in moments]

        yield one.id, (one.id,), edited(one.id, settle)


def _filters() -> Iterator[tuple[Operation, str]]:
    for one in kinds().operations:
        for name in _DATES:
            if name in one.query:
                yield one, name


def _filtered(change: Callable[[Asked, str, str], Asked]) -> Iterator[Made]:
    """The change, made to requests that have a valid date in a parameter, which it gets with its name."""
    for one, name in _filters():

        def ask_otherwise(asked: Asked, ask: Ask, name: str = name) -> Answered:
            said = asked.value(name)
            return ask(asked if said is None or _moment(said) is None else change(asked, name, said))

        yield f"{one.id} {name}", (one.id,), around(one.id, ask_otherwise)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _write(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@operator("meaning", "filters")
def filter_ignored() -> Iterator[Made]:
    """An end of a period is not looked at."""
    return _filtered(lambda asked, name, _: asked.with_query(**{name: None}))


@operator("meaning", "filters")
def end_of_a_period_left_out() -> Iterator[Made]:
    """An end of a period does not belong to it."""

    def narrower(asked: Asked, name: str, said: str) -> Asked:
        moment = _moment(said)
        assert moment is not None
        step = timedelta(seconds=1 if name.endswith("start") else -1)
        return asked.with_query(**{name: _write(moment + step)})

    return _filtered(narrower)


@operator("meaning", "filters")
def period_by_whole_days() -> Iterator[Made]:
    """A period begins and ends with a day."""

    def day(asked: Asked, name: str, said: str) -> Asked:
        moment = _moment(said)
        assert moment is not None
        hour = (
            {"hour": 0, "minute": 0, "second": 0}
            if name.endswith("start")
            else {"hour": 23, "minute": 59, "second": 59}
        )
        return asked.with_query(**{name: _write(moment.astimezone(UTC).replace(**hour))})

    return _filtered(day)


@operator("meaning", "filters")
def ends_exchanged() -> Iterator[Made]:
    """The start of a period is taken for its end, or the other way round."""

    def other(asked: Asked, name: str, said: str) -> Asked:
        exchanged = name.replace("start", "end") if name.endswith("start") else name.replace("end", "start")
        return asked.with_query(**{name: None, exchanged: said})

    return _filtered(other)


@operator("meaning", "filters")
def update_taken_for_creation() -> Iterator[Made]:
    """A period of updates filters by creation, or the other way round."""
    for one, name in _filters():
        other = name.removeprefix("updated_") if name.startswith("updated_") else f"updated_{name}"
        if other in one.query:

            def confuse(asked: Asked, name: str = name, other: str = other) -> Asked:
                said = asked.value(name)
                return asked if said is None else asked.with_query(**{name: None, other: said})

            fault = around(one.id, lambda asked, ask, confuse=confuse: ask(confuse(asked)))
            yield f"{one.id} {name}", (one.id,), fault


@operator("meaning", "offsets")
def offset_ignored() -> Iterator[Made]:
    """A date is read as if it were in UTC."""
    return _filtered(lambda asked, name, said: asked.with_query(**{name: said[:19] + "Z"}))


@operator("meaning", "offsets")
def offset_taken_the_wrong_way() -> Iterator[Made]:
    """East is taken for west."""
    signs = str.maketrans("+-", "-+")
    return _filtered(lambda asked, name, said: asked.with_query(**{name: said[:19] + said[19:].translate(signs)}))
