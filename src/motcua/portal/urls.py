from django.urls import URLPattern, path

from motcua.portal import (
    catalogue,
    drafts,
    feedback,
    filing,
    mine,
    signing_in,
    supplement,
    tracking,
    withdrawing,
)

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("", catalogue.home, name="home"),
    path("thu-tuc/", catalogue.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", catalogue.procedure, name="procedure"),
    path("thu-tuc/<str:code>/nop-ho-so/", drafts.begin, name="begin"),
    path("dang-nhap/", signing_in.sign_in, name="sign_in"),
    path("dang-xuat/", signing_in.sign_out, name="sign_out"),
    path("nop-ho-so/<uuid:draft_id>/", drafts.resume, name="resume"),
    path("nop-ho-so/<uuid:draft_id>/noi-giai-quyet/", filing.agency, name="agency"),
    path("nop-ho-so/<uuid:draft_id>/nguoi-nop/", filing.applicant, name="applicant"),
    path("nop-ho-so/<uuid:draft_id>/noi-dung/", filing.content, name="request"),
    path("nop-ho-so/<uuid:draft_id>/giay-to/", filing.papers, name="papers"),
    path("nop-ho-so/<uuid:draft_id>/kiem-tra/", filing.review, name="review"),
    path("nop-ho-so/<uuid:draft_id>/da-nop/", filing.filed, name="filed"),
    path("nop-ho-so/<uuid:draft_id>/xoa/", drafts.discard, name="discard"),
    path("nop-ho-so/<uuid:draft_id>/tep/<int:file_id>/", drafts.draft_file, name="draft_file"),
    path("ho-so-cua-toi/", mine.my_dossiers, name="my_dossiers"),
    path("ho-so/<str:reference>/", mine.dossier, name="dossier"),
    path("ho-so/<str:reference>/bo-sung/", supplement.supplement, name="supplement"),
    path("ho-so/<str:reference>/rut/", withdrawing.withdraw, name="withdraw"),
    path("ho-so/<str:reference>/ai-da-xem/", mine.readers, name="readers"),
    path("ho-so/<str:reference>/giay/<int:paper_id>/", mine.paper, name="paper"),
    path("ho-so/<str:reference>/tep/<int:file_id>/", mine.file, name="file"),
    path("ho-so/<str:reference>/ket-qua/", mine.result, name="result"),
    path("tra-cuu/", tracking.track, name="track"),
    path("phan-anh/", feedback.published, name="feedback_published"),
    path("phan-anh/gui/", feedback.send, name="feedback_send"),
    path("phan-anh/<str:reference>/", feedback.show, name="feedback"),
]
