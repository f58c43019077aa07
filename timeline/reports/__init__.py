"""What editors look over: entries in which something is missing, differs, waits or has no answer."""
