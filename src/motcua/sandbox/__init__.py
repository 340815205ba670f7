"""The other side of every connector, as a real HTTP server for demonstrations and tests.

It knows nothing of the rest and the rest knows nothing of it: they meet over HTTP alone. Nothing
is kept: whoever stops it starts anew.
"""
