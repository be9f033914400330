package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;

/// Patchbay's own secrets: the section `keys`.
///
/// @param store where they are kept: the system's keychain, or an unencrypted file by consent
public record KeySettings(KeyPlace store, AsWritten written) {
    static KeySettings of(Settings settings) {
        return settings.section("keys") instanceof ObjectNode said
                ? read(Section.root(said, new ArrayList<>()))
                : new KeySettings(KeyPlace.KEYCHAIN, AsWritten.NOTHING);
    }

    public KeySettings withStore(KeyPlace other) {
        return new KeySettings(other, written);
    }

    static KeySettings read(Section in) {
        var store = in.text("store").flatMap(KeyPlace::of);
        if (in.has("store") && store.isEmpty()) {
            String was = Problem.shown(in.raw("store"));
            in.wrong("store", "must be " + KeyPlace.WORDS + ", but is " + was + ".");
        }
        return new KeySettings(store.orElse(KeyPlace.KEYCHAIN), in.written());
    }

    ObjectNode json() {
        return written.overlaid(this, KeySettings::read, KeySettings::draft);
    }

    private ObjectNode draft() {
        return new Draft().put("store", store.text()).done();
    }
}
