package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Secret;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// OB-1's credentials.json: the sign-in that its own program made. Where it was made and for which
/// program is what the preset says.
final class Ob1Import {
    private static final String ORGANIZATION = "organization_id";

    private Ob1Import() {}

    static boolean fits(ObjectNode file) {
        return file.path("oauth").has("access_token") || file.path("oauth").has("refresh_token");
    }

    /// @param now when the sign-in is taken over
    static void read(ObjectNode file, Harvest harvest, Instant now) {
        Preset preset = Presets.SHIPPED.of("ob1").orElseThrow();
        JsonNode oauth = file.path("oauth");
        ObjectNode backend = harvest.backend(preset.id(), preset.name(), Site.of(preset));
        String organization = LooseJson.text(oauth, ORGANIZATION);
        if (organization.isEmpty()) {
            // Who belongs to none shows the token alone.
            backend.putObject("oauth").put("bearer", "{access_token}");
        }
        String access = LooseJson.text(oauth, "access_token");
        if (access.isEmpty()) {
            harvest.cannot(
                    "oauth.access_token",
                    "is missing, so the sign-in does not come; use `patchbay login %s`."
                            .formatted(backend.path("id").asText()));
            return;
        }
        harvest.rest(
                "oauth.",
                oauth,
                Set.of(
                        "access_token",
                        "refresh_token",
                        "expires_at",
                        ORGANIZATION,
                        "user",
                        "authentication_method"),
                Map.of());
        harvest.rest("", file, Set.of("oauth"), Map.of());
        harvest.look(
                "backend " + backend.path("id").asText(),
                "shares this sign-in with OB-1's own program. Each renewal ends the token before,"
                        + " so the program that renews second has to sign in anew.");
        var settings = BackendSettings.of("any", preset).oauth();
        harvest.login(
                backend,
                new Login(
                        settings.tokenUrl().map(URI::toString).orElse(""),
                        settings.clientId().orElse(""),
                        Secret.of(access),
                        Optional.of(LooseJson.text(oauth, "refresh_token"))
                                .filter(token -> !token.isEmpty())
                                .map(Secret::of),
                        now,
                        expires(oauth),
                        organization.isEmpty()
                                ? Map.of()
                                : Map.of(ORGANIZATION, Secret.of(organization)),
                        false));
    }

    private static Optional<Instant> expires(JsonNode oauth) {
        long millis = oauth.path("expires_at").asLong(0);
        return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }
}
