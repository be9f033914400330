package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/// A backend's credential. What the style `oci` alone knows is read from `written`, by [OciAuth]:
///
/// * `configFile` the file of OCI's profiles, where it is not where Oracle's own clients look
/// * `profile` the profile in it that signs
/// * `refreshUrl` where a session token is exchanged for the next one, instead of at the region's
///   own address
///
/// @param style how it is shown
/// @param keys where the keys are, in the order they are tried; for the style `oci` the pass phrase
///     of its profile's key
/// @param rotation how several keys take turns: sticky or round-robin
public record Auth(AuthStyle style, List<SecretRef> keys, Rotation rotation, AsWritten written) {
    public Auth {
        keys = List.copyOf(keys);
    }

    public static Auth of(AuthStyle style, SecretRef... keys) {
        return new Auth(style, List.of(keys), Rotation.STICKY, AsWritten.NOTHING);
    }

    public Auth withStyle(AuthStyle other) {
        return new Auth(other, keys, rotation, written);
    }

    public Auth withKeys(List<SecretRef> other) {
        return new Auth(style, other, rotation, written);
    }

    public Auth withRotation(Rotation other) {
        return new Auth(style, keys, other, written);
    }

    /// With a part that has no component here, such as the `profile` of an OCI sign-in.
    public Auth withPart(String key, JsonNode value) {
        return new Auth(style, keys, rotation, written.with(key, value));
    }

    /// The same for a text; where it is empty, nothing is said.
    public Auth withPart(String key, String text) {
        return new Auth(style, keys, rotation, written.with(key, text));
    }

    static Auth read(Section in, AuthStyle usual) {
        List<SecretRef> keys = in.texts("keys").stream().map(SecretRef::of).toList();
        if (keys.stream().anyMatch(SecretRef.Plain.class::isInstance)) {
            in.say(
                    "keys",
                    "holds a key in the clear; move it to the keychain, or refer to it with"
                            + " env:NAME, file:PATH or cmd:COMMAND.");
        }
        AuthStyle style = style(in, usual);
        if (style instanceof AuthStyle.Oci) {
            OciAuth.check(in);
        }
        return new Auth(style, keys, rotation(in), in.written());
    }

    private static AuthStyle style(Section in, AuthStyle usual) {
        if (!in.has("style")) {
            return usual;
        }
        var style = in.text("style").flatMap(AuthStyle::of);
        if (style.isEmpty()) {
            String was = Problem.shown(in.raw("style"));
            in.wrong("style", "must be " + AuthStyle.WORDS + ", but is " + was + ".");
        }
        return style.orElse(usual);
    }

    private static Rotation rotation(Section in) {
        var rotation = in.text("rotation").flatMap(Rotation::of);
        if (in.has("rotation") && rotation.isEmpty()) {
            String was = Problem.shown(in.raw("rotation"));
            in.wrong("rotation", "must be " + Rotation.WORDS + ", but is " + was + ".");
        }
        return rotation.orElse(Rotation.STICKY);
    }

    ObjectNode json(AuthStyle usual) {
        return written.overlaid(this, in -> read(in, usual), Auth::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("style", style.text())
                .putSecrets("keys", keys)
                .put("rotation", rotation.text())
                .done();
    }
}
