"""What an event is in the calendar of a reader."""

from finding.formats.appointments import Appointment


def appointment_of(event):
    """Return the appointment that an event is; postponed or cancelled, the same one is told again."""
    territory = event.shown_territory
    has_point = territory and territory.latitude is not None
    return Appointment(
        uid=event.identifier,
        summary=event.title,
        starts=event.starts,
        ends=event.ends,
        sequence=event.sequence,
        changed=event.updated_at,
        url=event.get_absolute_url(),
        description=event.summary,
        location=event.where,
        point=(territory.latitude, territory.longitude) if has_point else None,
        is_cancelled=event.is_cancelled,
    )
