"""The live side: sockets, the one writer, and telling everyone what changed."""
