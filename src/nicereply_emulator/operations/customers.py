"""Customers, their ratings and figures."""

from .. import _render
from .._call import Answer, Call, Handler
from .._rating_lists import Scope
from .._schema import OF_CUSTOMER
from ._shared import (
    all_histograms,
    all_stats,
    counts_of,
    counts_of_each,
    named,
    page,
    rating_list,
    record_page,
    result,
    stats_rows,
)


def list_customers(call: Call) -> Answer:
    total, rows = record_page(call, "customer", _render.CUSTOMER_COLUMNS)
    return page(call, [_render.customer(row, call.state.base_path) for row in rows], total)


def list_customer_stats(call: Call) -> Answer:
    total, rows = record_page(call, "customer", "key, id")
    counts = counts_of_each(call, OF_CUSTOMER, [row[0] for row in rows])
    return page(call, stats_rows(rows, counts, all_stats), total)


def get_customer(call: Call) -> Answer:
    key = named(call, "customer")
    row = call.state.store.one(f"SELECT {_render.CUSTOMER_COLUMNS} FROM customer WHERE key = ?", (key,))  # noqa: S608
    assert row is not None  # noqa: S101 - named() has just found it
    return result(_render.customer(row, call.state.base_path))


def list_customer_ratings(call: Call) -> Answer:
    return rating_list(call, Scope.of(OF_CUSTOMER, named(call, "customer")))


def get_customer_stats(call: Call) -> Answer:
    return result(all_stats(counts_of(call, OF_CUSTOMER, named(call, "customer"))))


def get_customer_histogram(call: Call) -> Answer:
    return result(all_histograms(counts_of(call, OF_CUSTOMER, named(call, "customer"))))


HANDLERS = {
    "listCustomers": Handler(list_customers),
    "listCustomerStats": Handler(list_customer_stats),
    "getCustomer": Handler(get_customer),
    "listCustomerRatings": Handler(list_customer_ratings),
    "getCustomerStats": Handler(get_customer_stats),
    "getCustomerHistogram": Handler(get_customer_histogram),
}
