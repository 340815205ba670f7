"""The database itself refuses to change or remove an event, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dossiers_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'dossiers_event is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER event_row_append_only BEFORE UPDATE OR DELETE ON dossiers_event
    FOR EACH ROW EXECUTE FUNCTION dossiers_event_append_only();
CREATE TRIGGER event_table_append_only BEFORE TRUNCATE ON dossiers_event
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_event_append_only();
"""

BACKWARD = """
DROP TRIGGER event_table_append_only ON dossiers_event;
DROP TRIGGER event_row_append_only ON dossiers_event;
DROP FUNCTION dossiers_event_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
