from typing import Any

import django.db.models.deletion
from django.db import migrations, models

INDEX = "dossier_by_mandate"


def _how(schema_editor: Any) -> str:
    # Inside a transaction, such as a test's, an index cannot be built beside the work.
    return "" if schema_editor.connection.in_atomic_block else "CONCURRENTLY"


def build(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(
        f"CREATE INDEX {_how(schema_editor)} {INDEX} ON dossiers_dossier (mandate_id)"
        " WHERE mandate_id IS NOT NULL"
    )


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP INDEX {_how(schema_editor)} {INDEX}")


class Migration(migrations.Migration):
    """Empty columns, which cost no rewriting; the index is built while dossiers are worked on."""

    atomic = False

    dependencies = [
        ("dossiers", "0014_e_form"),
        ("mandates", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="mandate",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="mandates.mandate",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="mandate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="mandates.mandate",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(build, drop)],
            state_operations=[
                migrations.AddIndex(
                    model_name="dossier",
                    index=models.Index(
                        condition=models.Q(("mandate__isnull", False)),
                        fields=["mandate"],
                        name=INDEX,
                    ),
                ),
            ],
        ),
    ]
