"""Surveys, their ratings and figures, and the addresses that want no more of them."""

from .. import _render
from .._call import Answer, Call, Handler
from .._rating_lists import Scope
from .._schema import OF_SURVEY
from ._shared import counts_of, counts_of_each, named, page, rating_list, record_page, result


def list_surveys(call: Call) -> Answer:
    total, rows = record_page(call, "survey", "key")
    state = call.state
    return page(call, [_render.survey(state.directory.survey(key), state.base_path) for (key,) in rows], total)


def list_survey_stats(call: Call) -> Answer:
    total, rows = record_page(call, "survey", "key")
    counts = counts_of_each(call, OF_SURVEY, [key for (key,) in rows])
    items: list[str] = []
    for (key,) in rows:
        survey = call.state.directory.survey(key)
        stats = _render.stats(survey.metric, counts[key][survey.metric.name])
        items.append(f'{{"id":"{survey.id}","type":"{survey.metric.name}","stats":{stats}}}')
    return page(call, items, total)


def get_survey(call: Call) -> Answer:
    return result(_render.survey(call.state.directory.survey(named(call, "survey")), call.state.base_path))


def list_survey_ratings(call: Call) -> Answer:
    return rating_list(call, Scope.of(OF_SURVEY, named(call, "survey")))


def get_survey_stats(call: Call) -> Answer:
    survey = call.state.directory.survey(named(call, "survey"))
    return result(_render.stats(survey.metric, counts_of(call, OF_SURVEY, survey.key)[survey.metric.name]))


def get_survey_histogram(call: Call) -> Answer:
    survey = call.state.directory.survey(named(call, "survey"))
    return result(_render.histogram(survey.metric, counts_of(call, OF_SURVEY, survey.key)[survey.metric.name]))


def list_unsubscribes(call: Call) -> Answer:
    total, rows = record_page(call, "unsubscribe", _render.UNSUBSCRIBE_COLUMNS, time="unsubscribed_at")
    return page(call, [_render.unsubscribe(row) for row in rows], total)


HANDLERS = {
    "listSurveys": Handler(list_surveys),
    "listSurveyStats": Handler(list_survey_stats),
    "getSurvey": Handler(get_survey),
    "listSurveyRatings": Handler(list_survey_ratings),
    "getSurveyStats": Handler(get_survey_stats),
    "getSurveyHistogram": Handler(get_survey_histogram),
    "listUnsubscribes": Handler(list_unsubscribes),
}
