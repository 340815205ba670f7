from django.apps import AppConfig


class ReorganisationConfig(AppConfig):
    name = "motcua.reorganisation"
    label = "reorganisation"
