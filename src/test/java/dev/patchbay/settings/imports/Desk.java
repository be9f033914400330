package dev.patchbay.settings.imports;

import dev.patchbay.settings.Login;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody's settings, secrets and sign-ins, with the files of older programs beside them.
final class Desk implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final Map<String, Secret> secrets = new HashMap<>();
    final Map<String, Login> logins = new HashMap<>();
    final Path file;
    final SettingsStore store;
    final Imports imports;

    Desk(Path folder) {
        file = folder.resolve("settings.json");
        store = SettingsStore.open(file, Overrides.NONE, InstantSource.fixed(NOW), _ -> {});
        imports = new Imports(store, new Drawer(), new Box(), InstantSource.fixed(NOW));
    }

    /// With settings that stand there already, in single quotes.
    static Desk with(Path folder, String settings) throws IOException {
        Files.writeString(folder.resolve("settings.json"), settings.replace('\'', '"'));
        return new Desk(folder);
    }

    static String sample(String name) {
        try (var in = Desk.class.getResourceAsStream("/imports/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Found read(String content) throws Exception {
        return imports.read(content.getBytes(StandardCharsets.UTF_8));
    }

    /// The settings after this was taken.
    Settings take(String content, Rule rule) throws Exception {
        Found found = read(content);
        imports.preview(found, rule);
        imports.take(found, rule);
        return store.stored();
    }

    Settings take(String content) throws Exception {
        return take(content, Rule.KEEP);
    }

    List<String> changes(String content, Change.What what, Rule rule) throws Exception {
        return imports.preview(read(content), rule).stream()
                .filter(change -> change.what() == what)
                .map(Change::subject)
                .toList();
    }

    /// The names that a file has and that do not come.
    static List<String> left(Found found) {
        return found.remarks().stream()
                .filter(remark -> remark.kind() == Remark.Kind.CANNOT)
                .map(Remark::key)
                .toList();
    }

    static Secret hush(String of) {
        return Secret.of("hush of " + of);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private final class Drawer implements Secrets {
        @Override
        public Secret get(SecretRef ref) throws SecretUnavailable {
            Secret secret = secrets.get(ref.toString());
            if (secret == null) {
                throw new SecretUnavailable(Reason.MISSING, "There is no " + ref + ".");
            }
            return secret;
        }

        @Override
        public void put(SecretRef.Keychain at, Secret secret) {
            secrets.put(at.toString(), secret);
        }

        @Override
        public void delete(SecretRef.Keychain at) {
            secrets.remove(at.toString());
        }

        @Override
        public void forget(SecretRef ref) {}
    }

    private final class Box implements Logins {
        @Override
        public Optional<Login> find(String backend) {
            return Optional.ofNullable(logins.get(backend));
        }

        @Override
        public Hold hold(String backend) {
            return new Hold() {
                @Override
                public Optional<Login> login() {
                    return find(backend);
                }

                @Override
                public void keep(Login login) {
                    logins.put(backend, login);
                }

                @Override
                public void close() {}
            };
        }
    }
}
