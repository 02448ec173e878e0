"""A Hypothesis state machine: creations and refusals in any order, with the service held to a model after each."""

from __future__ import annotations

from typing import Any, Final

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from nicereply_contract.document import Node
from nicereply_contract.relations import times
from nicereply_contract.relations.creation import draw_creation, draw_refused
from nicereply_contract.relations.model import Model, ModelRating, Place
from nicereply_contract.relations.of_creations import NO_PERIOD, owners_of
from nicereply_contract.relations.of_figures import check_stats
from nicereply_contract.relations.relation import WRITING, Effort, Relation, Trial
from nicereply_contract.relations.rows import ids
from nicereply_contract.relations.scene import Scene
from nicereply_contract.relations.service import Broken

OWNERS: Final = 3
"""Users and customers that creations choose from: few, so that their figures meet."""
STEPS: Final = 12


def machine(scene: Scene) -> type[RuleBasedStateMachine]:
    """The state machine for one service."""
    catalogue = scene.catalogue
    scopes = {scope.tag: scope for scope in catalogue.scopes}

    class ServiceAgainstModel(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.model = Model()
            self.latest = ""
            self.trial = Trial(scene, None)

        @initialize(data=st.data(), operation=st.sampled_from(catalogue.rating_creations))
        def begin(self, data: st.DataObject, operation: Any) -> None:
            """Take the figures that are there as the start, and create a first rating."""
            for scope in catalogue.by_metric.values():
                self.learn((scope.tag, None))
            self.create_one(data, operation)

        def learn(self, place: Place) -> None:
            """A place that was not met yet: its figures hold what the model has created there too, which is nothing."""
            if place not in self.model.before:
                self.model.before[place] = scene.histograms(scopes[place[0]], place[1], **NO_PERIOD)[0]

        @rule(data=st.data(), operation=st.sampled_from(catalogue.rating_creations))
        def create(self, data: st.DataObject, operation: Any) -> None:
            """Create a rating that must be accepted."""
            self.create_one(data, operation)

        def create_one(self, data: st.DataObject, operation: Any) -> None:
            creation = draw_creation(scene, data.draw, operation, owners=OWNERS)
            owners = owners_of(scene, creation)
            places: list[Place] = [
                (catalogue.by_metric[creation.metric].tag, None),
                *((scope.tag, record) for scope, record in owners),
            ]
            for place in places:
                self.learn(place)
            answer = scene.service.post(operation, creation.body)
            rating: Node = answer.results
            self.latest = rating["created_at"]
            self.model.create(ModelRating(rating["id"], creation.metric, creation.score, frozenset(places)))

        @rule(data=st.data(), operation=st.sampled_from(catalogue.creations))
        def refuse(self, data: st.DataObject, operation: Any) -> None:
            """Try a creation that must be refused."""
            mistake, body = data.draw(st.sampled_from(draw_refused(scene, data.draw, operation)), "mistake")
            answer = scene.service.post(operation, body)
            self.trial.holds(400 <= answer.status < 500, f"{operation} with {mistake}: {answer.status}", answer)

        @rule(data=st.data())
        def read(self, data: st.DataObject) -> None:
            """Hold one place's list, stats and histogram to the model."""
            self.compare(data.draw(st.sampled_from(sorted(self.model.before, key=str)), "place"))

        def teardown(self) -> None:
            """Hold every place to the model at the end."""
            for place in self.model.before:
                self.compare(place)

        def compare(self, place: Place) -> None:
            scope, record = scopes[place[0]], place[1]
            expected = self.model.histogram(place)
            found, answer = scene.histograms(scope, record, **NO_PERIOD)
            self.trial.same(found, {metric: +counts for metric, counts in expected.items()}, str(place), answer)
            stats, other = scene.stats(scope, record, **NO_PERIOD)
            for metric, figures in stats.items():
                check_stats(self.trial, metric, figures, expected[metric], str(place), other)
            if self.latest:
                recent = {"period_start": times.write(times.parse(self.latest) - 60 * times.SECOND)}
                rows = ids(scene.rows(scope.ratings, record, **recent))
                missing = self.model.newest(place) - set(rows)
                self.trial.same(missing, set(), f"{place}: created ratings that are not listed", other)

        @invariant()
        def totals(self) -> None:
            """The metrics' lists have as many ratings as the model."""
            for place in self.model.before:
                if place[1] is None:
                    answer = scene.ask(scopes[place[0]].ratings, **NO_PERIOD)
                    self.trial.same(answer.pagination["total"], self.model.count(place), f"{place}: total", answer)

    return ServiceAgainstModel


def _attempt(scene: Scene, _subject: Any, effort: Effort) -> None:
    settings = hypothesis.settings(effort.settings(), stateful_step_count=STEPS)
    model = hypothesis.seed(effort.seed)(machine(scene))
    try:
        run_state_machine_as_test(model, settings=settings)
    except BaseExceptionGroup as group:  # several failures: the first one tells enough
        broken, _ = group.split(Broken)
        raise (broken.exceptions[0] if broken else group) from None


WRITING.append(
    Relation(
        name="the-service-follows-its-model",
        statement="After any sequence of creations and refusals, lists, stats and histograms are a small model's.",
        subjects=lambda _scene: ["creations and refusals"],
        attempt=_attempt,
        writes=True,
    )
)
