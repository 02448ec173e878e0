"""What lists and figures show."""

from .behaviour import Behaviour

READING = (
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
    Behaviour(
        "everybody-is-listed",
        "Lists have archived users and users without access too; lists of stats have records without ratings.",
        "assumed",
        "Users have the fields for it, and no parameter leaves anybody out.",
        "test_lists.py::test_nobody_is_left_out_of_lists",
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
)
