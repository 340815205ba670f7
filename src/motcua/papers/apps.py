from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "motcua.papers"

    def ready(self) -> None:
        from motcua.papers import checks  # noqa: F401  (registers the check)
