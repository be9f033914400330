package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Traits;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What the user says of one model of a backend. What is unsaid is as the shipped facts have it.
///
/// @param id the name the backend knows it by
/// @param maxOutput the most tokens of one answer
/// @param window the most tokens of request and answer together
/// @param images whether it takes pictures
/// @param efforts the reasoning levels it accepts
/// @param fixedSampling whether it refuses temperature and its kin
/// @param noStops whether it refuses stop sequences and penalties
/// @param maxTokensKey the name of its output limit
/// @param temperature the only temperature it is asked with
/// @param ocid what OCI itself calls the model, or the endpoint where it runs
/// @param api the form of request it takes at OCI: generic, cohere or coherev2
/// @param serving how OCI serves it: on-demand or dedicated
public record ModelSettings(
        String id,
        OptionalInt maxOutput,
        OptionalInt window,
        Optional<Boolean> images,
        Optional<List<String>> efforts,
        Optional<Boolean> fixedSampling,
        Optional<Boolean> noStops,
        Optional<String> maxTokensKey,
        OptionalDouble temperature,
        Optional<String> ocid,
        Optional<String> api,
        Optional<String> serving,
        AsWritten written) {

    public ModelSettings {
        efforts = efforts.map(List::copyOf);
    }

    private static final List<String> APIS = List.of("generic", "cohere", "coherev2");
    private static final List<String> SERVINGS = List.of("on-demand", "dedicated");

    public static ModelSettings of(String id) {
        return read(Section.root(SettingsJson.object().put("id", id), new java.util.ArrayList<>()));
    }

    public ModelSettings withMaxTokensKey(String other) {
        return changed(Optional.of(other), temperature, ocid);
    }

    public ModelSettings withTemperature(double other) {
        return changed(maxTokensKey, OptionalDouble.of(other), ocid);
    }

    public ModelSettings withOcid(String other) {
        return changed(maxTokensKey, temperature, Optional.of(other));
    }

    private ModelSettings changed(
            Optional<String> key, OptionalDouble heat, Optional<String> otherOcid) {
        return new ModelSettings(
                id,
                maxOutput,
                window,
                images,
                efforts,
                fixedSampling,
                noStops,
                key,
                heat,
                otherOcid,
                api,
                serving,
                written);
    }

    /// These words of the user laid over what is known anyway.
    Traits over(Traits known) {
        return new Traits(
                maxOutput.isPresent() ? maxOutput : known.maxOutput(),
                window.isPresent() ? window : known.window(),
                images.orElse(known.images()),
                efforts.orElse(known.efforts()),
                fixedSampling.orElse(known.fixedSampling()),
                noStops.orElse(known.noStops()),
                maxTokensKey.map("max_completion_tokens"::equals).orElse(known.completionKey()));
    }

    static ModelSettings read(Section in) {
        List<String> efforts = in.texts("efforts");
        if (!Reasoning.LEVELS.containsAll(efforts)) {
            in.wrong("efforts", "may hold only " + String.join(", ", Reasoning.LEVELS) + ".");
        }
        return new ModelSettings(
                in.required("id"),
                in.number("maxOutput", 1, Integer.MAX_VALUE),
                in.number("window", 1, Integer.MAX_VALUE),
                flag(in, "images"),
                in.has("efforts") ? Optional.of(efforts) : Optional.empty(),
                flag(in, "fixedSampling"),
                flag(in, "noStops"),
                in.text("maxTokensKey"),
                in.decimal("temperature", 0, 2),
                in.text("ocid"),
                word(in, "api", APIS),
                word(in, "serving", SERVINGS),
                in.written());
    }

    private static Optional<String> word(Section in, String key, List<String> words) {
        Optional<String> word = in.text(key).map(text -> text.toLowerCase(Locale.ROOT));
        if (word.isPresent() && !words.contains(word.get())) {
            in.wrong(key, "must be one of " + String.join(", ", words) + ".");
            return Optional.empty();
        }
        return word;
    }

    private static Optional<Boolean> flag(Section in, String key) {
        return in.has(key) ? Optional.of(in.flag(key, false)) : Optional.empty();
    }

    ObjectNode json() {
        return written.overlaid(this, ModelSettings::read, ModelSettings::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("id", id)
                .put("maxOutput", maxOutput)
                .put("window", window)
                .putFlag("images", images)
                .putTexts("efforts", efforts)
                .putFlag("fixedSampling", fixedSampling)
                .putFlag("noStops", noStops)
                .put("maxTokensKey", maxTokensKey)
                .put("temperature", temperature)
                .put("ocid", ocid)
                .put("api", api)
                .put("serving", serving)
                .done();
    }
}
