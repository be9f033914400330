package dev.patchbay.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads one backend: what it says, and for the rest what its preset or its kind implies.
final class BackendReading {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");
    private static final BaseUrl NO_URL = new BaseUrl("", Map.of());

    private BackendReading() {}

    static BackendSettings read(Section in) {
        String id = id(in);
        Optional<Preset> preset = preset(in);
        BackendKind kind = kind(in, preset);
        BaseUrl base = baseUrl(in, kind, preset);
        AuthStyle usualStyle = preset.map(Preset::style).orElse(kind.usualStyle());
        Auth auth = Auth.read(in.section("auth"), usualStyle);
        boolean local = isLocal(preset, base.url());
        if (kind == BackendKind.OCI && in.text("compartmentId").isEmpty()) {
            in.wrong(
                    "compartmentId",
                    "is missing; add the OCID of the compartment that is charged, or of the"
                            + " tenancy.");
        }
        if (auth.style().needsKey() && auth.keys().isEmpty() && !local) {
            in.say("auth.keys", "is empty, so this backend is asked without a key; add one.");
        }
        if (auth.style() instanceof AuthStyle.OAuth) {
            OAuthSettings.check(in.section("oauth"), preset);
        }
        Way.check(in);
        Section quirks = in.section("quirks");
        QuirkWords.check(quirks);
        return new BackendSettings(
                id,
                in.text("name", preset.map(Preset::name).orElse(id)),
                kind,
                in.text("preset").map(text -> text.toLowerCase(Locale.ROOT)),
                base.url(),
                auth,
                headers(in),
                query(in, base),
                quirks.written(),
                Timeouts.read(in.section("timeouts"), local ? Timeouts.LOCAL : Timeouts.DEFAULT),
                in.named("models", "id", ModelSettings::read, ModelSettings::id),
                in.entries("rewrites", Rewrite::read),
                in.flag("enabled", true),
                in.written());
    }

    static boolean isLocal(Optional<Preset> preset, String baseUrl) {
        if (preset.filter(Preset::local).isPresent()) {
            return true;
        }
        boolean known = preset.isPresent() && preset.get().baseUrl().isPresent();
        return !known && !baseUrl.isEmpty() && onLoopback(baseUrl);
    }

    private static boolean onLoopback(String baseUrl) {
        try {
            return Loopback.is(BaseUrl.mend(BackendKind.OPENAI, baseUrl).host());
        } catch (BaseUrl.Unusable _) {
            return false; // the reader of the address has said so already
        }
    }

    private static String id(Section in) {
        String id = in.required("id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            in.wrong("id", "may hold letters, digits, '.', '_' and '-' only.");
        }
        return id;
    }

    private static Optional<Preset> preset(Section in) {
        Optional<String> word = in.text("preset");
        Optional<Preset> preset = word.flatMap(Presets.SHIPPED::of);
        if (word.isPresent() && preset.isEmpty()) {
            String known =
                    Presets.SHIPPED.all().stream()
                            .map(Preset::id)
                            .collect(Collectors.joining(", "));
            in.say("preset", "is not known here and is left out; known are " + known + ".");
        }
        return preset;
    }

    private static BackendKind kind(Section in, Optional<Preset> preset) {
        BackendKind usual = preset.map(Preset::kind).orElse(BackendKind.OPENAI);
        Optional<BackendKind> kind = in.text("kind").flatMap(BackendKind::of);
        if (in.has("kind") && kind.isEmpty()) {
            String was = Problem.shown(in.raw("kind"));
            in.wrong("kind", "must be " + BackendKind.WORDS + ", but is " + was + ".");
        }
        return kind.orElse(usual);
    }

    private static BaseUrl baseUrl(Section in, BackendKind kind, Optional<Preset> preset) {
        Optional<String> text = in.text("baseUrl");
        if (text.isEmpty()) {
            return usualUrl(in, kind, preset);
        }
        try {
            BaseUrl mended = BaseUrl.mend(kind, text.get());
            if (!mended.hasPath() && sameHost(mended, preset)) {
                mended = mended.withPathOf(preset.flatMap(Preset::baseUrl).orElse(""));
            }
            if (!mended.url().equals(text.get())) {
                in.say("baseUrl", "is read as " + mended.url() + "; write it so to be clear.");
            }
            if (mended.url().startsWith("http://") && !Loopback.is(mended.host())) {
                in.say("baseUrl", "is not encrypted; use https:// if the backend offers it.");
            }
            return mended;
        } catch (BaseUrl.Unusable e) {
            in.wrong("baseUrl", e.message());
            return NO_URL;
        }
    }

    private static BaseUrl usualUrl(Section in, BackendKind kind, Optional<Preset> preset) {
        Optional<String> url = preset.flatMap(Preset::baseUrl);
        if (url.isPresent()) {
            return new BaseUrl(url.get(), Map.of());
        }
        return switch (kind) {
            case ANTHROPIC -> new BaseUrl("https://api.anthropic.com", Map.of());
            case DEMO -> NO_URL;
            // Without one, the profile of its sign-in names the region.
            case OCI -> region(in);
            case OPENAI -> {
                String like = preset.flatMap(Preset::example).orElse("https://api.example.com/v1");
                in.wrong("baseUrl", "is missing; add the address, such as " + like + ".");
                yield NO_URL;
            }
        };
    }

    private static BaseUrl region(Section in) {
        return in.text("region")
                .map(region -> new BaseUrl(OciRegion.of(region).inference(), Map.of()))
                .orElse(NO_URL);
    }

    /// The address of a known service without its path is a paste of half the address.
    private static boolean sameHost(BaseUrl url, Optional<Preset> preset) {
        return preset.flatMap(Preset::baseUrl).stream()
                .anyMatch(it -> it.startsWith(url.url() + "/"));
    }

    private static Map<String, String> headers(Section in) {
        Map<String, String> headers = in.pairs("headers");
        headers.forEach(
                (name, value) -> {
                    if (!AuthStyle.isToken(name)) {
                        in.wrong("headers", "holds a name that is no header name.");
                    } else if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
                        in.wrong("headers." + name, "must be one line without control letters.");
                    }
                });
        return headers;
    }

    private static Map<String, String> query(Section in, BaseUrl base) {
        Map<String, String> query = new LinkedHashMap<>(base.query());
        query.putAll(in.pairs("query"));
        return query;
    }

    static List<BackendSettings> list(Section in, String key) {
        return in.named(key, "id", BackendReading::read, BackendSettings::id);
    }
}
