package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a service in a file is reached, and which shipped preset it is.
///
/// @param url the address as it should have been typed
record Site(BackendKind kind, Optional<Preset> preset, String url, Map<String, String> query) {
    private static final String VERSION = "api-version";

    /// Empty if there is no address that can be used.
    ///
    /// @param name what the file calls it: on this computer the name tells which server it is
    static Optional<Site> of(BackendKind kind, String pasted, String name) {
        var bare = BackendSettings.of("any", kind, pasted);
        if (bare.baseUrl().isEmpty()) {
            return Optional.empty();
        }
        Optional<Preset> preset =
                bare.local()
                        ? Presets.SHIPPED.of(name).filter(Preset::local)
                        : Presets.SHIPPED.all().stream()
                                .filter(each -> each.kind() == kind)
                                .filter(each -> isAt(each, bare.baseUrl()))
                                .findFirst();
        String url = preset.map(each -> settled(bare.baseUrl(), each)).orElse(bare.baseUrl());
        return Optional.of(new Site(kind, preset, url, bare.query()));
    }

    /// The site that a preset alone tells.
    static Site of(Preset preset) {
        return new Site(preset.kind(), Optional.of(preset), preset.baseUrl().orElse(""), Map.of());
    }

    Site withPreset(String id) {
        return new Site(kind, Presets.SHIPPED.of(id), url, query);
    }

    /// Servers on this computer often want none, but the file had to name one.
    boolean wantsKey() {
        return preset.map(each -> !(each.style() instanceof AuthStyle.None)).orElse(true);
    }

    /// Whether this backend is the same service.
    boolean isOf(BackendSettings backend) {
        return backend.kind() == kind && backend.baseUrl().equals(url);
    }

    void write(ObjectNode backend) {
        preset.ifPresentOrElse(
                each -> backend.put("preset", each.id()), () -> backend.put("kind", kind.text()));
        if (!url.equals(preset.flatMap(Preset::baseUrl).orElse(""))) {
            backend.put("baseUrl", url);
        }
        if (query.containsKey(VERSION)) {
            backend.withObject("/query").put(VERSION, query.get(VERSION));
        }
    }

    /// What else stands in the address, by name.
    List<String> strangers() {
        return query.keySet().stream().filter(name -> !name.equals(VERSION)).toList();
    }

    private static boolean isAt(Preset preset, String url) {
        return preset.baseUrl().filter(own -> authority(own).equals(authority(url))).isPresent();
    }

    /// Half an address of a known service is its whole address; so is Gemini's own door, whose
    /// dialect nobody here speaks, beside the one that we use.
    private static String settled(String url, Preset preset) {
        String own = preset.baseUrl().orElse(url);
        String path = String.valueOf(URI.create(url).getRawPath());
        boolean half = path.isEmpty() || path.equals("/v1") || own.startsWith(url + "/");
        boolean geminis = preset.id().equals("gemini") && !path.contains("/openai");
        return half || geminis ? own : url;
    }

    private static String authority(String url) {
        return String.valueOf(URI.create(url).getRawAuthority());
    }
}
