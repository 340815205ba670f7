"""The one error of this room. Its text is Vietnamese and may be shown to an officer."""


class ProcessError(Exception):
    """A process table, a BPMN document or a step that cannot be accepted, and why."""
