package dev.patchbay.app.house;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.Running;
import dev.patchbay.keys.ChosenKeychain;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.keys.KeyRing;
import dev.patchbay.keys.Keychain;
import dev.patchbay.keys.OwnerOnlyFile;
import dev.patchbay.keys.SystemKeychain;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.SettingsNews;
import dev.patchbay.settings.SettingsStore;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The parts that keep secrets, for the verbs that need nothing else; `Wiring` takes its own from
/// here, so that both find every secret in the same place.
public record KeyDesk(
        SettingsStore store,
        Path settingsFolder,
        Keychain system,
        KeyRing secrets,
        KeyMove move,
        Running running)
        implements AutoCloseable {

    public static KeyDesk open(
            AppPaths paths,
            Overrides overrides,
            Map<String, String> environment,
            KnownSecrets known,
            PrintStream err)
            throws IOException {
        Path file = overrides.settingsFile().orElse(paths.ready().settingsFile()).toAbsolutePath();
        Path folder = Objects.requireNonNull(file.getParent());
        var store =
                SettingsStore.open(
                        file, overrides, InstantSource.system(), news -> tell(news, err));
        return new KeyDesk(
                store,
                folder,
                system(paths, environment),
                ring(paths, environment, folder, () -> store.current().keys().store(), known),
                move(paths, environment, store),
                new Running(paths.controlSocket()));
    }

    /// The secrets of the program that serves.
    static KeyRing ring(
            AppPaths paths,
            Map<String, String> environment,
            Path settingsFolder,
            Supplier<KeyPlace> choice,
            KnownSecrets known) {
        return KeyRing.of(chosen(paths, environment, choice), environment, settingsFolder, known);
    }

    /// What a killed program may have left half done.
    public static KeyMove move(
            AppPaths paths, Map<String, String> environment, SettingsStore store) {
        return new KeyMove(
                store,
                chosen(paths, environment, () -> store.current().keys().store()),
                new OwnerOnlyFile(paths.secretsFile()),
                slip(paths));
    }

    private static Keychain chosen(
            AppPaths paths, Map<String, String> environment, Supplier<KeyPlace> choice) {
        return new ChosenKeychain(
                choice, system(paths, environment), new OwnerOnlyFile(paths.secretsFile()));
    }

    /// A Patchbay whose files were moved is another one to the keychain, too.
    private static Keychain system(AppPaths paths, Map<String, String> environment) {
        boolean moved = !environment.getOrDefault("PATCHBAY_HOME", "").isBlank();
        return SystemKeychain.of(environment, moved ? paths.settings().toString() : "");
    }

    private static Path slip(AppPaths paths) {
        return paths.settings().resolve("moving-keys");
    }

    private static void tell(SettingsNews news, PrintStream err) {
        switch (news) {
            case SettingsNews.Loaded _, SettingsNews.Saved _ -> {}
            case SettingsNews.Rejected(var problems) -> problems.forEach(err::println);
            case SettingsNews.MovedAside(var from, var to, var reason) ->
                    err.printf("%s: %s It was moved to %s.%n", from, reason, to.getFileName());
            case SettingsNews.NewerVersion(int version, int known) ->
                    err.printf(
                            "settings.json has version %d, and this Patchbay knows %d.%n",
                            version, known);
        }
    }

    /// Entries that cannot be read, and whose keys nobody can move therefore.
    public Iterable<Problem> unread() {
        return store.problems().stream()
                        .filter(problem -> problem.reach() == Problem.Reach.ENTRY)
                        .filter(problem -> problem.path().startsWith("backends"))
                ::iterator;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
