"""A generated clinic of invented patients, the same in every run."""

from trialtracker.demo.filler import fill_clinic

__all__ = ["fill_clinic"]
