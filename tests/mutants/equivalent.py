"""Mutants that no check can notice, since the changed thing means the same: each kind with the proof."""

import re

_PROOFS: dict[str, str] = {
    r"value in another case @ create(Agent|ThingOrAction) 201 /_results/role": (
        "a user who was just created has the role '' (documented), which has no letters: no byte changes"
    ),
    r".* @ create(Agent|ThingOrAction) 201 /_results/integration_usernames/\*.*": (
        "a user who was just created has no name in any integration (documented: []): there is no row to change"
    ),
}


def proof_of_equivalence(name: str) -> str | None:
    """Why a mutant of this name cannot be noticed; None when it can."""
    return next((proof for pattern, proof in _PROOFS.items() if re.fullmatch(pattern, name)), None)
