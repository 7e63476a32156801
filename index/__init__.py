"""Documents become evidence: text, sections, passages and figures, kept in a ledger and a vector store."""
