"""Documents, drawn from the model in ``roundtable.core.draft`` by a process of their own."""
