"""Lists: pages of any size are the whole, filters and order do what they say."""

from datetime import datetime, timedelta
from typing import Any

import pytest

import nicereply


@pytest.mark.parametrize("per_page", [10, 37, 100])
def test_pages_of_any_size_are_the_whole_list(api: Any, per_page: int) -> None:
    ratings = api("csat.list_ratings", per_page=per_page)
    assert len(ratings) == len({rating.id for rating in ratings}) == api("csat.get_stats").count


def test_the_newest_come_first_and_asc_is_the_reverse(api: Any) -> None:
    ratings = api("nps.list_ratings")
    moments = [rating.created_at for rating in ratings]
    assert moments == sorted(moments, reverse=True)
    assert api("nps.list_ratings", sort_order="asc") == ratings[::-1]
    assert api("nps.list_ratings", sort_order="desc") == ratings


def test_a_period_includes_both_of_its_ends(api: Any) -> None:
    ratings = api("ces.list_ratings", sort_order="asc")
    first, last = ratings[10].created_at, ratings[-10].created_at
    expected = [rating for rating in ratings if first <= rating.created_at <= last]
    assert api("ces.list_ratings", sort_order="asc", period_start=first, period_end=last) == expected
    assert 0 < len(expected) < len(ratings)
    assert api("ces.get_stats", period_start=first, period_end=last).count == len(expected)


def test_an_update_period_filters_by_the_last_update(api: Any) -> None:
    ratings = api("csat.list_ratings", sort_order="asc")
    middle = sorted(rating.updated_at for rating in ratings)[len(ratings) // 2]
    expected = {rating.id for rating in ratings if rating.updated_at >= middle}
    found = {rating.id for rating in api("csat.list_ratings", updated_period_start=middle)}
    assert found == expected
    before = {rating.id for rating in api("csat.list_ratings", updated_period_end=middle - timedelta(seconds=1))}
    assert before == {rating.id for rating in ratings} - expected


def test_the_same_moment_may_be_written_with_any_offset(api: Any) -> None:
    # The documented formats: an offset to the east, to the west, and UTC.
    moments = ["2025-07-01T14:00:00+02:00", "2025-07-01T10:00:00-02:00", "2025-07-01T12:00:00Z"]
    moments_as_datetimes = [datetime.fromisoformat(moment) for moment in moments]
    counts = {api("csat.get_stats", period_start=moment).count for moment in [*moments, *moments_as_datetimes]}
    assert len(counts) == 1
    assert 0 < counts.pop() < api("csat.get_stats").count


def test_pages_tell_of_the_whole(client: nicereply.Client) -> None:
    pager = client.csat.list_ratings(per_page=50)
    page = next(pager.pages())
    assert page.number == 1
    assert len(page.items) == 50
    assert page.total == client.csat.get_stats().count
    assert page.total_pages == -(-page.total // 50)
    assert len(pager.take(3)) == 3


def test_an_empty_period_has_no_items(api: Any) -> None:
    assert api("csat.list_ratings", period_end="2001-01-01T00:00:00Z") == []
