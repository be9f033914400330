package dev.patchbay.app.house;

import java.util.Objects;

/// The version this program was built as.
public final class Version {
    public static final String UNKNOWN = "development";

    private Version() {}

    public static String text() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), UNKNOWN);
    }
}
