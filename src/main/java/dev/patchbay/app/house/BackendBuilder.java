package dev.patchbay.app.house;

import dev.patchbay.backend.Backend;
import dev.patchbay.backend.DemoBackend;
import dev.patchbay.backend.HttpBackend;
import dev.patchbay.backend.KeySigner;
import dev.patchbay.backend.LoginSigner;
import dev.patchbay.backend.Network;
import dev.patchbay.backend.OwnSockets;
import dev.patchbay.backend.RestingKey;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.SystemProxy;
import dev.patchbay.backend.Trust;
import dev.patchbay.backend.oci.OciSigner;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.HttpProxy;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Way;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.wire.Headers;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Builds backends from what the user says of them. One that cannot be built is left out, and a
/// note says why.
final class BackendBuilder {
    private final Secrets secrets;
    private final LoginFiles logins;
    private final OpenAiCodec demoCodec;
    private final Map<String, String> environment;
    private final Path settingsFolder;
    private final SystemProxy proxy;
    private final KnownSecrets known;
    private final InstantSource clock;
    private final Journal journal;
    private final OwnSockets own = new OwnSockets();
    private volatile Network network;

    /// @param settings says whose certificates count
    BackendBuilder(
            Secrets secrets,
            LoginFiles logins,
            OpenAiCodec demoCodec,
            Map<String, String> environment,
            Path settingsFolder,
            Settings settings,
            KnownSecrets known,
            InstantSource clock,
            Journal journal) {
        this.secrets = secrets;
        this.logins = logins;
        this.demoCodec = demoCodec;
        this.environment = Map.copyOf(environment);
        this.settingsFolder = settingsFolder;
        this.proxy = SystemProxy.of(environment);
        this.known = known;
        proxy.logins().forEach(known::addLogin);
        this.clock = clock;
        this.journal = journal;
        this.network = network(settings);
    }

    /// The connections to what it builds.
    OwnSockets own() {
        return own;
    }

    /// Takes up whose certificates count from here on.
    void trust(Settings settings) {
        network = network(settings);
    }

    Optional<Backend> build(BackendSettings settings) {
        return switch (settings.kind()) {
            case OPENAI, ANTHROPIC, OCI -> http(settings);
            case DEMO -> Optional.of(new DemoBackend(demoCodec, DemoBackend.USUAL_BEAT));
        };
    }

    private Optional<Backend> http(BackendSettings settings) {
        know(settings);
        try {
            BackendSettings placed = settings.baseUrl().isEmpty() ? placed(settings) : settings;
            return Optional.of(new HttpBackend(placed, signer(placed), network));
        } catch (SecretUnavailable e) {
            journal.add(
                    new Note.SettingsFault(
                            "backend " + settings.id(), e.message(), "It is left out."));
            return Optional.empty();
        }
    }

    /// What its settings hold in the clear, beside its keys.
    private void know(BackendSettings settings) {
        if (settings.way() instanceof Way.Through(HttpProxy through)) {
            through.login().ifPresent(known::addLogin);
        }
        settings.headers().entrySet().stream()
                .filter(line -> Headers.isSecret(line.getKey()))
                .forEach(line -> known.add(Secret.of(line.getValue())));
    }

    /// A backend of OCI without an address is where its profile is.
    private BackendSettings placed(BackendSettings settings) throws SecretUnavailable {
        return settings.withBaseUrl(
                OciSigner.usualAddress(settings, secrets, home(), environment)
                        .orElseThrow(
                                () ->
                                        new SecretUnavailable(
                                                SecretUnavailable.Reason.MISSING,
                                                "It has no baseUrl, and neither it nor its OCI"
                                                        + " profile names a region.")));
    }

    private Signer signer(BackendSettings settings) {
        return switch (settings.auth().style()) {
            case AuthStyle.Oci _ ->
                    OciSigner.of(settings, secrets, home(), environment, network, clock);
            case AuthStyle.OAuth _ ->
                    LoginSigner.of(
                            settings,
                            logins,
                            network,
                            clock,
                            why -> journal.add(new Note.SignInEnded(settings.id(), why)));
            default -> KeySigner.of(settings, secrets, clock, rest -> rested(settings.id(), rest));
        };
    }

    private void rested(String backend, RestingKey rest) {
        journal.add(
                new Note.KeyRested(
                        backend,
                        rest.position(),
                        rest.keys(),
                        (int) rest.left().toSeconds(),
                        rest.reason()));
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    /// The network, and whose certificates count there.
    private Network network(Settings settings) {
        Optional<String> caFile = settings.caFile();
        try {
            return new Network(
                    caFile.isPresent()
                            ? Trust.ofSystemWith(caFile.get(), settingsFolder)
                            : Trust.ofSystem(),
                    proxy,
                    own);
        } catch (Trust.Unusable e) {
            journal.add(
                    new Note.SettingsFault(
                            "caFile", e.message(), "The usual authorities count, and no others."));
            return new Network(Trust.ofSystem(), proxy, own);
        }
    }
}
