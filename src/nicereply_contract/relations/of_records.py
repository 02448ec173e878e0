"""Relations between rows, single records and the links that lead to them."""

from __future__ import annotations

from http import HTTPStatus

from nicereply_contract.relations import times
from nicereply_contract.relations.catalogue import Operation, Scope
from nicereply_contract.relations.of_lists import draw_record
from nicereply_contract.relations.relation import Trial, relation
from nicereply_contract.relations.rows import ids, in_order, metric_of, named
from nicereply_contract.relations.scene import Scene
from nicereply_contract.relations.service import Broken, NotRun


def lists_with_records(scene: Scene) -> list[Operation]:
    """The lists whose rows can be asked for one by one: those of ratings, and those of a resource's records."""
    return [
        operation
        for operation in scene.catalogue.lists
        if "score" in operation.fields or operation.row_name in scene.catalogue.records
    ]


def linked_lists(scene: Scene) -> list[Operation]:
    """The lists whose rows have links."""
    return [operation for operation in scene.catalogue.lists if "_links" in operation.fields]


@relation(lists_with_records)
def rows_agree_with_single_records(trial: Trial, operation: Operation) -> None:
    """A row of a list says what the record itself says, field by field."""
    scene = trial.scene
    row = trial.pick(scene.whole(operation, draw_record(trial, operation, least=1)), f"row of {operation}")
    metric = metric_of(row) if "score" in operation.fields else None
    single = scene.catalogue.rating_record(metric) if metric else scene.catalogue.records[operation.row_name]
    answer = scene.ask(single, row["id"])
    record = answer.results
    shared = row.keys() & record.keys() if not scene.exact else row.keys() | record.keys()
    for name in sorted(shared):
        trial.same(row.get(name), record.get(name), f"{operation}: {name} of {row['id']}", answer)


@relation(lambda scene: scene.catalogue.metrics)
def a_rating_is_found_under_its_own_metric_alone(trial: Trial, metric: str) -> None:
    """A rating's id is not found at the path of another metric."""
    scene = trial.scene
    rating = trial.pick(scene.ratings(metric), f"rating of {metric}")
    listed = scene.ask(scene.catalogue.by_metric[metric].ratings)
    trial.same(metric_of(rating), metric, f"metric of {rating['id']} in the list of {metric}", listed)
    for other in scene.catalogue.metrics:
        answer = scene.ask(scene.catalogue.rating_record(other), rating["id"])
        expected = HTTPStatus.OK if other == metric else HTTPStatus.NOT_FOUND
        trial.same(answer.status, expected, f"status of a {metric} rating as a {other} rating", answer)


@relation(lambda scene: list(scene.catalogue.named))
def an_owner_lists_the_ratings_that_name_it(trial: Trial, name: str) -> None:
    """The ratings of a user (customer, survey) are those ratings of all metrics that name it, in the lists' order."""
    scene = trial.scene
    scope = scene.catalogue.named[name]
    record = trial.pick(scene.ids(scope), f"record in {scope}")
    everything = [rating for metric in scene.catalogue.metrics for rating in scene.ratings(metric)]
    expected = [rating for rating in everything if named(rating, name) == record]
    date = str(scope.ratings.date)
    expected.sort(key=lambda rating: (times.parse(rating[date]), rating["id"]), reverse=True)
    found = scene.whole(scope.ratings, record)
    answer = scene.ask(scope.ratings, record)
    exact = scene.exact
    trial.same(
        in_order(found, date, exact=exact), in_order(expected, date, exact=exact), f"{scope} {record}: ratings", answer
    )


@relation(lambda scene: [one for one in scene.catalogue.lists if _is_part_of_records(scene, one)])
def lists_by_metric_part_the_whole(trial: Trial, operation: Operation) -> None:
    """The list of one metric's surveys is what filtering all surveys by that metric gives."""
    scene = trial.scene
    whole = next(scope.records for scope in scene.catalogue.resources.values() if _rows(scope) == operation.row_name)
    if whole is None:
        raise LookupError(f"{operation} is part of no list")
    metric = next(metric for metric, scope in scene.catalogue.by_metric.items() if scope.tag == operation.tag)
    expected = [row for row in scene.whole(whole) if row["metric"] == metric]
    answer = scene.ask(operation)
    found = in_order(scene.whole(operation), whole.date, exact=scene.exact)
    trial.same(found, in_order(expected, whole.date, exact=scene.exact), f"{operation} against {whole}", answer)


def _rows(scope: Scope) -> str:
    return "" if scope.records is None else scope.records.row_name


def _is_part_of_records(scene: Scene, operation: Operation) -> bool:
    tags = {scope.tag for scope in scene.catalogue.by_metric.values()}
    return operation.tag in tags and operation.row_name in scene.catalogue.records and "score" not in operation.fields


@relation(lambda scene: [one for one in scene.catalogue.lists if "users" in one.fields])
def memberships_agree_from_all_sides(trial: Trial, operation: Operation) -> None:
    """A user is in the list of a team's users, in that team's row of all teams, and has the team, or none of these."""
    scene = trial.scene
    found = {scope.tag: one for scope, one in scene.catalogue.sublists()}
    of_team, of_user = found[operation.tag], found[next(tag for tag in found if tag != operation.tag)]
    answer = scene.ask(operation)
    by_team = {row["id"]: row["users"] for row in scene.whole(operation)}
    teams = [str(team) for team in scene.ids(scene.catalogue.resources[operation.tag])]
    trial.same(sorted(by_team), sorted(teams), f"{operation}: teams", answer)
    team = trial.pick(teams, "team")
    members = scene.whole(of_team, team)
    key = sorted if not scene.exact else list
    trial.same(key(ids(by_team[team])), key(ids(members)), f"{operation}: users of {team}", answer)
    for shown, member in zip(by_team[team], members, strict=True):
        if scene.exact:
            trial.same(shown, member, f"{operation}: user {member['id']} of {team}", answer)
    user = str(trial.pick(scene.ids(scene.catalogue.resources[of_user.tag]), "user"))
    expected = {team for team, users in by_team.items() if user in ids(users)}
    single = scene.ask(of_user, user)
    trial.same(set(ids(scene.whole(of_user, user))), expected, f"{of_user}: teams of {user}", single, answer)


@relation(linked_lists)
def links_lead_to_what_they_say(trial: Trial, operation: Operation) -> None:
    """A row's link to itself answers that row, and its links to others answer the records that it names."""
    scene = trial.scene
    row = trial.pick(scene.whole(operation, draw_record(trial, operation, least=1)), f"row of {operation}")
    if "_links" not in row:
        if scene.exact:
            raise Broken(f"{operation}: {row['id']} has no _links", scene.ask(operation).curl)
        raise NotRun(f"the rows of {operation} have no _links")
    named_here = {name for name in scene.catalogue.named if "score" in operation.fields and named(row, name)}
    if scene.exact:
        answer = scene.service.follow(row["_links"]["self"])
        trial.same(set(row["_links"]), {"self", *named_here}, f"{operation}: links of {row['id']}", answer)
    for name, link in row["_links"].items():
        # A link of a CES or NPS rating to itself is documented with the path of CSAT, of a customer with an old id.
        if name == "self" and not scene.exact:
            continue
        answer = scene.service.follow(link)
        expected = row["id"] if name == "self" else named(row, name)
        trial.same(answer.results["id"], expected, f"{operation}: link {name} of {row['id']}", answer)
        if name == "self":
            trial.same(answer.results, row, f"{operation}: what {link} answers", answer)
