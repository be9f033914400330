package dev.patchbay.keys;

/// Ways on that several messages name.
final class Ways {
    static final String WITHOUT =
            "Without one, use a reference (env:NAME, file:PATH or cmd:COMMAND), or agree to a file"
                    + " that is not encrypted: say `--unencrypted` with the verb.";

    private Ways() {}
}
