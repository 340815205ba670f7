from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from motcua.api.routes import api
from motcua.face.styleguide import styleguide


def healthz(request: HttpRequest) -> HttpResponse:
    """For load balancers: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("can-bo/", include("motcua.office.urls")),
    path("quan-tri/", include("motcua.administration.urls")),
    path("", include("motcua.portal.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

if settings.DEMONSTRATION:
    urlpatterns.append(path("kieu-dang/", styleguide, name="styleguide"))

handler400 = "motcua.errors.bad_request"
handler403 = "motcua.errors.forbidden"
handler404 = "motcua.errors.not_found"
handler500 = "motcua.errors.server_error"
