from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "motcua.correspondence"
    label = "correspondence"
