package dev.patchbay.settings.imports;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Whose settings a file holds.
public enum Origin {
    CLAUDE_CODE_ROUTER("claude-code-router's settings", "config.json"),
    CC_SWITCH("cc-switch's store", "config.json, or the .sql file that it exports"),
    DOT_ENV("an older proxy's variables", ".env"),
    OCI_GATEWAY("an OCI gateway's settings", "config.json"),
    OB1("OB-1's sign-in", "credentials.json");

    static final String ALL =
            Arrays.stream(values())
                    .map(each -> each.title + " (" + each.file + ")")
                    .collect(Collectors.joining("; "));

    private final String title;
    private final String file;

    Origin(String title, String file) {
        this.title = title;
        this.file = file;
    }

    public String title() {
        return title;
    }
}
