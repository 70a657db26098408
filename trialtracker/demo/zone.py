"""The time zone in which the invented clinic stands."""

from zoneinfo import ZoneInfo


def get_time_zone() -> ZoneInfo:
    """Return the machine's time zone, as a clinic there would have it."""
    from tzlocal import get_localzone_name

    return ZoneInfo(get_localzone_name() or "UTC")
