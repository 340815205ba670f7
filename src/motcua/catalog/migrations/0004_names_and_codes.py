from django.db import migrations

# A version says its own name from now on; a paper takes its place as its first code.
FILL = """
UPDATE catalog_procedureversion v SET name = p.name
  FROM catalog_procedure p WHERE p.id = v.procedure_id AND v.name = '';
UPDATE catalog_component SET code = 'GT' || lpad("order"::text, 2, '0') WHERE code = '';
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_life_cases_and_channels")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
