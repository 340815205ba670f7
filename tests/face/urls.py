"""The site's own addresses, with the style guide in the place of the home page."""

from django.urls import path

from motcua.face.styleguide import styleguide
from motcua.urls import urlpatterns as site

urlpatterns = [path("", styleguide, name="styleguide"), *site]
