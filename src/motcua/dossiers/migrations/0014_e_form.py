import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0013_told_once_of_event'),
        ('forms', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='form',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.eformversion'),
        ),
        migrations.AddField(
            model_name='draft',
            name='form',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.eformversion'),
        ),
    ]
