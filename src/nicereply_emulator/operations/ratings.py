"""Reading the ratings of one metric."""

from collections.abc import Callable

from .._call import Answer, Call, Handler
from .._figures import METRICS, Metric
from .._rating_lists import Scope
from .._schema import OF_METRIC
from ._shared import not_found, rating_list


def _list(metric: Metric) -> Callable[[Call], Answer]:
    scope = Scope.of(OF_METRIC, metric.code)

    def list_ratings(call: Call) -> Answer:
        return rating_list(call, scope)

    return list_ratings


def _get(metric: Metric) -> Callable[[Call], Answer]:
    def get_rating(call: Call) -> Answer:
        assert call.id is not None, "the operation has an id in its path"  # noqa: S101
        rating = call.state.ratings.by_id(call.id)
        if rating is None or rating.metric is not metric:
            raise not_found(f"{metric.name} rating", call.id)
        return b'{"_results":%b}' % rating.text

    return get_rating


HANDLERS: dict[str, Handler] = {}
for _metric in METRICS:
    _title = _metric.name.capitalize()
    HANDLERS[f"list{_title}Ratings"] = Handler(_list(_metric))
    HANDLERS[f"get{_title}Rating"] = Handler(_get(_metric))
