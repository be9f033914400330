package dev.patchbay.settings;

import dev.patchbay.hub.Quirks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What is known of a service before its user says anything: one entry of presets.json.
///
/// @param id the word that settings.json knows it by
/// @param name what people call it
/// @param kind what it speaks
/// @param baseUrl its address, where it has only one
/// @param example what its address looks like, where every user has an own one
/// @param style how it is shown a credential
/// @param quirks its oddities
/// @param keyPage where a person gets a key
/// @param keyPattern what its keys look like, where they look like no one else's
/// @param credits where it tells how much credit is left
/// @param models what is particular to the models that all its customers share, by name; a star
///     stands for anything
/// @param local whether it runs on this computer
/// @param written the whole entry, for the parts only one kind of backend knows (`oauth`)
public record Preset(
        String id,
        String name,
        BackendKind kind,
        Optional<String> baseUrl,
        Optional<String> example,
        AuthStyle style,
        AsWritten quirks,
        Optional<String> keyPage,
        Optional<Pattern> keyPattern,
        Optional<Credits> credits,
        List<ModelSettings> models,
        boolean local,
        AsWritten written) {

    /// The oddities of a backend of this preset that has none of its own.
    public Quirks plainQuirks() {
        return QuirkWords.quirks(quirks.copy(), SettingsJson.object());
    }

    static Preset read(Section in) {
        Section quirks = in.section("quirks");
        QuirkWords.check(quirks);
        BackendKind kind = BackendKind.of(in.text("kind", "openai")).orElse(BackendKind.OPENAI);
        return new Preset(
                in.required("id"),
                in.required("name"),
                kind,
                in.text("baseUrl"),
                in.text("example"),
                Auth.read(in.section("auth"), kind.usualStyle()).style(),
                quirks.written(),
                in.text("keyPage"),
                in.text("keyPattern").flatMap(text -> pattern(in, text)),
                Credits.of(in.section("credits")),
                in.named("models", "id", ModelSettings::read, ModelSettings::id),
                in.flag("local", false),
                in.written());
    }

    private static Optional<Pattern> pattern(Section in, String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            in.wrong("keyPattern", e.getDescription());
            return Optional.empty();
        }
    }
}
