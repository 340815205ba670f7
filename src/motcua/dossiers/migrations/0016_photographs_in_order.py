from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0015_mandates")]

    operations = [
        migrations.AlterModelOptions(name="draftfile", options={"ordering": ["order", "id"]}),
        migrations.AddField(
            model_name="draftfile",
            name="sent_size",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="draftfile",
            name="order",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="draftfile",
            name="rotation",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
