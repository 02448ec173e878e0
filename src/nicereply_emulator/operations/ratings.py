"""Reading the ratings of one metric."""

from collections.abc import Callable

from .._call import Answer, Call, Handler
from .._figures import METRICS, Metric
from .._rating_lists import Scope, rating_key
from ._shared import not_found, rating_list


def _list(metric: Metric) -> Callable[[Call], Answer]:
    scope = Scope.of_metric(metric.code)

    def list_ratings(call: Call) -> Answer:
        return rating_list(call, scope)

    return list_ratings


def _get(metric: Metric) -> Callable[[Call], Answer]:
    def get_rating(call: Call) -> Answer:
        assert call.id is not None, "the operation has an id in its path"  # noqa: S101
        state = call.state
        key = rating_key(state.store, call.id)
        rating = None if key is None else state.ratings.texts((key,))[0]
        if rating is None or rating.metric is not metric:
            raise not_found(f"{metric.name} rating", call.id)
        return b'{"_results":%b}' % rating.text

    return get_rating


HANDLERS: dict[str, Handler] = {}
for _metric in METRICS:
    _title = _metric.name.capitalize()
    HANDLERS[f"list{_title}Ratings"] = Handler(_list(_metric))
    HANDLERS[f"get{_title}Rating"] = Handler(_get(_metric))
