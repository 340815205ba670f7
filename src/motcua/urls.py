from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from motcua.api.routes import api
from motcua.face.styleguide import styleguide
from motcua.portal import caught_mail


def healthz(request: HttpRequest) -> HttpResponse:
    """For load balancers: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("can-bo/", include("motcua.office.urls")),
    path("quan-tri/", include("motcua.administration.urls")),
    path("", include("motcua.accounts.urls")),
    path("", include("motcua.portal.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

if settings.DEMONSTRATION:
    urlpatterns += [
        path("kieu-dang/", styleguide, name="styleguide"),
        path("thu-thu-nghiem/", caught_mail.listed, name="caught_mail"),
        path("thu-thu-nghiem/<int:name>/", caught_mail.letter, name="caught_letter"),
        path("thu-thu-nghiem/<int:name>/html/", caught_mail.html, name="caught_html"),
        path("thu-thu-nghiem/<int:name>/tep/", caught_mail.file, name="caught_file"),
    ]

handler400 = "motcua.errors.bad_request"
handler403 = "motcua.errors.forbidden"
handler404 = "motcua.errors.not_found"
handler500 = "motcua.errors.server_error"
