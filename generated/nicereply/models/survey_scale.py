"""SurveyScale, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

SurveyScale: TypeAlias = Literal["CSAT10", "CSAT5", "CSAT3", "CSAT2", "CES", "NPS"]
"""The scores that can be given: `CSAT10` 1 to 10, `CSAT5` 1 to 5, `CSAT3` 1 to 3, `CSAT2` 1 to 2, `CES` 1 to 7,
`NPS` 0 to 10. The ranges are inferred from the names and the vendor's help pages."""
