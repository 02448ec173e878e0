"""Mutants that no check can notice, since the changed thing means the same: each kind with the proof."""

import re

_PROOFS: dict[str, str] = {
    r"value in another case @ create(Agent|ThingOrAction) 201 /_results/role": (
        "a user who was just created has the role '' (documented), which has no letters: no byte changes"
    ),
    r".* @ create(Agent|ThingOrAction) 201 /_results/integration_usernames/\*.*": (
        "a user who was just created has no name in any integration (documented: []): there is no row to change"
    ),
    r"number of scores changed @ \w+Counts maxProperties": (
        "the pattern of propertyNames has as many keys as maxProperties allows: no object has more"
    ),
    r"(value always null|text cut) @ create\w+Rating 201 /_results/ticket/link": (
        "the ticket of a creation is a text, its value (documented): no link was sent, so it is null already"
    ),
    r"one of as any of @ NewRatingUser": (
        "both alternatives are closed and require a field that the other does not have: no value fits both"
    ),
}


def proof_of_equivalence(name: str) -> str | None:
    """Why a mutant of this name cannot be noticed; None when it can."""
    return next((proof for pattern, proof in _PROOFS.items() if re.fullmatch(pattern, name)), None)
