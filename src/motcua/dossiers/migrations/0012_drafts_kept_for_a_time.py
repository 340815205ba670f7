import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0011_what_is_known'),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='post_address',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='draft',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='draft',
            name='first_warned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='draft',
            name='last_warned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='outbox',
            name='draft',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='outbox', to='dossiers.draft'),
        ),
        migrations.AlterField(
            model_name='outbox',
            name='dossier',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='dossiers.dossier'),
        ),
        migrations.AlterField(
            model_name='outbox',
            name='event',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='dossiers.event'),
        ),
        AddConstraintNotValid(
            model_name='outbox',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dossier__isnull', False), ('draft__isnull', True), ('event__isnull', False)), models.Q(('dossier__isnull', True), ('draft__isnull', False), ('event__isnull', True)), _connector='OR'), name='of_event_or_draft'),
        ),
    ]
