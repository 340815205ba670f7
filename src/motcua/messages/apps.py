from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "motcua.messages"
    label = "outgoing_messages"  # "messages" is django.contrib.messages
