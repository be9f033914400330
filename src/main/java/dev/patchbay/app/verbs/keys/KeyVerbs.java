package dev.patchbay.app.verbs.keys;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.app.verbs.line.Terminal;
import dev.patchbay.desktop.Control;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.keys.Keychain;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.SettingsRefused;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `patchbay keys …`: what is kept, and what the settings refer to.
public final class KeyVerbs {
    static final String WORDS = "list, set NAME, delete NAME, move or reload";

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final String PREFIX = "keychain:";

    private final CommandLine line;
    private final KeyDesk desk;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;
    private final KeyConsent consent;

    public KeyVerbs(
            CommandLine line, KeyDesk desk, Terminal terminal, PrintStream out, PrintStream err) {
        this.line = line;
        this.desk = desk;
        this.terminal = terminal;
        this.out = out;
        this.err = err;
        consent = new KeyConsent(desk, line.has("unencrypted"), terminal, err);
    }

    /// What is wrong with the words, before anything is opened.
    public static void check(CommandLine line) throws Misuse {
        List<String> words = line.words();
        String what = words.isEmpty() ? "" : words.getFirst();
        int wanted =
                switch (what) {
                    case "list", "move", "reload" -> 1;
                    case "set", "delete" -> 2;
                    default -> throw new Misuse("`patchbay keys` needs one of: " + WORDS + ".");
                };
        if (what.equals("set") && words.size() > wanted) {
            // Not repeated: what stands there may be the key.
            throw new Misuse(
                    "`patchbay keys set NAME` reads the value from its input, because every program"
                            + " can see what was typed on the command line.");
        }
        if (words.size() != wanted) {
            throw new Misuse(
                    "`patchbay keys %s` needs %s."
                            .formatted(what, wanted == 2 ? "a name" : "no further words"));
        }
        if (wanted == 2 && !NAME.matcher(name(words)).matches()) {
            throw new Misuse("A key's name has no blanks, such as backend/router/1.");
        }
    }

    private static String name(List<String> words) {
        String said = words.get(1);
        return said.startsWith(PREFIX) ? said.substring(PREFIX.length()) : said;
    }

    /// Answers whether it was done.
    public boolean run() throws IOException {
        try {
            if (!line.words().getFirst().equals("reload")) {
                desk.move().finish();
            }
            return switch (line.words().getFirst()) {
                case "list" -> new KeyList(desk, out, err).print();
                case "set" -> set(new SecretRef.Keychain(name(line.words())));
                case "delete" -> delete(new SecretRef.Keychain(name(line.words())));
                case "move" -> move();
                default -> reload();
            };
        } catch (SecretUnavailable e) {
            err.println(e.message());
            return false;
        } catch (SettingsRefused e) {
            err.println("The settings were not changed. " + e.message());
            return false;
        }
    }

    // ------------------------------------------------------------------ set, delete

    private boolean set(SecretRef.Keychain at)
            throws SecretUnavailable, SettingsRefused, IOException {
        if (!consent.given()) {
            return false;
        }
        Optional<Secret> value = terminal.value("Value of %s: ".formatted(at));
        if (value.isEmpty()) {
            err.println("No value came in; give it as the input: patchbay keys set NAME < FILE");
            return false;
        }
        desk.secrets().put(at, value.get());
        out.printf("Kept as %s in %s.%n", at, keychain().place());
        if (users(at).isEmpty()) {
            out.printf("Nothing refers to it yet; name %s among a backend's keys.%n", at);
        }
        tellRunning();
        return true;
    }

    private boolean delete(SecretRef.Keychain at) throws SecretUnavailable {
        if (!keychain().names().contains(at.name())) {
            err.printf("Nothing named '%s' is kept.%n", at.name());
            return false;
        }
        desk.secrets().delete(at);
        out.printf("Deleted %s.%n", at);
        users(at).forEach(user -> out.printf("It is still wanted by %s.%n", user));
        tellRunning();
        return true;
    }

    private List<String> users(SecretRef ref) {
        return SecretUse.in(desk.store().stored()).stream()
                .filter(use -> use.ref().equals(ref))
                .map(SecretUse::user)
                .toList();
    }

    // ------------------------------------------------------------------ move

    private boolean move() throws SecretUnavailable, SettingsRefused, IOException {
        if (!consent.given()) {
            return false;
        }
        desk.unread().forEach(it -> err.println("Its keys are left alone: " + it));
        List<KeyMove.Step> plan = desk.move().plan();
        if (plan.isEmpty()) {
            out.printf("Nothing is to move; keys are kept in %s.%n", keychain().place());
            return true;
        }
        out.printf("To %s:%n", keychain().place());
        plan.forEach(step -> out.printf("  %s → %s%n", step.from(), step.to()));
        if (!line.has("yes") && !agrees("Move them?")) {
            return false;
        }
        KeyMove.Moved moved = desk.move().run();
        out.printf("Moved: %d.%n", moved.steps().size());
        moved.copies().forEach(copy -> out.printf("Taken out of the copy %s, too.%n", copy));
        tellRunning();
        return true;
    }

    private boolean agrees(String question) {
        Optional<Boolean> answer = terminal.agrees(question);
        if (answer.isEmpty()) {
            err.println("Nobody is here to say yes; say it with --yes.");
        }
        return answer.orElse(false);
    }

    private Keychain keychain() {
        return desk.secrets().keychain();
    }

    // ------------------------------------------------------------------ reload

    private boolean reload() {
        List<Control.Reply> replies = desk.running().tell(Control.Word.RELOAD);
        if (replies.isEmpty()) {
            err.println("No Patchbay of these files runs; it reads its keys when it starts.");
            return false;
        }
        replies.forEach(reply -> (reply.obstacle().isEmpty() ? out : err).println(told(reply)));
        return replies.stream().allMatch(reply -> reply.obstacle().isEmpty());
    }

    private static String told(Control.Reply reply) {
        return reply.obstacle()
                .map(why -> "A running Patchbay could not read its keys again: " + why)
                .orElse("Patchbay (PID %d) reads its keys again.".formatted(reply.pid()));
    }

    private void tellRunning() {
        tellRunning(desk, err);
    }

    /// A running Patchbay hears of what a verb changed; that none runs is no fault.
    static void tellRunning(KeyDesk desk, PrintStream err) {
        desk.running().tell(Control.Word.RELOAD).stream()
                .filter(reply -> reply.obstacle().isPresent())
                .map(KeyVerbs::told)
                .forEach(err::println);
    }
}
