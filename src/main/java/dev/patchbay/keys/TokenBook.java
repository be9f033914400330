package dev.patchbay.keys;

import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.ServerSettings;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.SettingsStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes, replaces and removes local tokens. Their names stand in the settings, each value in a
/// file of its own.
public final class TokenBook {
    /// A name is a file's name, too.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final SettingsStore store;
    private final Secrets secrets;
    private final Path settingsFolder;

    public TokenBook(SettingsStore store, Secrets secrets, Path settingsFolder) {
        this.store = store;
        this.secrets = secrets;
        this.settingsFolder = settingsFolder;
    }

    /// What was asked cannot be done; the message says why, to a person.
    public static final class Unfit extends Exception {
        Unfit(String message) {
            super(message);
        }

        public String message() {
            return String.valueOf(getMessage());
        }
    }

    /// Makes a token; answers its value.
    public Secret add(String name, Optional<String> profile)
            throws Unfit, IOException, SettingsRefused {
        mustBeFree(name);
        mustBeThere(profile);
        Secret value = LocalTokens.fresh();
        LocalTokens.keep(file(name), value);
        var added = LocalToken.of(name, ref(name)).withProfile(profile);
        change(tokens -> Stream.concat(tokens, Stream.of(added)));
        return value;
    }

    /// Gives a token a new value; answers it.
    public Secret rotate(String name)
            throws Unfit, IOException, SettingsRefused, SecretUnavailable {
        LocalToken token = known(name);
        Secret value = LocalTokens.fresh();
        switch (token.token()) {
            case SecretRef.File(String path) -> LocalTokens.keep(ours(name, path), value);
            case SecretRef.Keychain at -> secrets.put(at, value);
            case SecretRef.Plain _ -> {
                LocalTokens.keep(file(name), value);
                var moved = LocalToken.of(name, ref(name)).withProfile(token.profile());
                change(tokens -> tokens.map(it -> it.equals(token) ? moved : it));
            }
            case SecretRef.Env _, SecretRef.Command _ ->
                    throw new Unfit(
                            "The value of '%s' is kept elsewhere (%s); change it there, then say `patchbay keys reload`."
                                    .formatted(name, token.token()));
        }
        return value;
    }

    /// Gives a token another name. Its value stays, where it is ours under that name.
    public void rename(String from, String to)
            throws Unfit, IOException, SettingsRefused, SecretUnavailable {
        LocalToken token = known(from);
        mustBeFree(to);
        boolean ours = token.token().equals(ref(from));
        if (ours) {
            LocalTokens.keep(file(to), secrets.get(token.token()));
        }
        var renamed =
                LocalToken.of(to, ours ? ref(to) : token.token()).withProfile(token.profile());
        change(tokens -> tokens.map(it -> it.equals(token) ? renamed : it));
        if (ours) {
            Files.deleteIfExists(file(from));
        }
    }

    /// Has a token's requests go the ways of a profile, or of none.
    public void assign(String name, Optional<String> profile) throws Unfit, SettingsRefused {
        LocalToken token = known(name);
        mustBeThere(profile);
        LocalToken assigned = token.withProfile(profile);
        change(tokens -> tokens.map(it -> it.equals(token) ? assigned : it));
    }

    /// Removes a token: who shows it is not let in any more.
    public void revoke(String name) throws Unfit, IOException, SettingsRefused, SecretUnavailable {
        LocalToken token = known(name);
        if (tokens().size() == 1) {
            throw new Unfit(
                    "'%s' is the only token, and without one nobody could come in; `patchbay token rotate %s` shuts out who has it."
                            .formatted(name, name));
        }
        change(tokens -> tokens.filter(it -> !it.equals(token)));
        if (token.token().equals(ref(name))) {
            Files.deleteIfExists(file(name));
        } else if (token.token() instanceof SecretRef.Keychain at) {
            secrets.delete(at);
        }
    }

    private void mustBeFree(String name) throws Unfit {
        if (!NAME.matcher(name).matches()) {
            throw new Unfit(
                    "A token's name has letters, digits, '.', '_' and '-', and at most 64 of"
                            + " them.");
        }
        if (token(name).isPresent()) {
            throw new Unfit(
                    "There is a token '%s' already; `patchbay token rotate %s` gives it a new value."
                            .formatted(name, name));
        }
    }

    private void mustBeThere(Optional<String> profile) throws Unfit {
        if (profile.isPresent() && store.stored().profile(profile.get()).isEmpty()) {
            throw new Unfit(
                    "There is no profile '%s'; make it in the settings first."
                            .formatted(profile.get()));
        }
    }

    private LocalToken known(String name) throws Unfit {
        return token(name)
                .orElseThrow(
                        () ->
                                new Unfit(
                                        "There is no token '%s'. There are: %s."
                                                .formatted(
                                                        name,
                                                        String.join(
                                                                ", ",
                                                                tokens().stream()
                                                                        .map(LocalToken::name)
                                                                        .toList()))));
    }

    /// A file elsewhere belongs to somebody else.
    private Path ours(String name, String path) throws Unfit {
        Path file = settingsFolder.resolve(path).normalize();
        if (!file.startsWith(settingsFolder.resolve("tokens").normalize())) {
            throw new Unfit(
                    "The value of '%s' lies in %s, which is not Patchbay's own; change it there, then say `patchbay keys reload`."
                            .formatted(name, file));
        }
        return file;
    }

    private Path file(String name) {
        return settingsFolder.resolve("tokens").resolve(name);
    }

    private static SecretRef.File ref(String name) {
        return new SecretRef.File("tokens/" + name);
    }

    private Optional<LocalToken> token(String name) {
        return tokens().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private List<LocalToken> tokens() {
        return store.stored().server().tokens();
    }

    private void change(UnaryOperator<Stream<LocalToken>> change) throws SettingsRefused {
        store.update(
                settings -> {
                    ServerSettings server = settings.server();
                    return settings.withServer(
                            server.withTokens(change.apply(server.tokens().stream()).toList()));
                });
    }
}
