"""Questions become verified, cited answers."""
