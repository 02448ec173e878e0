"""What each operation does, by operation id. Methods, paths, parameters and schemas come from the document."""

from .._call import Handler
from . import creations, customers, metrics, ratings, surveys, teams, users

HANDLERS: dict[str, Handler] = {
    **ratings.HANDLERS,
    **metrics.HANDLERS,
    **creations.HANDLERS,
    **customers.HANDLERS,
    **surveys.HANDLERS,
    **teams.HANDLERS,
    **users.HANDLERS,
}
