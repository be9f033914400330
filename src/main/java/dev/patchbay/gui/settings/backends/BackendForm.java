package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The fields of one backend.
final class BackendForm {
    /// The styles that are chosen by a word alone, and the two that need a name with it.
    static final List<String> STYLES =
            List.of(
                    "bearer",
                    "x-api-key",
                    "both",
                    "header",
                    "query",
                    "oauth",
                    "oci",
                    "client",
                    "none");

    private static final String CUSTOM = "custom";

    final Part<BackendSettings> part;
    final Entry<Boolean> enabled;
    final Entry<String> name;
    final Entry<String> preset;
    final Entry<BackendKind> kind;
    final Entry<String> baseUrl;
    final Entry<String> style;
    final Entry<String> styleName;
    final Entry<String> compartment;
    final Entry<String> region;
    final Entry<String> profile;

    /// @param chosen the id of the backend that is meant
    BackendForm(SettingsDraft draft, Supplier<String> chosen) {
        part =
                new Part<>(
                        draft,
                        new Part.Lens<>(
                                () -> "backends[" + index(draft.now(), chosen.get()) + "]",
                                it -> it.backend(chosen.get()),
                                BackendForm::put,
                                BackendSettings::problems));
        enabled = part.entry(BackendSettings::enabled, BackendSettings::withEnabled, true);
        name = part.entry(BackendSettings::name, BackendSettings::withName, "", "name");
        preset = part.entry(it -> it.preset().orElse(CUSTOM), BackendForm::following, CUSTOM);
        kind = part.entry(BackendSettings::kind, BackendForm::speaking, BackendKind.OPENAI, "kind");
        baseUrl = part.entry(BackendSettings::baseUrl, BackendSettings::withBaseUrl, "", "baseUrl");
        style =
                part.entry(
                        it -> it.auth().style().text().replaceFirst(":.*", ""),
                        (it, word) -> styled(it, word, usualName(word)),
                        "bearer",
                        "auth.style");
        styleName =
                part.entry(
                        it -> it.auth().style().text().replaceFirst("^[^:]*:?", ""),
                        (it, word) -> styled(it, style.get(), word),
                        "",
                        "auth.style");
        compartment =
                part.entry(
                        BackendSettings::compartmentId,
                        (it, text) -> it.withPart("compartmentId", text.strip()),
                        "",
                        "compartmentId");
        region = text("region");
        profile =
                part.entry(
                        it -> it.auth().written().text("profile"),
                        (it, text) -> it.withAuth(it.auth().withPart("profile", text.strip())),
                        "",
                        "auth.profile");
    }

    private Entry<String> text(String key) {
        return part.entry(
                it -> it.written().text(key),
                (it, text) -> it.withPart(key, text.strip()),
                "",
                key);
    }

    private static int index(Settings all, String id) {
        return all.backends().stream().map(BackendSettings::id).toList().indexOf(id);
    }

    private static Settings put(Settings all, BackendSettings before, BackendSettings next) {
        return all.withBackends(
                all.backends().stream()
                        .map(each -> each.id().equals(before.id()) ? next : each)
                        .toList());
    }

    /// Another preset brings its own address and style; name and keys stay.
    private static BackendSettings following(BackendSettings backend, String id) {
        Optional<Preset> preset = Presets.SHIPPED.of(id);
        if (preset.isEmpty() || id.equals(backend.preset().orElse(CUSTOM))) {
            return backend;
        }
        BackendSettings next = BackendSettings.of(backend.id(), preset.get());
        Auth auth = next.auth().withKeys(backend.auth().keys());
        boolean ownName =
                !backend.name().equals(backend.shipped().map(Preset::name).orElse(backend.id()));
        next = next.withAuth(auth).withEnabled(backend.enabled());
        return ownName ? next.withName(backend.name()) : next;
    }

    private static BackendSettings speaking(BackendSettings backend, BackendKind kind) {
        if (kind == backend.kind()) {
            return backend;
        }
        BackendSettings next = BackendSettings.of(backend.id(), kind, backend.baseUrl());
        return next.withName(backend.name())
                .withAuth(next.auth().withKeys(backend.auth().keys()))
                .withEnabled(backend.enabled());
    }

    private static String usualName(String word) {
        return switch (word) {
            case "header" -> "api-key";
            case "query" -> "key";
            default -> "";
        };
    }

    private static BackendSettings styled(BackendSettings backend, String word, String name) {
        AuthStyle style =
                switch (word) {
                    case "header" -> new AuthStyle.Header(name.strip());
                    case "query" -> new AuthStyle.Query(name.strip());
                    default -> AuthStyle.of(word).orElse(backend.auth().style());
                };
        return backend.withAuth(backend.auth().withStyle(style));
    }

    int keyCount() {
        return part.get(it -> it.auth().keys().size(), 0);
    }

    boolean isOci() {
        return kind.get() == BackendKind.OCI;
    }

    boolean isDemo() {
        return kind.get() == BackendKind.DEMO;
    }

    boolean wantsKeys() {
        return switch (style.get()) {
            case "none", "oauth" -> false;
            default -> !isDemo();
        };
    }

    /// Where a person gets a key for it; empty if that is not known.
    String keyPage() {
        return part.get(it -> it.shipped().flatMap(Preset::keyPage).orElse(""), "");
    }
}
