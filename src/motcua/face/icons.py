"""The few shapes of the house, drawn on a 16 x 16 grid in the colour of the text beside them."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_RING = '<circle cx="8" cy="8" r="6"/>'
_DISC = '<path class="mc-solid" d="M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2Z'

# Lines unless the class says solid; see .mc-icon in the style sheet.
SHAPES = {
    "ring": _RING,
    "ring-check": _RING + '<path d="m5.3 8.2 1.9 1.9 3.5-3.9"/>',
    "ring-cross": _RING + '<path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2"/>',
    "half": _RING + '<path class="mc-solid" d="M8 2a6 6 0 0 1 0 12z"/>',
    "page-plus": '<path d="M3.5 1.8h5.8l3.2 3.2v9.2h-9zM8 6.4v5M5.5 8.9h5"/>',
    "card": '<path d="M1.6 3.6h12.8v8.8H1.6zM1.6 6.6h12.8M4 9.8h3"/>',
    "back": '<path d="M6 3 2.6 6.4 6 9.8M3 6.4h6.2a3.6 3.6 0 0 1 0 7.2H6"/>',
    "stop": _RING + '<path class="mc-solid" d="M5.8 5.8h4.4v4.4H5.8z"/>',
    "disc-check": _DISC + 'm4 5-4.7 5.2L4.2 8.3l1.2-1.2 1.8 1.8 3.5-3.9z"/>',
    "two-checks": '<path d="m1.5 8.6 3 3 5.8-6.6M7.6 11.2l.6.5 6-6.7"/>',
    "calendar": '<path d="M2.3 3.4h11.4v10.3H2.3zM2.3 6.7h11.4M5.2 1.7v3M10.8 1.7v3"/>',
    "clock": _RING + '<path d="M8 4.4V8l2.5 1.7"/>',
    "warning": '<path class="mc-solid" d="M8 1 15.4 14.4H.6zM7.1 5.6l.3 4h1.2l.3-4z'
    'M8 12.6a.95.95 0 1 0 0-1.9.95.95 0 0 0 0 1.9Z"/>',
    "pause": _RING + '<path d="M6.3 5.7v4.6M9.7 5.7v4.6"/>',
    "info": _DISC + 'M7.1 7h1.8v5H7.1zM8 3.8a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2Z"/>',
    "search": '<circle cx="6.9" cy="6.9" r="4.7"/><path d="m10.5 10.5 4 4"/>',
    "page": '<path d="M3.5 1.8h5.8l3.2 3.2v9.2h-9zM9 2v3.3h3.3M6 8.4h4M6 11h4"/>',
    "download": '<path d="M8 1.8v8.4M4.6 7 8 10.4 11.4 7M2.2 13.8h11.6"/>',
    "print": '<path d="M4.2 6V1.8h7.6V6M4.2 11.6H1.8V6h12.4v5.6h-2.4M4.2 9.4h7.6v4.8H4.2z"/>',
    "person": '<circle cx="8" cy="5" r="2.9"/>'
    '<path d="M2.4 14.2c.5-3 2.7-4.6 5.6-4.6s5.1 1.6 5.6 4.6"/>',
    "arrow": '<path d="M2 8h11.4M9 3.4 13.6 8 9 12.6"/>',
    "seal": '<circle cx="8" cy="6.2" r="4.4"/><path d="m5.4 9.8-1 4.4L8 12.4l3.6 1.8-1-4.4"/>',
}


def icon(name: str) -> SafeString:
    """The shape as inline SVG, hidden from screen readers: the word beside it says the same."""
    return format_html(
        '<svg class="mc-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(SHAPES[name]),  # noqa: S308 - our own constant
    )
