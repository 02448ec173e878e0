"""Stats, histograms and surveys of one metric."""

from collections.abc import Callable

from .. import _render
from .._call import Answer, Call, Handler
from .._figures import METRICS, Metric
from .._schema import OF_METRIC
from ._shared import counts_of, page, record_page, result


def _stats(metric: Metric) -> Callable[[Call], Answer]:
    def get_stats(call: Call) -> Answer:
        return result(_render.stats(metric, counts_of(call, OF_METRIC, metric.code)[metric.name]))

    return get_stats


def _histogram(metric: Metric) -> Callable[[Call], Answer]:
    def get_histogram(call: Call) -> Answer:
        return result(_render.histogram(metric, counts_of(call, OF_METRIC, metric.code)[metric.name]))

    return get_histogram


def _surveys(metric: Metric) -> Callable[[Call], Answer]:
    def list_surveys(call: Call) -> Answer:
        total, rows = record_page(call, "survey", "key", where="metric = ?", values=(metric.code,))
        state = call.state
        return page(call, [_render.survey(state.directory.survey(key), state.base_path) for (key,) in rows], total)

    return list_surveys


HANDLERS: dict[str, Handler] = {}
for _metric in METRICS:
    _title = _metric.name.capitalize()
    HANDLERS[f"get{_title}Stats"] = Handler(_stats(_metric))
    HANDLERS[f"get{_title}Histogram"] = Handler(_histogram(_metric))
    HANDLERS[f"list{_title}Surveys"] = Handler(_surveys(_metric))
