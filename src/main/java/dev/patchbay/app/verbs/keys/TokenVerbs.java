package dev.patchbay.app.verbs.keys;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.keys.TokenBook;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SettingsRefused;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `patchbay token add|rotate|revoke NAME`. A new value alone goes to the output, so that a script
/// can take it.
public final class TokenVerbs {
    private final CommandLine line;
    private final KeyDesk desk;
    private final PrintStream out;
    private final PrintStream err;

    public TokenVerbs(CommandLine line, KeyDesk desk, PrintStream out, PrintStream err) {
        this.line = line;
        this.desk = desk;
        this.out = out;
        this.err = err;
    }

    /// What is wrong with the words, before anything is opened.
    public static void check(CommandLine line) throws Misuse {
        List<String> words = line.words();
        if (words.size() != 2 || !List.of("add", "rotate", "revoke").contains(words.getFirst())) {
            throw new Misuse(
                    "`patchbay token` stands alone, or with one of: add NAME, rotate NAME, revoke"
                            + " NAME.");
        }
        if (line.has("profile") && !words.getFirst().equals("add")) {
            throw new Misuse("Only `patchbay token add` takes '--profile'.");
        }
        if (line.has("demo")) {
            throw new Misuse("Built-in settings cannot be changed; leave '--demo' out.");
        }
    }

    /// Answers whether it was done.
    public boolean run(TokenBook book) throws IOException {
        String name = line.words().get(1);
        try {
            switch (line.words().getFirst()) {
                case "add" ->
                        out.println(
                                book.add(name, Optional.ofNullable(line.options().get("profile")))
                                        .reveal());
                case "rotate" -> out.println(book.rotate(name).reveal());
                default -> {
                    book.revoke(name);
                    out.printf("Revoked '%s'.%n", name);
                }
            }
            KeyVerbs.tellRunning(desk, err);
            return true;
        } catch (TokenBook.Unfit e) {
            err.println(e.message());
        } catch (SecretUnavailable e) {
            err.println(e.message());
        } catch (SettingsRefused e) {
            err.println("The settings were not changed. " + e.message());
        }
        return false;
    }
}
