"""Nền tảng định danh thử nghiệm: OpenID Connect with the national claims, for invented people."""
