"""The `nicereply` command: what the API knows, for people who want a report and no code."""
