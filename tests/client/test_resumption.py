"""Another process goes on with a list, over HTTP, where rows were added in between."""

import os
import subprocess
import sys
from typing import Any

import pytest

import nicereply
import nicereply_emulator

PROGRAM = """
import sys, nicereply
with nicereply.Client() as client:
    for rating in client.resume(sys.argv[1], nicereply.Rating, prefetch=int(sys.argv[2])):
        print(rating.id)
"""
SURVEY = "df05e734-aed3-4da1-9fcb-730a2415698e"


@pytest.mark.parametrize("prefetch", [0, 4])
@pytest.mark.parametrize("sort_order", ["asc", "desc"])
def test_nothing_is_lost_and_nothing_comes_twice(
    client: nicereply.Client, emulator: nicereply_emulator.Emulator, sort_order: Any, prefetch: int
) -> None:
    before = [rating.id for rating in client.csat.list_ratings(sort_order=sort_order)]
    pager = client.csat.list_ratings(sort_order=sort_order, per_page=50)
    delivered = [rating.id for rating in pager.take(123)]
    for score in range(1, 8):
        client.ratings.create(survey_id=SURVEY, score=score, user=nicereply.UserByUsername("agentBob"), from_="A")
    environment = {**os.environ, "NICEREPLY_API_KEY": emulator.api_key, "NICEREPLY_BASE_URL": emulator.base_url}
    command = [sys.executable, "-c", PROGRAM, pager.cursor, str(prefetch)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    delivered += done.stdout.split()
    assert len(delivered) == len(set(delivered))
    assert [one for one in delivered if one in set(before)] == before
    # What is new is at the end of one order, and before the beginning of the other.
    assert len(delivered) == len(before) + (7 if sort_order == "asc" else 0)
