"""Drafts as rows: one unfinished form a trial and tab, replaced as it is typed."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.moments import to_moment
from trialtracker.db.store import Transaction


def keep_draft(tx: Transaction, trial_no: int, form: str) -> None:
    """Store the form as it stands, in place of what was kept before."""
    tx.put(t.draft, {"trial_no": trial_no}, {"form": form, "saved_s": tx.at_s, "actor": tx.actor})


def discard_draft(tx: Transaction, trial_no: int) -> None:
    """Forget the unfinished form of a trial."""
    tx.delete(t.draft, {"trial_no": trial_no})


def load_draft(connection: Connection, trial_no: int) -> tuple[str, datetime] | None:
    """Return the unfinished form and when it was kept, None if there is none."""
    row = _DRAFT.row(connection, trial_no=trial_no)
    return None if row is None else (row[0], to_moment(row[1]))


_DRAFT = Query(
    lambda: select(t.draft.c.form, t.draft.c.saved_s).where(
        t.draft.c.trial_no == bindparam("trial_no")
    )
)


def keep_section_draft(tx: Transaction, trial_no: int, section: str, form: str) -> None:
    """Store the unfinished form of one tab, or forget it where it is empty."""
    key = {"trial_no": trial_no, "section": section}
    if form:
        tx.put(t.section_draft, key, {"form": form, "saved_s": tx.at_s, "actor": tx.actor})
    else:
        tx.delete(t.section_draft, key)


def load_section_drafts(connection: Connection, trial_no: int) -> dict[str, str]:
    """Return the unfinished forms of a trial's tabs by the tab's name."""
    return dict(_SECTION_DRAFTS.rows(connection, trial_no=trial_no))


_SECTION_DRAFTS = Query(
    lambda: select(t.section_draft.c.section, t.section_draft.c.form).where(
        t.section_draft.c.trial_no == bindparam("trial_no")
    )
)
