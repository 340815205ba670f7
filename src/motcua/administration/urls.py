from django.urls import URLPattern, path

from motcua.administration import (
    days,
    dead_letters,
    e_forms,
    home,
    hours,
    passwords,
    procedure_drafts,
    procedure_moving,
    procedures,
    process_moving,
    processes,
    publishing,
    register_pages,
    reorganising,
    simulating,
    transfers,
)
from motcua.administration.procedures import LIVES

app_name = "administration"


def _texts(kind: str, prefix: str, *, copied: bool = True) -> list[URLPattern]:
    """What may be done with a text of a procedure, a process or an e-form.

    copied: whether the next text is begun as a copy of this one.
    """
    pages = (
        ("soan-moi", publishing.draft, "draft"),
        ("cong-bo", publishing.publish, "publish"),
        ("thu-hoi", publishing.unpublish, "unpublish"),
        ("xoa", publishing.discard, "discard"),
    )
    return [
        path(f"{kind}/<str:code>/<int:number>/{word}/", view, {"kind": kind}, f"{prefix}_{name}")
        for word, view, name in pages
        if copied or name != "draft"
    ]


urlpatterns = [
    path("", home.home, name="home"),
    path("thu-chua-gui/", dead_letters.dead_letters, name="dead_letters"),
    path("thu-chua-gui/gui-lai/", dead_letters.send_again, name="send_again"),
    path("ngay-nghi/", days.days, name="days"),
    path("ngay-nghi/quyet-dinh/", days.decide, name="decide"),
    path("ngay-nghi/tinh-lai/", days.recalculate, name="recalculate"),
    path("ngay-nghi/lich-su/", days.days_past, name="days_past"),
    path("gio-lam-viec/", hours.hours, name="hours"),
    path("gio-lam-viec/<int:unit_id>/", hours.unit_hours, name="unit_hours"),
    path("nhap-tep/", transfers.import_file, name="import"),
    path("nhap-tep/mau/", transfers.template, name="template"),
    path("xuat-tep/thu-tuc/<slug:form>/", transfers.export_procedures, name="export_procedures"),
    path("xuat-tep/<slug:kind>/", transfers.export_register, name="export_register"),
    path("sap-xep/", reorganising.reorganisations, name="reorganisations"),
    path("sap-xep/thuc-hien/", reorganising.apply, name="reorganise_apply"),
    path("sap-xep/<int:pk>/", reorganising.reorganisation, name="reorganisation"),
    path("thu-tuc/", procedures.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    *(
        path(f"thu-tuc/<str:code>/{act}/", procedures.life, {"act": act}, name=f"life_{act}")
        for act in LIVES
    ),
    path("thu-tuc/<str:code>/<int:number>/", procedures.version, name="procedure_version"),
    *_texts("thu-tuc", "procedure"),
    path("thu-tuc/<str:code>/<int:number>/noi-dung/", procedure_drafts.text, name="draft_text"),
    path("thu-tuc/<str:code>/<int:number>/le-phi/", procedure_drafts.fees, name="draft_fees"),
    path(
        "thu-tuc/<str:code>/<int:number>/truong-hop/",
        procedure_drafts.new_case,
        name="draft_new_case",
    ),
    path(
        "thu-tuc/<str:code>/<int:number>/truong-hop/<int:case_id>/",
        procedure_drafts.case,
        name="draft_case",
    ),
    path(
        "thu-tuc/<str:code>/<int:number>/truong-hop/<int:case_id>/bo/",
        procedure_drafts.drop_case,
        name="draft_drop_case",
    ),
    path(
        "thu-tuc/<str:code>/<int:number>/truong-hop/<int:case_id>/giay-to/",
        procedure_drafts.papers,
        name="draft_papers",
    ),
    path(
        "thu-tuc/<str:code>/<int:number>/chuyen-ho-so/",
        procedure_moving.move,
        name="procedure_move",
    ),
    path(
        "quy-trinh/<str:code>/<int:number>/chuyen-ho-so/", process_moving.move, name="process_move"
    ),
    path("quy-trinh/", processes.processes, name="processes"),
    path("quy-trinh/lap-moi/", processes.new_process, name="new_process"),
    path("quy-trinh/<str:code>/", processes.process, name="process"),
    path("quy-trinh/<str:code>/<int:number>/", processes.version, name="process_version"),
    path("quy-trinh/<str:code>/<int:number>/so-do/", processes.drawing, name="process_drawing"),
    path("quy-trinh/<str:code>/<int:number>/so-do.svg", processes.picture, name="process_picture"),
    path("quy-trinh/<str:code>/<int:number>/cac-buoc/", processes.steps, name="process_steps"),
    path("quy-trinh/<str:code>/<int:number>/chay-thu/", simulating.simulate, name="simulate"),
    *_texts("quy-trinh", "process"),
    path("bieu-mau/", e_forms.e_forms, name="e_forms"),
    path("bieu-mau/nhap-tep/", e_forms.upload, name="e_form_upload"),
    path("bieu-mau/<str:code>/", e_forms.e_form, name="e_form"),
    path("bieu-mau/<str:code>/<int:number>/", e_forms.version, name="e_form_version"),
    path("bieu-mau/<str:code>/<int:number>/dien-thu/", e_forms.preview, name="e_form_preview"),
    path("bieu-mau/<str:code>/<int:number>/to-khai.pdf", e_forms.paper, name="e_form_paper"),
    path("bieu-mau/<str:code>/<int:number>/tep.json", e_forms.file, name="e_form_file"),
    *_texts("bieu-mau", "e_form", copied=False),
    path("can-bo/<int:pk>/mat-khau/", passwords.new_password, name="new_password"),
    path("<slug:kind>/", register_pages.rows, name="register"),
    path("<slug:kind>/them/", register_pages.add, name="add"),
    path("<slug:kind>/<int:pk>/", register_pages.row, name="row"),
    path("<slug:kind>/<int:pk>/sua/", register_pages.edit, name="edit"),
]
