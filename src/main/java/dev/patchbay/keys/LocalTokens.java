package dev.patchbay.keys;

import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.WriteHold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The tokens that open our door, and the one place where a shown one is compared with them.
/// Immutable: changed settings make another one.
public final class LocalTokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    private record Entry(LocalToken token, Secret secret, byte[] hash) {}

    private final List<Entry> entries;
    private final List<String> made;
    private final List<Problem> problems;

    private LocalTokens(List<Entry> entries, List<String> made, List<Problem> problems) {
        this.entries = List.copyOf(entries);
        this.made = List.copyOf(made);
        this.problems = List.copyOf(problems);
    }

    /// Finds the value of every token, and makes the default one where there is none yet. May
    /// block.
    ///
    /// @param defaultValue the default token's value for this run, instead of its own
    /// @param settingsFolder where the file of a token lies
    public static LocalTokens load(
            List<LocalToken> tokens,
            Optional<Secret> defaultValue,
            Secrets secrets,
            Path settingsFolder) {
        List<Entry> entries = new ArrayList<>();
        List<String> made = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        defaultValue.ifPresent(value -> entries.add(entry(defaultOf(tokens), value)));
        for (LocalToken token : tokens) {
            if (isDefault(token) && defaultValue.isPresent()) {
                continue;
            }
            try {
                entries.add(entry(token, value(token, secrets, settingsFolder, made)));
            } catch (SecretUnavailable e) {
                String message = "The local token '%s' cannot be used. ".formatted(token.name());
                problems.add(
                        new Problem("server.tokens", message + e.message(), Problem.Reach.ENTRY));
            }
        }
        return new LocalTokens(entries, made, problems);
    }

    /// The token that was shown. Takes as long for a near miss as for a far one.
    public Optional<LocalToken> match(String shown) {
        byte[] hash = hash(shown);
        Optional<LocalToken> match = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash, hash) && match.isEmpty()) {
                match = Optional.of(entry.token);
            }
        }
        return match;
    }

    /// The value that a client's configuration needs.
    public Optional<Secret> value(String name) {
        return entries.stream()
                .filter(entry -> entry.token.name().equals(name))
                .map(Entry::secret)
                .findFirst();
    }

    /// The value of the default token, or of the first that can be used.
    public Optional<Secret> defaultValue() {
        return value(LocalToken.DEFAULT.name())
                .or(() -> entries.stream().findFirst().map(Entry::secret));
    }

    /// How many tokens let somebody in.
    public int count() {
        return entries.size();
    }

    /// The names of the tokens that did not exist before.
    public List<String> made() {
        return made;
    }

    /// Tokens that cannot be used, and why.
    public List<Problem> problems() {
        return problems;
    }

    /// A value nobody can guess.
    public static Secret fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Secret.of("pb-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Keeps the value of a token in its file, replacing what was there.
    public static void keep(Path file, Secret value) throws IOException {
        OwnerOnly.folderOf(file);
        OwnerOnly.write(file, (value.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Secret value(
            LocalToken token, Secrets secrets, Path settingsFolder, List<String> made)
            throws SecretUnavailable {
        try {
            return secrets.get(token.token());
        } catch (SecretUnavailable e) {
            boolean ours = token.token().equals(LocalToken.DEFAULT.token());
            if (e.reason() != Reason.MISSING
                    || !ours
                    || !(token.token() instanceof SecretRef.File(String path))) {
                throw e;
            }
            if (make(settingsFolder.resolve(path))) {
                made.add(token.name());
            }
            return secrets.get(token.token());
        }
    }

    /// Whether it was us; another Patchbay may have been quicker.
    private static boolean make(Path file) throws SecretUnavailable {
        try {
            OwnerOnly.folderOf(file);
            try (var _ = WriteHold.on(file)) {
                boolean none = Files.notExists(file);
                if (none) {
                    keep(file, fresh());
                }
                return none;
            }
        } catch (IOException e) {
            throw new SecretUnavailable(Reason.BROKEN, file + " could not be written.", e);
        }
    }

    private static LocalToken defaultOf(List<LocalToken> tokens) {
        return tokens.stream()
                .filter(LocalTokens::isDefault)
                .findFirst()
                .orElse(LocalToken.DEFAULT);
    }

    private static boolean isDefault(LocalToken token) {
        return token.name().equals(LocalToken.DEFAULT.name());
    }

    private static Entry entry(LocalToken token, Secret value) {
        return new Entry(token, value, hash(value.reveal()));
    }

    private static byte[] hash(String value) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
