"""The tree of agencies and units, how it changed over time, and the addresses of the country."""

from motcua.organization.models.addresses import Commune, FormerUnit, Province
from motcua.organization.models.succession import Succession, SuccessionKind, UnitSuccession
from motcua.organization.models.tree import Agency, Counter, Post, Role, Unit

__all__ = [
    "Agency",
    "Commune",
    "Counter",
    "FormerUnit",
    "Post",
    "Province",
    "Role",
    "Succession",
    "SuccessionKind",
    "Unit",
    "UnitSuccession",
]
