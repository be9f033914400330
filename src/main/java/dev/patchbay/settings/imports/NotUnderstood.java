package dev.patchbay.settings.imports;

/// A file that no importer can read. The message says what can be read, and repeats nothing of the
/// file.
public final class NotUnderstood extends Exception {
    private final String message;

    NotUnderstood(String why) {
        super(why, null, false, false);
        this.message = why + " An import understands: " + Origin.ALL + ".";
    }

    public String message() {
        return message;
    }
}
