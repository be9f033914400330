package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How people sign in to a backend, and how its token is shown: a backend's `oauth` block, over
/// that of its preset.
///
/// @param tokenUrl where tokens are given and renewed
/// @param deviceUrl where a sign-in by device code begins
/// @param clientId the program that the sign-in server knows us as
/// @param scope what is asked for
/// @param bearer what stands behind `Bearer`: fields of the server's answer in braces
public record OAuthSettings(
        Optional<URI> tokenUrl,
        Optional<URI> deviceUrl,
        Optional<String> clientId,
        Optional<String> scope,
        String bearer) {
    public static final String ACCESS_TOKEN = "access_token";

    private static final String PLAIN_BEARER = "{" + ACCESS_TOKEN + "}";
    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

    static OAuthSettings of(BackendSettings backend) {
        ObjectNode said = SettingsJson.object();
        backend.shipped().map(Preset::written).ifPresent(preset -> lay(preset, said));
        lay(backend.written(), said);
        return read(Section.root(said, new ArrayList<>()));
    }

    /// Notes what keeps anybody from signing in.
    static void check(Section in, Optional<Preset> preset) {
        read(in);
        ObjectNode said = SettingsJson.object();
        preset.map(Preset::written).ifPresent(written -> lay(written, said));
        said.setAll(in.written().copy());
        for (String key : List.of("tokenUrl", "deviceUrl", "clientId")) {
            if (!said.hasNonNull(key)) {
                in.say(key, "is missing, so nobody can sign in here; add it.");
            }
        }
    }

    /// The fields of the server's answer that the bearer form needs beside the access token.
    public Set<String> fields() {
        Set<String> fields =
                FIELD.matcher(bearer)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        fields.remove(ACCESS_TOKEN);
        return fields;
    }

    private static void lay(AsWritten from, ObjectNode over) {
        if (from.at("oauth") instanceof ObjectNode said) {
            over.setAll(said);
        }
    }

    static OAuthSettings read(Section in) {
        return new OAuthSettings(
                url(in, "tokenUrl"),
                url(in, "deviceUrl"),
                in.text("clientId"),
                in.text("scope"),
                in.text("bearer", PLAIN_BEARER));
    }

    /// What goes there is worth as much as a password, so it goes encrypted or stays on this
    /// computer.
    private static Optional<URI> url(Section in, String key) {
        Optional<String> text = in.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.get());
            String host = url.getHost();
            boolean http = "http".equalsIgnoreCase(url.getScheme());
            if (host != null
                    && ("https".equalsIgnoreCase(url.getScheme()) || http && Loopback.is(host))) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Said below, like every other text that is no such address.
        }
        in.wrong(key, "must be an address that begins with https://.");
        return Optional.empty();
    }
}
