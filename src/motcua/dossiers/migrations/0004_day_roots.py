"""Day roots, kept for ever; and no event is written into a day that is sealed."""

import django.contrib.postgres.indexes
from django.db import migrations, models

# The day is counted at UTC+7 whatever the server's time zone tables say, as the verifier does.
#
# An act holds its day's lock, shared, until it commits; sealing takes the same lock alone. So
# sealing waits for the acts of that day and for no other, and an act that comes too late finds
# the root and is refused. Under READ COMMITTED each query of the function sees what has been
# committed by then, so the root is seen once the lock is had.
FORWARD = """
CREATE FUNCTION dossiers_event_day_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    event_day date := (NEW.at AT TIME ZONE INTERVAL '7 hours')::date;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(20261121, event_day - DATE '2000-01-01');
    IF EXISTS (SELECT FROM dossiers_dayroot WHERE day >= event_day) THEN
        RAISE EXCEPTION 'dossiers_event: % is sealed, no event can be added to it', event_day
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER event_day_open BEFORE INSERT ON dossiers_event
    FOR EACH ROW EXECUTE FUNCTION dossiers_event_day_open();

CREATE FUNCTION dossiers_dayroot_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'dossiers_dayroot is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER dayroot_row_append_only BEFORE UPDATE OR DELETE ON dossiers_dayroot
    FOR EACH ROW EXECUTE FUNCTION dossiers_dayroot_append_only();
CREATE TRIGGER dayroot_table_append_only BEFORE TRUNCATE ON dossiers_dayroot
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_dayroot_append_only();
"""

BACKWARD = """
DROP TRIGGER dayroot_table_append_only ON dossiers_dayroot;
DROP TRIGGER dayroot_row_append_only ON dossiers_dayroot;
DROP FUNCTION dossiers_dayroot_append_only();
DROP TRIGGER event_day_open ON dossiers_event;
DROP FUNCTION dossiers_event_day_open();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_append_only_events")]
    operations = [
        migrations.CreateModel(
            name="DayRoot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("size", models.PositiveIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("sealed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"ordering": ["day"]},
        ),
        migrations.AddIndex(
            model_name="event",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["at"], name="event_by_moment"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
