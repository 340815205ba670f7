from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "motcua.messages"
    label = "messages"
