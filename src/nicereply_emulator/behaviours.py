"""What the emulator does beyond the letter of the documentation, as data. The documentation page is made from it.

Nobody had a live account at hand: `validated_live` is False throughout.
"""

from dataclasses import dataclass
from typing import Literal

Label = Literal["documented", "inferred", "assumed"]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour. `reason` says what it is taken from, `test` names the test that pins it (file and function)."""

    id: str
    does: str
    label: Label
    reason: str
    test: str
    validated_live: bool = False


BEHAVIOURS = (
    # Judging a request
    Behaviour(
        "order-of-judgement",
        "A request is judged for its key (401), the account (402), the route (404) and method (405), then for all its "
        "problems (400), then for the records that it names (404).",
        "assumed",
        "The usual order of a Symfony application's layers.",
        "test_judgement.py::test_all_problems_are_told_at_once",
    ),
    Behaviour(
        "key-before-route",
        "Without the key every path is 401, also one that does not exist.",
        "assumed",
        "Authentication runs before routing in most such services.",
        "test_judgement.py::test_without_the_key_everything_is_401",
    ),
    Behaviour(
        "any-user-name",
        "The user name of Basic authentication may be anything.",
        "inferred",
        "The documentation says that it can be left blank, not that it must be.",
        "test_judgement.py::test_the_user_name_may_be_blank_or_not",
    ),
    Behaviour(
        "challenge",
        "401 carries a `WWW-Authenticate` header.",
        "inferred",
        "RFC 7617.",
        "test_judgement.py::test_without_the_key_everything_is_401",
    ),
    Behaviour(
        "rate-limit",
        "There is no rate limit until one is switched on; then 429 carries `Retry-After`, in seconds.",
        "inferred",
        "The documentation has the status and says that there are no limits at present; RFC 9110 has the header.",
        "controls/test_rate_limit.py::test_requests_beyond_the_limit_are_429_until_the_window_ends",
    ),
    Behaviour(
        "trial-ended",
        "When the trial has ended every call with the key is 402, also to paths that do not exist.",
        "assumed",
        "402 is documented as such, for all endpoints; that it comes before 404 is the order of judgement.",
        "controls/test_rate_limit.py::test_a_trial_that_has_ended_is_402_everywhere",
    ),
    Behaviour(
        "method-not-allowed",
        "A method that is not documented, HEAD and OPTIONS included, is 405 with an exact `Allow`.",
        "assumed",
        "RFC 9110; the documentation lists no 405.",
        "test_judgement.py::test_other_methods_are_405_with_those_that_are_allowed",
    ),
    Behaviour(
        "all-problems",
        "A refusal names every problem of the request.",
        "documented",
        "The example of an error names three.",
        "test_judgement.py::test_all_problems_are_told_at_once",
    ),
    Behaviour(
        "documented-messages",
        "`This value should be 100 or less.`, `This value should be a valid number.`, `This field is missing.`",
        "documented",
        "The example of an error.",
        "test_judgement.py::test_the_documented_messages",
    ),
    Behaviour(
        "other-messages",
        "The other messages are those of Symfony's validator, such as `This field was not expected.`",
        "inferred",
        "The documented wording is Symfony's.",
        "test_judgement.py::test_all_problems_are_told_at_once",
    ),
    Behaviour(
        "place-of-a-path-problem",
        "A malformed id in the path is a problem of `urlParameters[id]`.",
        "assumed",
        "The documentation's headings are `Query Parameters`, `BODY Parameters` and `URL Parameters`.",
        "test_judgement.py::test_a_malformed_id_is_400",
    ),
    Behaviour(
        "unknown-parameters",
        "Unknown query parameters and body fields are 400 (the legacy profile passes them over).",
        "inferred",
        "Symfony's validator refuses extra fields unless told otherwise.",
        "test_judgement.py::test_all_problems_are_told_at_once",
    ),
    Behaviour(
        "repeated-parameters",
        "A query parameter that is given twice is 400.",
        "assumed",
        "Nothing is said; refusing it shows the mistake.",
        "test_judgement.py::test_a_repeated_parameter_is_refused",
    ),
    Behaviour(
        "fractions-of-seconds",
        "Timestamps with fractions of a second are refused; a leap second is the second after it.",
        "documented",
        "Exactly three formats are valid, and none has a fraction.",
        "test_times.py::test_nothing_else_is_a_timestamp",
    ),
    Behaviour(
        "plus-in-query",
        "An unencoded `+` in a query string is a blank, so that such a timestamp is refused; the refusal says so.",
        "inferred",
        "How forms are decoded everywhere.",
        "test_judgement.py::test_a_plus_sign_in_a_date_must_be_encoded",
    ),
    Behaviour(
        "legacy-ids",
        "Paths take the numeric ids from before August 2023; bodies take them in the legacy profile alone.",
        "documented",
        "Endpoints with numeric ids are supported for a short time.",
        "test_documented_records.py::test_numeric_ids_still_lead_to_their_records",
    ),
    Behaviour(
        "bad-json",
        "A body that is no JSON object, or has a field twice, NaN, or half a character, is 400.",
        "documented",
        "Wrong JSON syntax is 400; that these are wrong syntax is RFC 8259.",
        "test_bodies.py::test_bodies_that_are_refused",
    ),
    Behaviour(
        "large-bodies",
        "A body of more than 1,048,576 bytes or 64 levels is 400.",
        "assumed",
        "Some limit there is; 413 is not among the documented statuses.",
        "test_bodies.py::test_bodies_that_are_refused",
    ),
    Behaviour(
        "content-type",
        "The content type of a body does not matter.",
        "inferred",
        "The documentation recommends one, and does not demand it.",
        "test_bodies.py::test_the_content_type_does_not_matter",
    ),
    # Lists
    Behaviour(
        "envelope",
        "`next` and `previous` only where there is such a page; an empty list has one page.",
        "inferred",
        "The envelope is that of League Fractal, whose paginator does so.",
        "test_lists.py::test_links_are_there_only_where_they_lead_somewhere",
    ),
    Behaviour(
        "page-after-the-last",
        "A page after the last one is 200 and empty.",
        "assumed",
        "No status is documented for it; an empty page ends every reader's loop.",
        "test_lists.py::test_a_page_after_the_last_is_empty",
    ),
    Behaviour(
        "previous-after-the-last",
        "On a page after the last one, `previous` leads to the last page that there is.",
        "inferred",
        "Links are documented as paths to pages and left out where there is none; `total_pages` says which there are.",
        "test_lists.py::test_previous_leads_to_a_page_that_is_there",
    ),
    Behaviour(
        "links-keep-parameters",
        "The links of a list keep the caller's other parameters.",
        "assumed",
        "The documented links show `page` alone, of a request whose parameters are not shown.",
        "test_lists.py::test_links_keep_the_other_parameters",
    ),
    Behaviour(
        "order-of-lists",
        "Every list is newest first, by the time of creation (of unsubscribes, by theirs).",
        "assumed",
        "Documented for ratings and surveys; the example of teams shows the older team first.",
        "test_lists.py::test_ascending_is_descending_reversed",
    ),
    Behaviour(
        "ties",
        "Records of the same second are in order of their ids, in the list's own direction.",
        "assumed",
        "Pages need some order that is total.",
        "test_recount.py::test_lists",
    ),
    Behaviour(
        "users-within-teams",
        "In the list of users by team, each team's users are in the list's own order.",
        "assumed",
        "Nothing is said.",
        "test_documented_records.py::test_the_teams",
    ),
    Behaviour(
        "ends-of-periods",
        "Both ends of a period belong to it, to the second.",
        "assumed",
        "Nothing is said.",
        "test_lists.py::test_both_ends_of_a_period_belong_to_it",
    ),
    Behaviour(
        "reversed-periods",
        "A period that ends before it begins is empty.",
        "assumed",
        "Nothing is said.",
        "test_lists.py::test_a_period_that_ends_before_it_begins_is_empty",
    ),
    Behaviour(
        "offset-of-timestamps",
        "Timestamps are sent at +02:00.",
        "assumed",
        "As in all examples, whatever the season.",
        "test_times.py::test_writes_what_datetime_writes",
    ),
    Behaviour(
        "links-of-records",
        "`_links` lead to the rating under its own metric, and to records by UUID.",
        "assumed",
        "The examples of CES and NPS ratings show `/v1/csat/`, those of customers a number: both look like mistakes.",
        "test_lists.py::test_links_of_rows_lead_to_what_they_say",
    ),
    # Figures
    Behaviour(
        "averages",
        "An average has four decimals at most and is whole where it is whole; 0 when there are no ratings.",
        "inferred",
        "986 / 153 is shown as 6.4444, and 665 / 133 as 5.",
        "test_figures.py::test_the_documented_averages",
    ),
    Behaviour(
        "averages-across-scales",
        "An average over surveys of different scales is that of the raw scores.",
        "assumed",
        "Nothing is said of a conversion.",
        "test_recount.py::test_stats_and_histograms",
    ),
    Behaviour(
        "nps",
        "`nps_score` is promoters (9, 10) less detractors (0 to 6) in per cent of all, rounded; 0 when there are none.",
        "inferred",
        "(2 - 14) / 17 is shown as -71.",
        "test_figures.py::test_the_documented_nps",
    ),
    Behaviour(
        "halves",
        "Halves are rounded away from zero.",
        "assumed",
        "What PHP's `round` does.",
        "test_figures.py::test_halves_go_away_from_zero",
    ),
    Behaviour(
        "histograms",
        "Histograms have every score of the metric's range: CSAT 1 to 10, CES 1 to 7, NPS 0 to 10.",
        "documented",
        "All examples show them.",
        "test_documented_records.py::test_the_customer_with_figures",
    ),
    Behaviour(
        "figures-of-teams",
        "A team's ratings and figures are those of its present members; the list of all teams shows no groups.",
        "assumed",
        "Ratings name a user and no team; the example of the list shows no groups.",
        "test_recount.py::test_stats_and_histograms",
    ),
    # Creating
    Behaviour(
        "scales",
        "Scores are in the survey's own scale: CSAT10 1 to 10, CSAT5 1 to 5, CSAT3 1 to 3, CSAT2 1 to 2, CES 1 to 7, "
        "NPS 0 to 10.",
        "inferred",
        "The documentation says that it depends on the scale; the vendor's help pages name the limits.",
        "test_creations.py::test_a_score_is_on_its_survey_s_own_scale",
    ),
    Behaviour(
        "metric-of-the-survey",
        "A metric's route takes surveys of that metric alone (400).",
        "inferred",
        "The tables name the survey's metric; two names are plain mistakes of copying.",
        "test_creations.py::test_a_metric_s_route_takes_its_own_surveys",
    ),
    Behaviour(
        "name-required",
        "`from` is required, and not blank, when the survey asks for a name. Which do is part of the data.",
        "documented",
        "The footnote says so; no field of the API shows it.",
        "test_creations.py::test_a_survey_that_asks_for_a_name_gets_one",
    ),
    Behaviour(
        "extra-questions-required",
        "The survey's required extra questions must be answered.",
        "inferred",
        "The table has the mark of a footnote, and no footnote.",
        "test_creations.py::test_required_extra_questions_are_answered",
    ),
    Behaviour(
        "extra-questions",
        "Extra questions are the survey's own, each once, with a score from 1 to 10 that is on the question's scale.",
        "inferred",
        "The table says 1 to 10; each question has a scale.",
        "test_creations.py::test_extra_questions_are_the_survey_s_own_on_their_own_scale_and_once",
    ),
    Behaviour(
        "unknown-references",
        "A survey, user or customer of a body that is not there is 404.",
        "assumed",
        "404 is documented as a resource that cannot be found.",
        "test_creations.py::test_records_that_are_named_must_be_there",
    ),
    Behaviour(
        "usernames",
        "A username that is taken is 400. Upper and lower case differ.",
        "assumed",
        "Ratings name users by it, so it must be unique.",
        "test_creations.py::test_a_username_is_taken_once",
    ),
    Behaviour(
        "defaults-of-a-rating",
        "`from` is an empty text and `ip_address` the caller's own if none is given; `comment` and `ticket` are null.",
        "assumed",
        "The first two are documented as never null.",
        "test_creations.py::test_the_least_rating_has_defaults",
    ),
    Behaviour(
        "user-of-a-created-rating",
        "A created rating shows the user that was named.",
        "assumed",
        "The examples show null, though a user is required.",
        "test_creations.py::test_a_full_rating_is_answered_as_documented",
    ),
    Behaviour(
        "fields-of-created-ratings",
        "Answers to creations have no status and no links, and `extra_questions` only on the route for all metrics.",
        "documented",
        "As the examples show.",
        "test_creations.py::test_a_full_rating_is_answered_as_documented",
    ),
    Behaviour(
        "at-once",
        "A created rating is in all lists, stats and histograms at once, and is open.",
        "assumed",
        "Nothing is said of a delay.",
        "test_creations.py::test_a_rating_shows_everywhere_at_once_and_nowhere_else",
    ),
    Behaviour(
        "whole-numbers",
        "A whole number may be written as `3.0`.",
        "assumed",
        "JSON has one kind of number.",
        "test_bodies.py::test_a_whole_number_may_be_written_with_a_fraction",
    ),
    Behaviour(
        "legacy-profile",
        "The legacy profile takes scores as digits, whole numbers for ids, empty texts and nulls for what is absent.",
        "inferred",
        "Programs that are written against the live service send them.",
        "test_legacy.py::test_digits_empty_texts_and_nulls",
    ),
)
