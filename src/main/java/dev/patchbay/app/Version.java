package dev.patchbay.app;

import java.util.Objects;

/// The version this program was built as.
final class Version {
    static final String UNKNOWN = "development";

    private Version() {}

    static String text() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), UNKNOWN);
    }
}
