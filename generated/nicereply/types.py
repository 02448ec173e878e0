"""What methods take and give besides models: lists, answers of the low level, and arguments that are not given."""

from nicereply_runtime.attempts import Attempt
from nicereply_runtime.pages import Page
from nicereply_runtime.pagination import AsyncPager, Pager
from nicereply_runtime.responses import Response
from nicereply_runtime.unset import UNSET, Unset

__all__ = ["UNSET", "AsyncPager", "Attempt", "Page", "Pager", "Response", "Unset"]
