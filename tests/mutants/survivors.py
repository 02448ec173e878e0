"""Mutants that no check notices and that are not equivalent, each with the reason."""

REASONS: dict[str, str] = {}
