"""The clinic's settings and plan templates as rows: the latest of each name counts."""

import json
from dataclasses import asdict, fields

from sqlalchemy import Connection, func, select

from trialtracker.clinical.plan import Template
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.db import plans
from trialtracker.db import record_tables as r
from trialtracker.db.driver import Query
from trialtracker.db.store import Transaction

_SETTINGS = Query(
    lambda: select(r.setting.c.name, r.setting.c.value).order_by(r.setting.c.setting_no)
)


def load_settings(connection: Connection) -> ClinicSettings:
    """Return the settings as they stand; a name this version does not know is left out."""
    known = {field.name for field in fields(ClinicSettings)}
    rows = _SETTINGS.rows(connection)
    return ClinicSettings(**{name: json.loads(value) for name, value in rows if name in known})


def save_settings(tx: Transaction, settings: ClinicSettings, reason: str) -> None:
    """Store each setting that differs from what stands."""
    before = asdict(load_settings(tx.connection))
    stamp = {"recorded_s": tx.at_s, "actor": tx.actor, "reason": reason}
    changed = [
        {"name": name, "value": json.dumps(value), **stamp}
        for name, value in asdict(settings).items()
        if value != before[name]
    ]
    tx.insert_all(r.setting, changed)


def save_template(tx: Transaction, template: Template, *, is_retired: bool = False) -> None:
    """Store a template, or that it is no longer offered."""
    tx.insert(
        r.plan_template,
        {
            "template_id": template.template_id,
            "name": template.name,
            "plan": plans.to_text(template.plan),
            "is_retired": is_retired,
            "recorded_s": tx.at_s,
            "actor": tx.actor,
        },
    )


def list_templates(connection: Connection) -> tuple[Template, ...]:
    """Return the templates that are offered, by name."""
    c = r.plan_template.c
    newest = select(func.max(c.template_no)).group_by(c.template_id)
    query = select(c.template_id, c.name, c.plan, c.actor)
    query = query.where(c.template_no.in_(newest), ~c.is_retired).order_by(c.name)
    return tuple(
        Template(template_id, name, plans.from_text(plan), actor)
        for template_id, name, plan, actor in connection.execute(query)
    )
