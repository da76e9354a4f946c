"""Batch correspondence: one form and one table become documents, and a register of them.

from dipdocs import batch

report = batch.run("invitation.yaml", "missions.csv", "out/", number_from="2026/0417")
"""

from __future__ import annotations

from dipdocs.batch.form import Form, load
from dipdocs.batch.report import Failure, Report
from dipdocs.batch.run import run
from dipdocs.batch.tables import open_table

__all__ = ["Failure", "Form", "Report", "load", "open_table", "run"]
