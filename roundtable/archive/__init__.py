"""What leaves a roundtable as data, and what comes back."""
