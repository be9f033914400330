package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Hosting;
import dev.patchbay.hub.Quirks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One configured service, with everything decided: what the user left unsaid is as the preset has
/// it. Only what differs from that is written.
///
/// Parts without a component here are read from `written`:
///
/// * `proxy` how it is reached: the address of an HTTP proxy, `direct`, or `system` for what the
///   system's variables say, as where nothing is said
/// * `oauth` how people sign in to it, where its style is `oauth`
/// * `compartmentId` the part of an OCI account that is asked and charged
/// * `region` the region of OCI that is asked, instead of a base URL
///
/// @param id the word that targets name it by
/// @param name what people call it
/// @param kind what it speaks: openai, anthropic, oci or demo
/// @param preset the shipped preset it follows
/// @param baseUrl its address, to which the paths of its dialect are added; empty for demo
/// @param auth its credential
/// @param headers headers sent with every request
/// @param query parameters added to every address
/// @param quirks its oddities, where they differ from the preset's
/// @param timeouts how long it may take
/// @param resilience what is done about its failures
/// @param models what the user says of its models
/// @param rewrites edits of the requests it gets
/// @param enabled whether it is used at all
public record BackendSettings(
        String id,
        String name,
        BackendKind kind,
        Optional<String> preset,
        String baseUrl,
        Auth auth,
        Map<String, String> headers,
        Map<String, String> query,
        AsWritten quirks,
        Timeouts timeouts,
        Resilience resilience,
        List<ModelSettings> models,
        List<Rewrite> rewrites,
        boolean enabled,
        AsWritten written) {

    /// What answers where nothing was set up.
    public static final BackendSettings DEMO = of("demo", BackendKind.DEMO, "");

    public BackendSettings {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        models = List.copyOf(models);
        rewrites = List.copyOf(rewrites);
    }

    public static BackendSettings of(String id, BackendKind kind, String baseUrl) {
        ObjectNode said = SettingsJson.object().put("id", id).put("kind", kind.text());
        return saying(baseUrl.isEmpty() ? said : said.put("baseUrl", baseUrl));
    }

    /// A backend that follows a preset in everything.
    public static BackendSettings of(String id, Preset preset) {
        return saying(SettingsJson.object().put("id", id).put("preset", preset.id()));
    }

    private static BackendSettings saying(ObjectNode said) {
        return BackendReading.read(Section.root(said, new ArrayList<>()));
    }

    /// All its oddities: its own, over the preset's, over those of any unknown local server.
    public Quirks allQuirks() {
        var known = facts().map(Preset::quirks).orElse(AsWritten.NOTHING);
        if (kind == BackendKind.OPENAI && known.equals(AsWritten.NOTHING) && local()) {
            // Nobody knows what runs there; many small servers write their thinking into the text.
            return QuirkWords.quirks(SettingsJson.object().put("thinkTags", true), quirks.copy());
        }
        return QuirkWords.quirks(known.copy(), quirks.copy());
    }

    /// How people sign in to it, where its style is `oauth`.
    public OAuthSettings oauth() {
        return OAuthSettings.of(this);
    }

    public Optional<Preset> shipped() {
        return preset.flatMap(Presets.SHIPPED::of);
    }

    /// What is known of the service: its preset's facts, or those of the only service of its kind.
    Optional<Preset> facts() {
        return shipped()
                .or(() -> kind == BackendKind.OCI ? Presets.SHIPPED.of("oci") : Optional.empty());
    }

    /// What the user says of this model.
    public Optional<ModelSettings> model(String model) {
        return models.stream().filter(own -> own.id().equalsIgnoreCase(model)).findFirst();
    }

    /// The part of an OCI account that is asked and charged; empty if none is named.
    public String compartmentId() {
        return written.at("compartmentId").asText("").strip();
    }

    /// Where the service has this model.
    public Hosting hosting(String model) {
        Optional<ModelSettings> own = model(model);
        String ocid = own.flatMap(ModelSettings::ocid).orElse(model);
        boolean dedicated =
                own.flatMap(ModelSettings::serving)
                        .map("dedicated"::equals)
                        .orElse(ocid.startsWith("ocid1.generativeaiendpoint"));
        return new Hosting(ocid, compartmentId(), dedicated, own.flatMap(ModelSettings::api));
    }

    /// What is wrong with it, or worth knowing, taken by itself; the paths begin in it.
    public List<Problem> problems() {
        List<Problem> found = new ArrayList<>();
        BackendReading.read(Section.root(json(), found));
        return List.copyOf(found);
    }

    /// Whether it runs on this computer.
    public boolean local() {
        return BackendReading.isLocal(shipped(), baseUrl);
    }

    /// How it is to be reached: its `proxy`.
    public Way way() {
        try {
            return Way.of(written.at("proxy").asText(""));
        } catch (HttpProxy.Unusable e) {
            throw new IllegalStateException("the proxy was checked when it was read", e);
        }
    }

    public BackendSettings withName(String other) {
        return with(it -> it.name = other);
    }

    public BackendSettings withBaseUrl(String other) {
        return with(it -> it.baseUrl = other);
    }

    public BackendSettings withAuth(Auth other) {
        return with(it -> it.auth = other);
    }

    public BackendSettings withHeaders(Map<String, String> other) {
        return with(it -> it.headers = other);
    }

    public BackendSettings withQuery(Map<String, String> other) {
        return with(it -> it.query = other);
    }

    public BackendSettings withQuirk(String quirk, JsonNode value) {
        return with(it -> it.quirks = quirks.with(quirk, value));
    }

    public BackendSettings withQuirk(QuirkChoice quirk, String value) {
        return withQuirk(quirk.name(), quirk.json(value));
    }

    /// Without an oddity of its own: it is as the preset has it.
    public BackendSettings withoutQuirk(String name) {
        return with(it -> it.quirks = quirks.with(name, ""));
    }

    /// The oddities of its own, by their names.
    public Map<String, String> ownQuirks() {
        return texts(quirks);
    }

    /// Those that it has from its preset, by their names.
    public Map<String, String> usualQuirks() {
        return facts().map(it -> texts(it.quirks())).orElse(Map.of());
    }

    private static Map<String, String> texts(AsWritten quirks) {
        Map<String, String> texts = new LinkedHashMap<>();
        quirks.copy()
                .properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    public BackendSettings withTimeouts(Timeouts other) {
        return with(it -> it.timeouts = other);
    }

    public BackendSettings withResilience(Resilience other) {
        return with(it -> it.resilience = other);
    }

    public BackendSettings withModels(List<ModelSettings> other) {
        return with(it -> it.models = other);
    }

    public BackendSettings withRewrites(List<Rewrite> other) {
        return with(it -> it.rewrites = other);
    }

    public BackendSettings withEnabled(boolean other) {
        return with(it -> it.enabled = other);
    }

    /// With a part that has no component here, such as `oauth`.
    public BackendSettings withPart(String key, JsonNode value) {
        return with(it -> it.written = written.with(key, value));
    }

    /// The same for a text; where it is empty, nothing is said.
    public BackendSettings withPart(String key, String text) {
        return with(it -> it.written = written.with(key, text));
    }

    private BackendSettings with(Consumer<Change> change) {
        var changed = new Change(this);
        change.accept(changed);
        return new BackendSettings(
                id,
                changed.name,
                kind,
                preset,
                changed.baseUrl,
                changed.auth,
                changed.headers,
                changed.query,
                changed.quirks,
                changed.timeouts,
                changed.resilience,
                changed.models,
                changed.rewrites,
                changed.enabled,
                changed.written);
    }

    /// What a backend can have otherwise, while it is being changed.
    private static final class Change {
        private String name;
        private String baseUrl;
        private Auth auth;
        private Map<String, String> headers;
        private Map<String, String> query;
        private AsWritten quirks;
        private Timeouts timeouts;
        private Resilience resilience;
        private List<ModelSettings> models;
        private List<Rewrite> rewrites;
        private boolean enabled;
        private AsWritten written;

        Change(BackendSettings from) {
            name = from.name;
            baseUrl = from.baseUrl;
            auth = from.auth;
            headers = from.headers;
            query = from.query;
            quirks = from.quirks;
            timeouts = from.timeouts;
            resilience = from.resilience;
            models = from.models;
            rewrites = from.rewrites;
            enabled = from.enabled;
            written = from.written;
        }
    }

    ObjectNode json() {
        return written.overlaid(this, BackendReading::read, BackendSettings::draft);
    }

    private ObjectNode draft() {
        AuthStyle usualStyle = shipped().map(Preset::style).orElse(kind.usualStyle());
        return new Draft()
                .put("id", id)
                .put("name", name)
                .put("kind", kind.text())
                .put("preset", preset)
                .put("baseUrl", baseUrl.isEmpty() ? Optional.empty() : Optional.of(baseUrl))
                .put("auth", auth.json(usualStyle))
                .put("headers", headers)
                .put("query", query)
                .put("quirks", quirks.copy())
                .put("timeouts", timeouts.json(local() ? Timeouts.LOCAL : Timeouts.DEFAULT))
                .put("resilience", resilience.json())
                .putEntries("models", models.stream().map(ModelSettings::json).toList())
                .putEntries("rewrites", rewrites.stream().map(Rewrite::json).toList())
                .put("enabled", enabled)
                .done();
    }

    /// Headers and parameters may hold credentials, so the id is all that is shown.
    @Override
    public String toString() {
        return "backend " + id;
    }
}
