package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// All that the user chose. Immutable: a change makes another one.
///
/// Sections without a component here (`desktop` …) are read with `section` and live on
/// in the file. One value is read there by us:
///
/// * `caFile` a file of further authorities whose certificates count
///
/// @param version the shape of the file
/// @param server our own door
/// @param backends the configured services; absent, the demo backend alone
/// @param aliases the names clients ask for, in the user's order
/// @param tiers where a model goes whose name tells only its tier
/// @param defaultAlias where everything else goes: an alias or `backend/model`
/// @param profiles the ways of single projects, chosen by their tokens
/// @param budgets how much money may be spent
/// @param prices what models cost, where the user knows better
/// @param history what is kept of what happened
/// @param log what the log tells
public record Settings(
        int version,
        ServerSettings server,
        List<BackendSettings> backends,
        List<Alias> aliases,
        Tiers tiers,
        Optional<String> defaultAlias,
        List<Profile> profiles,
        List<Budget> budgets,
        Prices prices,
        HistorySettings history,
        LogSettings log,
        AsWritten written) {

    /// The shape that this program reads and writes.
    public static final int VERSION = Migrations.SHIPPED.version();

    private static final String DEMO_ALIAS = "demo/demo";

    /// What `{"version": 1}` means.
    public static final Settings DEFAULT =
            read(Section.root(SettingsJson.object().put("version", VERSION), new ArrayList<>()));

    public Settings {
        backends = List.copyOf(backends);
        aliases = List.copyOf(aliases);
        profiles = List.copyOf(profiles);
        budgets = List.copyOf(budgets);
    }

    /// The settings in a text of the shape of settings.json, of which every entry can be used.
    public static Settings parse(String json) throws SettingsRefused {
        try {
            Reading reading = Reading.of(json.getBytes(StandardCharsets.UTF_8), Migrations.SHIPPED);
            List<Problem> wrong = reading.wrong();
            if (!wrong.isEmpty()) {
                throw SettingsRefused.because(wrong);
            }
            return reading.settings();
        } catch (SettingsJson.Unreadable e) {
            throw SettingsRefused.because(e.message(), null);
        }
    }

    /// The settings in an object of the shape of settings.json, as far as its entries can be used.
    ///
    /// @param problems gets what is wrong with the others
    public static Settings of(ObjectNode written, List<Problem> problems) {
        return read(Section.root(written, problems));
    }

    /// What a reader of the file would find wrong with these settings, or worth knowing.
    public List<Problem> problems() {
        List<Problem> found = new ArrayList<>();
        read(Section.root(json(), found));
        return List.copyOf(found);
    }

    public Optional<BackendSettings> backend(String id) {
        return backends.stream().filter(backend -> backend.id().equals(id)).findFirst();
    }

    /// The alias of exactly this name.
    public Optional<Alias> alias(String name) {
        return aliases.stream().filter(alias -> alias.name().equals(name)).findFirst();
    }

    public Optional<Profile> profile(String id) {
        return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    /// Every budget, those of the profiles with them.
    public List<Budget> allBudgets() {
        return Stream.concat(
                        budgets.stream(),
                        profiles.stream()
                                .flatMap(
                                        it ->
                                                it.budgets().stream()
                                                        .map(own -> own.within(it.id()))))
                .toList();
    }

    /// A section that has no component here; a missing node if it is absent.
    public JsonNode section(String key) {
        return written.at(key);
    }

    /// A file of further authorities whose certificates count; a relative path begins at the folder
    /// of the settings.
    public Optional<String> caFile() {
        return Optional.ofNullable(written.at("caFile").textValue()).map(String::strip);
    }

    /// How Patchbay's own secrets are kept.
    public KeySettings keys() {
        return KeySettings.of(this);
    }

    public Settings withKeys(KeySettings other) {
        return withSection("keys", other.json());
    }

    /// How Patchbay behaves on a desktop.
    public DesktopSettings desktop() {
        return DesktopSettings.of(this);
    }

    public Settings withDesktop(DesktopSettings other) {
        return withSection("desktop", other.json());
    }

    public Settings withServer(ServerSettings other) {
        return with(parts -> parts.server = other);
    }

    public Settings withPort(int port) {
        return withServer(server.withPort(port));
    }

    public Settings withBackends(List<BackendSettings> other) {
        return with(parts -> parts.backends = other);
    }

    /// With this backend in the place of the one with its id, or behind the others.
    public Settings withBackend(BackendSettings added) {
        return withBackends(
                replaced(backends, added, it -> it.id().equals(added.id()) ? added : it));
    }

    public Settings withoutBackend(String id) {
        return withBackends(backends.stream().filter(it -> !it.id().equals(id)).toList());
    }

    public Settings withAliases(List<Alias> other) {
        return with(parts -> parts.aliases = other);
    }

    /// With this alias in the place of the one with its name, or behind the others.
    public Settings withAlias(Alias added) {
        return withAliases(
                replaced(aliases, added, it -> it.name().equals(added.name()) ? added : it));
    }

    public Settings withTiers(Tiers other) {
        return with(parts -> parts.tiers = other);
    }

    public Settings withDefaultAlias(Optional<String> other) {
        return with(parts -> parts.defaultAlias = other);
    }

    public Settings withProfiles(List<Profile> other) {
        return with(parts -> parts.profiles = other);
    }

    public Settings withBudgets(List<Budget> other) {
        return with(parts -> parts.budgets = other);
    }

    public Settings withPrices(Prices other) {
        return with(parts -> parts.prices = other);
    }

    public Settings withHistory(HistorySettings other) {
        return with(parts -> parts.history = other);
    }

    public Settings withLog(LogSettings other) {
        return with(parts -> parts.log = other);
    }

    /// With a section that has no component here.
    public Settings withSection(String key, JsonNode value) {
        return with(parts -> parts.written = written.with(key, value));
    }

    private Settings with(Consumer<SettingsParts> change) {
        var parts = new SettingsParts(this);
        change.accept(parts);
        return parts.together();
    }

    private static <T> List<T> replaced(List<T> all, T added, UnaryOperator<T> replacing) {
        List<T> next = new ArrayList<>(all);
        next.replaceAll(replacing);
        if (!next.contains(added)) {
            next.add(added);
        }
        return next;
    }

    static Settings read(Section in) {
        boolean fresh = !in.has("backends");
        var settings =
                new Settings(
                        in.number("version", VERSION, 1, Integer.MAX_VALUE),
                        ServerSettings.read(in.section("server")),
                        fresh ? List.of(BackendSettings.DEMO) : BackendReading.list(in, "backends"),
                        in.named("aliases", "name", Alias::read, Alias::name),
                        Tiers.read(in.section("tiers")),
                        in.text("defaultAlias").or(() -> demoAlias(in, fresh)),
                        in.named("profiles", "id", Profile::read, Profile::id),
                        in.entries("budgets", Budget::read),
                        Prices.read(in.section("prices")),
                        HistorySettings.read(in.section("history")),
                        LogSettings.read(in.section("log")),
                        in.written());
        in.text("caFile"); // kept as it is written, but a wrong one is noted here
        KeySettings.read(in.section("keys"));
        DesktopSettings.read(in.section("desktop"));
        new NameCheck(in, settings).check();
        if (!fresh) {
            new OwnDoor(in, settings).check();
        }
        return settings;
    }

    private static Optional<String> demoAlias(Section in, boolean fresh) {
        // A null that stands there is somebody's choice of no default.
        return fresh && in.raw("defaultAlias").isMissingNode()
                ? Optional.of(DEMO_ALIAS)
                : Optional.empty();
    }

    ObjectNode json() {
        return written.overlaid(this, Settings::read, Settings::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("version", version)
                .put("server", server.json())
                .putEntries("backends", backends.stream().map(BackendSettings::json).toList())
                .putEntries("aliases", aliases.stream().map(Alias::json).toList())
                .put("tiers", tiers.json())
                .put("defaultAlias", defaultAlias)
                .putEntries("profiles", profiles.stream().map(Profile::json).toList())
                .putEntries("budgets", budgets.stream().map(Budget::json).toList())
                .put("prices", prices.json())
                .put("history", history.json())
                .put("log", log.json())
                .done();
    }
}
