package dev.patchbay.app.windows.first;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.firstrun.Setup;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.exchange.BackendTest;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.imports.Change;
import dev.patchbay.settings.imports.Found;
import dev.patchbay.settings.imports.Imports;
import dev.patchbay.settings.imports.NotUnderstood;
import dev.patchbay.settings.imports.Remark;
import dev.patchbay.settings.imports.Rule;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Sets the house up for the first run. Of what is tried, only the last that could be used is in
/// the settings, and it goes again when something else is chosen.
final class FirstRunSetup implements Setup {
    private static final int PATIENCE_MILLIS = 500;
    private static final long LARGEST = 16L << 20;
    private static final List<String> USUAL_FILES =
            List.of(".claude-code-router/config.json", ".cc-switch/config.json");

    private final Wiring house;
    private final Path home;
    private final Texts texts;
    private final Imports imports;
    private Optional<String> tried = Optional.empty();
    private boolean settled;

    FirstRunSetup(Wiring house, Path home, Texts texts) {
        this.texts = texts;
        this.house = house;
        this.home = home;
        imports = new Imports(house.settings(), house.secrets(), house.logins(), house.clock());
    }

    @Override
    public Optional<String> keyPlace() {
        try {
            house.secrets().keychain().names();
            return Optional.of(house.secrets().keychain().place());
        } catch (SecretUnavailable _) {
            return Optional.empty(); // the first run asks whether a file will do
        }
    }

    @Override
    public boolean isThere(Preset preset) {
        URI address = URI.create(preset.baseUrl().orElseThrow());
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            return true;
        } catch (IOException _) {
            return false; // nobody listens
        }
    }

    // ------------------------------------------------------------------ a backend

    @Override
    public synchronized Tried tryKey(Preset preset, Secret key, boolean inFile) throws Refused {
        var at = new SecretRef.Keychain("backend/" + preset.id() + "/1");
        try {
            takeBack();
            agree(inFile);
            house.secrets().put(at, key);
        } catch (SecretUnavailable e) {
            throw new Refused(e.message(), e);
        }
        return tried(backend(preset).withAuth(Auth.of(preset.style(), at)));
    }

    @Override
    public synchronized Tried tryLocal(Preset preset) throws Refused {
        takeBack();
        return tried(backend(preset));
    }

    private static BackendSettings backend(Preset preset) {
        return BackendSettings.of(preset.id(), preset).withBaseUrl(preset.baseUrl().orElse(""));
    }

    /// Keys go to a file only if its user says so.
    private void agree(boolean inFile) throws Refused {
        if (inFile && house.settings().stored().keys().store() != KeyPlace.FILE) {
            update(it -> it.withKeys(it.keys().withStore(KeyPlace.FILE)));
        }
    }

    private Tried tried(BackendSettings backend) throws Refused {
        String id = backend.id();
        tried = Optional.of(id);
        settled = false;
        try {
            update(it -> with(it, backend));
            List<BackendTest.Tick> ticks = house.switchboard().test(id);
            boolean usable = ticks.stream().noneMatch(tick -> isVital(tick) && !isYes(tick));
            List<String> models = usable ? models(id) : List.of();
            if (!usable) {
                takeBack();
            }
            return new Tried(id, usable, ticks.stream().map(FirstRunSetup::shown).toList(), models);
        } catch (ProxyError e) {
            takeBack();
            throw new Refused(e.message(), e);
        } catch (Refused e) {
            takeBack();
            throw e;
        }
    }

    private static boolean isVital(BackendTest.Tick tick) {
        return List.of("reach", "auth").contains(tick.question());
    }

    private static boolean isYes(BackendTest.Tick tick) {
        return tick.outcome() == BackendTest.Tick.Outcome.YES;
    }

    private static Tick shown(BackendTest.Tick tick) {
        return new Tick(
                tick.question(),
                switch (tick.outcome()) {
                    case YES -> Tick.Outcome.YES;
                    case NO -> Tick.Outcome.NO;
                    case NOT_ASKED -> Tick.Outcome.NOT_ASKED;
                },
                tick.detail());
    }

    /// A service without a list is asked by a name that its user types.
    private List<String> models(String id) {
        try {
            return house.switchboard().models(id);
        } catch (ProxyError _) {
            return List.of();
        }
    }

    @Override
    public synchronized void answerBy(String backend, String model) throws Refused {
        update(it -> it.withDefaultAlias(Optional.of(backend + "/" + model)));
        settled = true;
    }

    @Override
    public synchronized void answerByDemo() throws Refused {
        takeBack();
    }

    @Override
    public synchronized void giveUp() throws Refused {
        if (!settled) {
            takeBack();
        }
    }

    /// What was tried goes, with its key.
    private void takeBack() throws Refused {
        if (tried.isEmpty()) {
            return;
        }
        String id = tried.get();
        Optional<BackendSettings> backend = house.settings().stored().backend(id);
        update(it -> without(it, id));
        tried = Optional.empty();
        for (SecretRef ref : backend.map(it -> it.auth().keys()).orElse(List.of())) {
            if (ref instanceof SecretRef.Keychain at) {
                try {
                    house.secrets().delete(at);
                } catch (SecretUnavailable e) {
                    throw new Refused(e.message(), e);
                }
            }
        }
    }

    /// A real backend takes the place of the demo, which answered for want of one.
    private static Settings with(Settings settings, BackendSettings backend) {
        List<BackendSettings> others =
                settings.backends().stream()
                        .filter(it -> it.kind() != BackendKind.DEMO)
                        .filter(it -> !it.id().equals(backend.id()))
                        .toList();
        return settings.withBackends(Stream.concat(others.stream(), Stream.of(backend)).toList())
                .withDefaultAlias(settings.defaultAlias().filter(it -> !isOfDemo(it)));
    }

    private static boolean isOfDemo(String alias) {
        return alias.startsWith(BackendSettings.DEMO.id() + "/");
    }

    private static Settings without(Settings settings, String id) {
        Settings rest = settings.withoutBackend(id);
        Settings plain =
                rest.withDefaultAlias(
                        rest.defaultAlias().filter(alias -> !alias.startsWith(id + "/")));
        return plain.backends().isEmpty()
                ? plain.withBackends(Settings.DEFAULT.backends())
                        .withDefaultAlias(Settings.DEFAULT.defaultAlias())
                : plain;
    }

    // ------------------------------------------------------------------ another program's file

    @Override
    public List<Path> candidates() {
        return USUAL_FILES.stream().map(home::resolve).filter(Files::isRegularFile).toList();
    }

    @Override
    public Brought look(Path file) throws Refused {
        try {
            Found found = read(file);
            List<String> comes =
                    imports.preview(found, Rule.KEEP).stream()
                            .filter(Change::isMade)
                            .map(each -> (each.subject() + "   " + each.detail()).strip())
                            .toList();
            return new Brought(
                    found.origin().title(),
                    comes,
                    found.remarks().stream()
                            .filter(each -> each.kind() != Remark.Kind.NEEDLESS)
                            .map(Remark::toString)
                            .toList(),
                    found.holdsNewKeys());
        } catch (SettingsRefused e) {
            throw new Refused(e.message(), e);
        } catch (SecretUnavailable e) {
            throw new Refused(e.message(), e);
        }
    }

    @Override
    public synchronized void bring(Path file, boolean inFile) throws Refused {
        takeBack();
        agree(inFile);
        try {
            // What the place of keys holds decides their names, so it is read again.
            imports.take(read(file), Rule.KEEP);
        } catch (SettingsRefused e) {
            throw new Refused(e.message(), e);
        } catch (SecretUnavailable e) {
            throw new Refused(e.message(), e);
        }
    }

    private Found read(Path file) throws Refused, SecretUnavailable {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Refused(texts.get("settings.imports.large", file), null);
            }
            return imports.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Refused(texts.get("firstRun.unreadable", file), e);
        } catch (NotUnderstood e) {
            throw new Refused(e.message(), e);
        }
    }

    // ------------------------------------------------------------------ the end

    /// Settings that say nothing are said once, so that the next start is no first one.
    @Override
    public void done() throws Refused {
        update(it -> it);
    }

    private void update(UnaryOperator<Settings> change) throws Refused {
        try {
            house.settings().update(change);
        } catch (SettingsRefused e) {
            throw new Refused(e.message(), e);
        }
    }
}
