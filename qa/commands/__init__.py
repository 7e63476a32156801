"""What each command of `traso` does, one small module for each kind; `qa.cli` imports them when they are called."""
