"""What the emulator does beyond the letter of the documentation, as data. The documentation page is made from it.

Nobody had a live account at hand: `validated_live` is False throughout.
"""

from .behaviour import Behaviour, Label
from .creating import CREATING
from .judging import JUDGING
from .reading import READING

__all__ = ["BEHAVIOURS", "Behaviour", "Label"]

BEHAVIOURS = (*JUDGING, *READING, *CREATING)
