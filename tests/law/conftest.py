from tests.dossiers.moments import clock

__all__ = ["clock"]
