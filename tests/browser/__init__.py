"""Tests in a real Chromium against the real server, which must never leave this machine."""
