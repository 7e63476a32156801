"""The web page of TraSo and its JSON service. It uses `qa/` and `index/`; they know nothing of it."""
