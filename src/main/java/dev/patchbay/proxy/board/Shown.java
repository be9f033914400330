package dev.patchbay.proxy.board;

import dev.patchbay.backend.Credential;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.Secret;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a request shows for itself.
///
/// @param any whether that is anything
/// @param tokens what of it is a local token of ours
/// @param name of the first of them
/// @param credential the first that is none: the client's own
record Shown(
        boolean any, List<String> tokens, Optional<String> name, Optional<Credential> credential) {
    private static final HttpString OUR_KEY = new HttpString("x-patchbay-token");
    private static final HttpString API_KEY = new HttpString("x-api-key");
    private static final String BEARER = "Bearer ";

    static Shown of(HeaderMap headers, Admission admission) {
        var sight = new Sight(admission);
        for (String value : all(headers, OUR_KEY)) {
            sight.ours(value.strip());
        }
        for (String value : all(headers, API_KEY)) {
            sight.either(value.strip(), new AuthStyle.ApiKey());
        }
        for (String value : all(headers, Headers.AUTHORIZATION)) {
            String login = value.strip();
            if (login.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                sight.either(login.substring(BEARER.length()).strip(), new AuthStyle.Bearer());
            }
        }
        return new Shown(sight.any, List.copyOf(sight.tokens), sight.name, sight.credential);
    }

    private static Iterable<String> all(HeaderMap headers, HttpString name) {
        HeaderValues values = headers.get(name);
        return values == null ? List.of() : values;
    }

    /// What was seen so far.
    private static final class Sight {
        private final Admission admission;
        private final List<String> tokens = new ArrayList<>(2);
        private boolean any;
        private Optional<String> name = Optional.empty();
        private Optional<Credential> credential = Optional.empty();

        private Sight(Admission admission) {
            this.admission = admission;
        }

        private boolean ours(String value) {
            any = true;
            Optional<String> found = tokens.contains(value) ? name : admission.nameOf(value);
            if (found.isPresent()) {
                tokens.add(value);
                name = name.isPresent() ? name : found;
            }
            return found.isPresent();
        }

        private void either(String value, AuthStyle style) {
            if (!ours(value) && credential.isEmpty() && !value.isEmpty()) {
                credential = Optional.of(new Credential(style, Secret.of(value)));
            }
        }
    }
}
