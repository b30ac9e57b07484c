"""The preview page, `weave-query preview`: requests are written, compiled and run in a browser on this machine.

It only reads. What comes from the page is a request, which is compiled; no text of SQL is ever taken from it.
"""
