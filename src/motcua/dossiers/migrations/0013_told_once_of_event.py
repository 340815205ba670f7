from typing import Any

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

INDEXES = {
    'draft_unfiled': "INDEX {} draft_unfiled ON dossiers_draft (saved_at) WHERE dossier_id IS NULL",
    'outbox_of_draft': "INDEX {} outbox_of_draft ON dossiers_outbox (draft_id) WHERE draft_id IS NOT NULL",
    'told_once_of_event': "UNIQUE INDEX {} told_once_of_event ON dossiers_outbox (event_id, account_id, channel)"
    " NULLS NOT DISTINCT WHERE event_id IS NOT NULL",
}


def _how(schema_editor: Any) -> str:
    # Inside a transaction, such as a test's, an index cannot be built beside the work.
    return "" if schema_editor.connection.in_atomic_block else "CONCURRENTLY"


def build(apps: Any, schema_editor: Any) -> None:
    for index in INDEXES.values():
        schema_editor.execute("CREATE " + index.format(_how(schema_editor)))


def drop(apps: Any, schema_editor: Any) -> None:
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX {_how(schema_editor)} {name}")


class Migration(migrations.Migration):
    """Indexes built while the outbox is written to: it has a row for every message ever owed."""

    atomic = False

    dependencies = [
        ('dossiers', '0012_drafts_kept_for_a_time'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(build, drop)],
            state_operations=[
                migrations.AddIndex(
                    model_name='draft',
                    index=models.Index(condition=models.Q(('dossier', None)), fields=['saved_at'], name='draft_unfiled'),
                ),
                migrations.AddIndex(
                    model_name='outbox',
                    index=models.Index(condition=models.Q(('draft__isnull', False)), fields=['draft'], name='outbox_of_draft'),
                ),
                migrations.AddConstraint(
                    model_name='outbox',
                    constraint=models.UniqueConstraint(condition=models.Q(('event__isnull', False)), fields=('event', 'account', 'channel'), name='told_once_of_event', nulls_distinct=False),
                ),
            ],
        ),
        migrations.RemoveConstraint(model_name='outbox', name='told_once'),
        ValidateConstraint(model_name='outbox', name='of_event_or_draft'),
    ]
