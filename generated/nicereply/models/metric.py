"""Metric, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

Metric: TypeAlias = Literal["CSAT", "CES", "NPS"]
"""What is measured, namely satisfaction (CSAT), effort (CES) or recommendation (NPS)."""
