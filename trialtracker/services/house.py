"""The clinic's own settings."""

from collections.abc import Mapping

from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.settings_checks import check_settings
from trialtracker.db import house, preferences, summaries
from trialtracker.services.book import Book
from trialtracker.services.guards import check_reason


class House(Book):
    """What the clinic has chosen for all trials."""

    def get_settings(self) -> ClinicSettings:
        """Return the settings as they stand."""
        with self._store.read() as connection:
            return house.load_settings(connection)

    def change_settings(self, settings: ClinicSettings, reason: str) -> ClinicSettings:
        """Store the settings that differ; the earlier ones stay readable.

        With other hours of observation the due times of running trials are stale: whoever changes
        them refreshes the summaries (Clinic.refresh_summaries); a start does it too.

        Raises:
            RefusedError: for a setting that cannot be, or a change without a reason.
        """
        check_settings(settings)
        check_reason(reason)
        with self._store.write(self._actor, self._clock()) as tx:
            former = house.load_settings(tx.connection)
            house.save_settings(tx, settings, reason)
            if settings.observation_hours != former.observation_hours:
                summaries.mark_stale(tx)
            return house.load_settings(tx.connection)

    def get_preferences(self) -> Mapping[str, str]:
        """Return what whoever is at the keyboard prefers, by name."""
        with self._store.read() as connection:
            return preferences.load_preferences(connection, self._actor)

    def prefer(self, name: str, value: str) -> Mapping[str, str]:
        """Keep one preference of whoever is at the keyboard; return them all."""
        with self._store.write(self._actor, self._clock()) as tx:
            preferences.save_preference(tx, name, value)
            return preferences.load_preferences(tx.connection, tx.actor)
