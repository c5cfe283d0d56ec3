from .definition import Definition
from .event import Event, EventImage
from .resource import Resource, ResourceImage

__all__ = ["Definition", "Event", "EventImage", "Resource", "ResourceImage"]
