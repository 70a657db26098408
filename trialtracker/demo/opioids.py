"""Makes up the opioids that an invented patient takes each day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from trialtracker.clinical.record import Intake
from trialtracker.demo.case import Case


def list_regular(case: Case, start: datetime) -> Iterator[Intake]:
    """Yield the opioids taken each day, with their ends."""
    for place, taken in enumerate(case.opioids):
        last = taken.last_day
        yield Intake(
            intake_id=f"demo {case.seed} {place}",
            kind=taken.kind,
            drug=taken.drug,
            dose=Decimal(taken.dose),
            unit=taken.unit,
            times=taken.times,
            at=start + timedelta(days=taken.first_day),
            until=None if last is None else start + timedelta(days=last),
            is_rescue=False,
        )
