"""The demo account: the same records on every run, whatever the clock says."""

from .account import demo_data

__all__ = ["demo_data"]
