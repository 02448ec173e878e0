"""Relations between answers that no schema can say, tried over any base URL.

Those that read look at periods that have ended, so that they hold on a live service too; those that write are not run
where writing is not allowed.
"""

from nicereply_contract.relations import machine, of_creations, of_figures, of_lists, of_records
from nicereply_contract.relations.relation import READING, WRITING, Effort, Relation, Result
from nicereply_contract.relations.run import try_relations
from nicereply_contract.relations.service import Service

__all__ = [
    "READING",
    "WRITING",
    "Effort",
    "Relation",
    "Result",
    "Service",
    "machine",
    "of_creations",
    "of_figures",
    "of_lists",
    "of_records",
    "try_relations",
]
