"""Problems of a request and their texts.

The form and three of the messages are documented; the others are those of Symfony's validator, whose wording they are.
"""

from dataclasses import dataclass

QUERY = "queryParameters"
PATH = "urlParameters"
BODY = "requestBody"

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a request: in which part of it, at which field, and what."""

    part: str
    steps: Steps
    message: str

    def __str__(self) -> str:
        return f"Validation error in {self.part}{''.join(f'[{step}]' for step in self.steps)}: {self.message}"


MISSING = "This field is missing."
UNEXPECTED = "This field was not expected."
NOT_A_NUMBER = "This value should be a valid number."
NOT_A_CHOICE = "The value you selected is not a valid choice."
NOT_A_DATE = "This value is not a valid datetime."
BLANK_FOR_PLUS = f"{NOT_A_DATE} Its + arrived as a blank: write %2B in a URL."
NOT_A_UUID = "This value is not a valid UUID."
NOT_AN_IP_ADDRESS = "This value is not a valid IP address."
NOT_AN_EMAIL = "This value is not a valid email address."
NOT_VALID = "This value is not valid."
NULL = "This value should not be null."
BLANK = "This value should not be blank."
USED = "This value is already used."
REPEATED = "This field should be given once."
REPEATED_QUESTION = "This collection should contain only unique elements."


def at_most(limit: int | float) -> str:
    return f"This value should be {limit} or less."


def at_least(limit: int | float) -> str:
    return f"This value should be {limit} or more."


def of_type(*names: str) -> str:
    return f"This value should be of type {'|'.join(names)}."


def exactly_one(names: list[str]) -> str:
    return f"This value should contain exactly one of these fields: {', '.join(names)}."
