from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "motcua.accounts"
    label = "accounts"

    def ready(self) -> None:
        from motcua.accounts import freshness

        user_logged_in.connect(freshness.note, dispatch_uid="accounts.freshness")
