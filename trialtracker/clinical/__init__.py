"""Pure clinical code: the standard library only, no input or output, no Qt, no SQL."""
