"""Administrative procedures as dated data (thủ tục hành chính)."""

from motcua.catalog.models.cases import CaseChannel, Component, Fee, ProcedureCase
from motcua.catalog.models.competence import Competence, ReceivingUnit
from motcua.catalog.models.procedure import (
    Domain,
    Procedure,
    ProcedureStatus,
    ProcedureVersion,
    Standing,
)

__all__ = [
    "CaseChannel",
    "Competence",
    "Component",
    "Domain",
    "Fee",
    "Procedure",
    "ProcedureCase",
    "ProcedureStatus",
    "ProcedureVersion",
    "ReceivingUnit",
    "Standing",
]
