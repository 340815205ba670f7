"""Where the words of an installation go: standard error, a line or a JSON object per event."""

from typing import Any

import structlog


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """For Django's LOGGING. `form` is "plain" for people or "json" for a collector of logs."""
    known = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    rendered: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if form == "json":
        rendered += [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        plain = structlog.dev.plain_traceback
        rendered += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": rendered,
        "foreign_pre_chain": known,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"event": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": level, "propagate": False},
            # At INFO it writes the arguments of every job, which may name people.
            "procrastinate": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            # It tells every change of every step.
            "spiff": {"level": "WARNING"},
        },
    }
