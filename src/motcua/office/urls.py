from django.urls import path

from motcua.office import (
    batch_signing,
    doing,
    dossier,
    extensions,
    feedback,
    notices,
    paper_moves,
    printing,
    reception,
    register,
    serving,
    signing_in,
    worklist,
)

app_name = "office"

urlpatterns = [
    path("dang-nhap/", signing_in.sign_in, name="sign_in"),
    path("dang-xuat/", signing_in.sign_out, name="sign_out"),
    path("", worklist.worklist, name="worklist"),
    path("tim-kiem/", worklist.search, name="search"),
    path("ky-duyet/", batch_signing.batch_signing, name="batch_signing"),
    path("ho-so-giay/", paper_moves.paper_moves, name="paper_moves"),
    path("sap-het-han/", extensions.extensions, name="extensions"),
    path("giay-to/", printing.printing, name="printing"),
    path("giay-to/in/", printing.printed, name="printed"),
    path("so-theo-doi/", register.register, name="register"),
    path("tiep-nhan/", reception.choose_procedure, name="reception"),
    path("tiep-nhan/<str:code>/", reception.receive, name="receive_at_counter"),
    path("phan-anh/", feedback.feedback_list, name="feedback_list"),
    path("phan-anh/<str:reference>/", feedback.feedback, name="feedback"),
    path("thong-bao/", notices.listed, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="notices_read"),
    path("thong-bao/cach-nhan/", notices.chosen, name="notice_choice"),
    path("thong-bao/<int:notice_id>/", notices.shown, name="notice"),
    path("ho-so/<str:reference>/", dossier.show, name="dossier"),
    path("ho-so/<str:reference>/so-do/", serving.diagram, name="diagram"),
    path("ho-so/<str:reference>/kiem-soat/", serving.control_sheet, name="control_sheet"),
    path("ho-so/<str:reference>/ket-qua/", serving.result, name="result"),
    path("ho-so/<str:reference>/tep/<int:file_id>/", serving.file, name="file"),
    path("ho-so/<str:reference>/giay/<int:paper_id>/", serving.paper, name="paper"),
    path("ho-so/<str:reference>/<slug:act>/", doing.do, name="act"),
]
