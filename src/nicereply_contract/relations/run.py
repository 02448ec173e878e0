"""Tries all relations on a service."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

import nicereply_spec
from nicereply_contract.live_guard import StoppedError
from nicereply_contract.relations.catalogue import Catalogue
from nicereply_contract.relations.relation import READING, WRITING, Effort, Relation, Result, try_relation
from nicereply_contract.relations.scene import Scene
from nicereply_contract.relations.service import Broken, NotRun, Service


def try_relations(
    service: Service,
    effort: Effort,
    *,
    exact: bool = True,
    chosen: Sequence[Relation] | None = None,
    fail_fast: bool = False,
) -> list[Result]:
    """Try the chosen relations, all unless told otherwise; those that write are not run where writing is not allowed.

    `exact` holds the service to what this project's document assumes; `fail_fast` stops at the first failure. Never
    raises because of the service.
    """
    relations = [*READING, *WRITING] if chosen is None else chosen
    catalogue = Catalogue(nicereply_spec.load_strict() if exact else nicereply_spec.load())
    try:
        scene = Scene.of(service, catalogue, exact=exact)
    except StoppedError as stopped:
        return [Result(one.name, one.statement, "not run", str(stopped)) for one in relations]
    except (httpx.HTTPError, Broken, NotRun, KeyError, TypeError) as error:
        detail = f"the service could not be looked at: {type(error).__name__}: {error}"
        return [Result(one.name, one.statement, "failed", detail, getattr(error, "curl", "")) for one in relations]
    results: list[Result] = []
    for one in relations:
        if one.writes and not service.allow_writes:
            results.append(Result(one.name, one.statement, "not run", "writing was not allowed"))
            continue
        try:
            results.append(try_relation(one, scene, effort))
        except StoppedError as stopped:
            results.append(Result(one.name, one.statement, "not run", str(stopped)))
            continue
        if fail_fast and results[-1].verdict == "failed":
            break
        if one.writes:
            scene.forget()
    return results
