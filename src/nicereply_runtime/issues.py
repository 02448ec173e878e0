"""What the texts of a 400 say, in the documented wording."""

import re
from dataclasses import dataclass

# "Validation error in queryParameters[per_page]: This value should be 100 or less."
_WORDING = re.compile(r"Validation error in (?P<location>\w+)(?P<field>(?:\[[^\]]*\])*): (?P<message>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """One problem that the service found in a request.

    Attributes:
        location: the part of the request, such as ``queryParameters`` or ``requestBody``; empty if not named.
        field: the field in it, with dots between levels (``user.id``); empty if not named.
        message: what is wrong; the whole text if it is not in the documented wording.
    """

    location: str
    field: str
    message: str


ValidationIssue.__module__ = "nicereply"


def parse_issue(text: str) -> ValidationIssue:
    """The issue that one text of an error body describes."""
    match = _WORDING.fullmatch(text)
    if match is None:
        return ValidationIssue("", "", text)
    field = match["field"][1:-1].replace("][", ".")
    return ValidationIssue(match["location"], field, match["message"])
