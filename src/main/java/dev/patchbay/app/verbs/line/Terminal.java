package dev.patchbay.app.verbs.line;

import dev.patchbay.settings.Secret;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Where values and answers come from: a person at a keyboard, or another program's output. Never
/// the command line, which every program of this computer can read.
public final class Terminal {
    /// Longer than any key.
    private static final int LONGEST = 64 * 1024;

    private final InputStream in;
    private final Optional<Console> person;

    private Terminal(InputStream in, Optional<Console> person) {
        this.in = in;
        this.person = person;
    }

    /// The terminal that this program was started in.
    public static Terminal here() {
        return new Terminal(
                System.in, Optional.ofNullable(System.console()).filter(Console::isTerminal));
    }

    /// Input without a person.
    public static Terminal of(InputStream in) {
        return new Terminal(in, Optional.empty());
    }

    /// A value, not shown while it is typed; empty if there was none.
    public Optional<Secret> value(String question) throws IOException {
        String text;
        if (person.isPresent()) {
            char[] typed = person.get().readPassword("%s", question);
            text = typed == null ? "" : new String(typed);
        } else {
            text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
        String value = text.strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(Secret.of(value));
    }

    /// Whether a person says yes; empty where there is nobody to ask.
    public Optional<Boolean> agrees(String question) {
        return person.map(
                console -> {
                    String answer = console.readLine("%s [y/N] ", question);
                    return answer != null
                            && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
                });
    }
}
